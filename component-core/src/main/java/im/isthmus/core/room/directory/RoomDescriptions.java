package im.isthmus.core.room.directory;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.event.RoomReport.RoomDetails;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** What networks told about rooms, also about those where the user is not. */
public final class RoomDescriptions {
    private static final int MOST = 200;
    private static final String CONFIGURATION_CHANGED = "104";
    private static final String LOGGED = "170";
    private static final String NOT_LOGGED = "171";

    private final RoomHost host;
    private final Map<LegacyRoom, RoomDetails> known = new LinkedHashMap<>(0, 0.75f, true);

    public RoomDescriptions(RoomHost host) {
        this.host = host;
    }

    /** What a room is like; null if nobody said. */
    public @Nullable RoomDetails of(LegacyRoom room) {
        return known.get(room);
    }

    /** Takes note; who is in learns that there is news to ask for (XEP-0045 section 10.2.1). */
    public void described(Room room, RoomDetails now) {
        RoomDetails before = known.put(room.id(), now);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
        if (before != null && !isCounted(before, now)) {
            changed(room);
        }
    }

    /** Who is in learns that there is news to ask for. */
    public void changed(Room room) {
        if (!room.isOpen()) {
            return;
        }
        boolean before = room.logged();
        room.logged(host.isLogged(room.id()));
        for (Jid to : room.resources()) {
            Element message = changed(room, to);
            if (before != room.logged()) {
                status(message, room.logged() ? LOGGED : NOT_LOGGED);
            }
            host.send(message);
        }
    }

    /** The word that there is news to ask for. */
    static Element changed(Room room, Jid to) {
        Element message = Muc.stanza(Muc.MESSAGE, room.text(), to, "groupchat", null);
        Muc.child(message, Muc.X);
        status(message, CONFIGURATION_CHANGED);
        return message;
    }

    private static void status(Element message, String code) {
        Muc.child(message.element(Muc.X), Muc.STATUS, Muc.CODE, code);
    }

    /** Whether nothing but the number of people is another; of pictures see {@link RoomPicture}. */
    private static boolean isCounted(RoomDetails before, RoomDetails now) {
        return Objects.equals(
                before.withOccupants(0).withAvatar(null), now.withOccupants(0).withAvatar(null));
    }
}
