@NullMarked
package im.isthmus.email.store;

import org.jspecify.annotations.NullMarked;
