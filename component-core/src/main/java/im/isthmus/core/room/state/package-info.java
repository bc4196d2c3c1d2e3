/** What is known of a room of a user, and the words its XML is written in. */
@NullMarked
package im.isthmus.core.room.state;

import org.jspecify.annotations.NullMarked;
