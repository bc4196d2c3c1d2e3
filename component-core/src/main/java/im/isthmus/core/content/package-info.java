/** What messages say, whatever network carries them. */
@NullMarked
package im.isthmus.core.content;

import org.jspecify.annotations.NullMarked;
