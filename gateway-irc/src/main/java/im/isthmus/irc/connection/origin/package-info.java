/** Where connections come from: own addresses, and who is behind each (RFC 1413). */
@NullMarked
package im.isthmus.irc.connection.origin;

import org.jspecify.annotations.NullMarked;
