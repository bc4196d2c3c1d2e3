@NullMarked
package im.isthmus.program.kill;

import org.jspecify.annotations.NullMarked;
