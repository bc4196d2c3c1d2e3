@NullMarked
package im.isthmus.text;

import org.jspecify.annotations.NullMarked;
