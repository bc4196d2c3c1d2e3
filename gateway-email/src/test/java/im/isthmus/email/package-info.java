@NullMarked
package im.isthmus.email;

import org.jspecify.annotations.NullMarked;
