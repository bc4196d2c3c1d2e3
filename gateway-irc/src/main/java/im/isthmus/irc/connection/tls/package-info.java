/** Who is at the other end of a connection with TLS. */
@NullMarked
package im.isthmus.irc.connection.tls;

import org.jspecify.annotations.NullMarked;
