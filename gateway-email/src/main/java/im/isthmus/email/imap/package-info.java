/** IMAP, as far as the mailbox of a user needs it (RFC 3501 and the extensions that are there). */
@NullMarked
package im.isthmus.email.imap;

import org.jspecify.annotations.NullMarked;
