/** Mails on their way to XMPP users. */
@NullMarked
package im.isthmus.email.inbound;

import org.jspecify.annotations.NullMarked;
