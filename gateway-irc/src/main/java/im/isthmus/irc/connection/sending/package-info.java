/** Lines on their way to the server: what fits into one, when it is its turn, and who waits. */
@NullMarked
package im.isthmus.irc.connection.sending;

import org.jspecify.annotations.NullMarked;
