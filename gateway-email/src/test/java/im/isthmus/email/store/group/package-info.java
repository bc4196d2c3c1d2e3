@NullMarked
package im.isthmus.email.store.group;

import org.jspecify.annotations.NullMarked;
