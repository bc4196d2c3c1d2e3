@NullMarked
package im.isthmus.testing.kill;

import org.jspecify.annotations.NullMarked;
