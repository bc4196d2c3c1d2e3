/** Mail servers that we hand mail to. */
@NullMarked
package im.isthmus.email.smtp.relay;

import org.jspecify.annotations.NullMarked;
