/** From what mails have as text to what people read in a chat, and back. */
@NullMarked
package im.isthmus.email.text;

import org.jspecify.annotations.NullMarked;
