/** The lines of IRC: read, written, folded and cut to size; knows no socket. */
@NullMarked
package im.isthmus.irc.message;

import org.jspecify.annotations.NullMarked;
