@NullMarked
package im.isthmus.email.list;

import org.jspecify.annotations.NullMarked;
