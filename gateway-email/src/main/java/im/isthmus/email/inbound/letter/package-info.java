/** Mails as chat messages: what somebody who uses no mail program has to see of them. */
@NullMarked
package im.isthmus.email.inbound.letter;

import org.jspecify.annotations.NullMarked;
