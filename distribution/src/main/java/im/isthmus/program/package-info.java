/** The program {@code isthmus}: commands, and everything put together. */
@NullMarked
package im.isthmus.program;

import org.jspecify.annotations.NullMarked;
