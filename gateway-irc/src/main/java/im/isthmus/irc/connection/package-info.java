/** One connection to an IRC server, from the TCP handshake to the reason of its end. */
@NullMarked
package im.isthmus.irc.connection;

import org.jspecify.annotations.NullMarked;
