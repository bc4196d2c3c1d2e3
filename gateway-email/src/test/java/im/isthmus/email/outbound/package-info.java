/** Mails on their way out, piece by piece. */
@NullMarked
package im.isthmus.email.outbound;

import org.jspecify.annotations.NullMarked;
