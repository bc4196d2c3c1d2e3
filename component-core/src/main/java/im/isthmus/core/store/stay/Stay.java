package im.isthmus.core.store.stay;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a user is in a room.
 *
 * @param nick the own nick there
 * @param password that opened the room; null if none was needed
 * @param resources which see it from inside, by full JID; empty if the user stays without
 * @param away what the user says about being away; empty for nothing, null if not away
 * @param told whether they know that they are out, as they do when the gateway ended in good order
 */
public record Stay(
        LegacyRoom room,
        String nick,
        @Nullable String password,
        List<Jid> resources,
        @Nullable String away,
        boolean told) {
    public Stay {
        resources = List.copyOf(resources);
    }
}
