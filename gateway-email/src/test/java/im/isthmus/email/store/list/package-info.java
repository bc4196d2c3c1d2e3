@NullMarked
package im.isthmus.email.store.list;

import org.jspecify.annotations.NullMarked;
