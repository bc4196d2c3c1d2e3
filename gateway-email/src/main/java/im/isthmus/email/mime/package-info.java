/** Mails taken apart, within limits, into our own records. */
@NullMarked
package im.isthmus.email.mime;

import org.jspecify.annotations.NullMarked;
