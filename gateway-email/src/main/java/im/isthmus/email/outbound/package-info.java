/** What XMPP users write, on its way to become mails. */
@NullMarked
package im.isthmus.email.outbound;

import org.jspecify.annotations.NullMarked;
