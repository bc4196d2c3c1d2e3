/** IRC networks and the link of one user to one of them. */
@NullMarked
package im.isthmus.irc.network;

import org.jspecify.annotations.NullMarked;
