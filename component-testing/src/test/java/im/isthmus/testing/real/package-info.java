@NullMarked
package im.isthmus.testing.real;

import org.jspecify.annotations.NullMarked;
