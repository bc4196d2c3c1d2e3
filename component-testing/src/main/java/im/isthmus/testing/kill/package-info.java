/** Kills a running program again and again, and judges what became of what it had accepted. */
@NullMarked
package im.isthmus.testing.kill;

import org.jspecify.annotations.NullMarked;
