/** What the stanzas of messages say, in the words of {@code core.content}, and back. */
@NullMarked
package im.isthmus.core.payload;

import org.jspecify.annotations.NullMarked;
