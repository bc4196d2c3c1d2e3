@NullMarked
package im.isthmus.email.header;

import org.jspecify.annotations.NullMarked;
