/** Bytes that mail servers send us, within bounds. */
@NullMarked
package im.isthmus.email.smtp.intake;

import org.jspecify.annotations.NullMarked;
