/** When a connection is made, and how long it is kept. */
@NullMarked
package im.isthmus.irc.network.connecting;

import org.jspecify.annotations.NullMarked;
