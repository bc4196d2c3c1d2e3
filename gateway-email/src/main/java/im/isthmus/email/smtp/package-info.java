/** SMTP and LMTP, as a server and as a client of the admin's relay. */
@NullMarked
package im.isthmus.email.smtp;

import org.jspecify.annotations.NullMarked;
