@NullMarked
package im.isthmus.email.addressbook;

import org.jspecify.annotations.NullMarked;
