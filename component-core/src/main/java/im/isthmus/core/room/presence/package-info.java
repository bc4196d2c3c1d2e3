/** Coming into rooms, being seen there, and going. */
@NullMarked
package im.isthmus.core.room.presence;

import org.jspecify.annotations.NullMarked;
