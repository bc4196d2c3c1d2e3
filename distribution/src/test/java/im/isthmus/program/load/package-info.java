/** What many users cost the program, which runs in a process of its own. */
@NullMarked
package im.isthmus.program.load;

import org.jspecify.annotations.NullMarked;
