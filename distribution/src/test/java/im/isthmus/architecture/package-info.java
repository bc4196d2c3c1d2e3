@NullMarked
package im.isthmus.architecture;

import org.jspecify.annotations.NullMarked;
