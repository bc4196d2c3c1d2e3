/** The user's own nick, and how it is had back. */
@NullMarked
package im.isthmus.irc.network.nick;

import org.jspecify.annotations.NullMarked;
