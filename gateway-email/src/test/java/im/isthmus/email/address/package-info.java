@NullMarked
package im.isthmus.email.address;

import org.jspecify.annotations.NullMarked;
