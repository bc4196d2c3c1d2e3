/** Invitations into rooms, between people of the network and people elsewhere. */
@NullMarked
package im.isthmus.core.room.invitation;

import org.jspecify.annotations.NullMarked;
