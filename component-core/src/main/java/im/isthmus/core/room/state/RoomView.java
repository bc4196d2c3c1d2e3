package im.isthmus.core.room.state;

import im.isthmus.core.backend.event.RoomReport.RoomDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What service discovery may tell a user about a room (XEP-0045 section 6.4).
 *
 * @param joined whether the user is in
 * @param nick the user's nick there, empty if not in
 * @param subject empty if there is none, or not in
 * @param occupants the occupant JIDs of all who are in; empty if the user is not
 * @param details what the network says about the room; null if nothing
 * @param picture the SHA-1 of what the room looks like, in hex; empty if like nothing
 */
public record RoomView(
        boolean joined,
        String nick,
        String subject,
        List<String> occupants,
        @Nullable RoomDetails details,
        String picture) {
    /** Of a room where the user is not. */
    public static RoomView outside(@Nullable RoomDetails details) {
        return new RoomView(false, "", "", List.of(), details, "");
    }

    /** With what the room looks like. */
    public RoomView withPicture(String sha1) {
        return new RoomView(joined, nick, subject, occupants, details, sha1);
    }
}
