/** What is kept of users' address books. */
@NullMarked
package im.isthmus.email.store.addressbook;

import org.jspecify.annotations.NullMarked;
