/** What is said in rooms and about them: messages, subjects, invitations. */
@NullMarked
package im.isthmus.core.room.talk;

import org.jspecify.annotations.NullMarked;
