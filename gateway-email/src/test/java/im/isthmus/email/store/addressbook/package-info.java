@NullMarked
package im.isthmus.email.store.addressbook;

import org.jspecify.annotations.NullMarked;
