/** Which rooms there are, and what they are like. */
@NullMarked
package im.isthmus.core.room.directory;

import org.jspecify.annotations.NullMarked;
