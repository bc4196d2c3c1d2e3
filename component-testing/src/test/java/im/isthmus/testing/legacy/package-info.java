@NullMarked
package im.isthmus.testing.legacy;

import org.jspecify.annotations.NullMarked;
