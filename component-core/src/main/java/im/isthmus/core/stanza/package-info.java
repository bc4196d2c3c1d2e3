/** Building stanzas and their errors; nothing here knows where they go. */
@NullMarked
package im.isthmus.core.stanza;

import org.jspecify.annotations.NullMarked;
