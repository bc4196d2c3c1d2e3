/** The header fields of mails, hostile or merely odd, as values. */
@NullMarked
package im.isthmus.email.header;

import org.jspecify.annotations.NullMarked;
