/** Who may do what in a room. */
@NullMarked
package im.isthmus.core.room.admin;

import org.jspecify.annotations.NullMarked;
