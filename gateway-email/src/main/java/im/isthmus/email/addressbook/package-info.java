/** Address books of users, elsewhere on the web (CardDAV, RFC 6352). */
@NullMarked
package im.isthmus.email.addressbook;

import org.jspecify.annotations.NullMarked;
