package im.isthmus.core.room;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.UserAction.Availability;
import im.isthmus.core.room.presence.RoomLeave;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.store.stay.Stay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps on the disk what one user's rooms are, whenever it is different from before. */
public final class RoomStays {
    private final Map<LegacyRoom, Stay> kept = HashMap.newHashMap(0);
    private final RoomHost host;
    private final RoomSet rooms;
    private final RoomLeave leave;

    /**
     * Nothing is kept yet.
     *
     * @param rooms all that the user is in
     */
    RoomStays(RoomHost host, RoomSet rooms, RoomLeave leave) {
        this.host = host;
        this.rooms = rooms;
        this.leave = leave;
    }

    /** The user was in these rooms when the gateway ended: brings them back. */
    public void restore(List<Stay> before) {
        for (Stay stay : before) {
            LegacyRoom id = stay.room();
            kept.putIfAbsent(id, stay);
            if (rooms.known(id) == null) {
                Room room = rooms.room(id);
                rooms.keep(room);
                leave.restore(room, stay);
                rooms.settle(room);
            }
        }
    }

    /** A resource in a room is there in another way than before. */
    public void attended(LegacyRoom id) {
        Room room = rooms.known(id);
        if (room != null) {
            note(room);
        }
    }

    /** Something may have happened to a room. */
    void note(Room room) {
        switch (room.phase()) {
            case JOINED, PARKED -> {
                if (!room.hasNobody() || host.wishes(room.id()).stays()) {
                    keep(room);
                } else {
                    forget(room.id());
                }
            }
            case OUT, LEAVING -> forget(room.id());
            case RECALLING, JOINING -> {} // the answer decides
        }
    }

    /** The resources that are in rooms. */
    public Set<Jid> resources() {
        Set<Jid> all = new HashSet<>();
        rooms.all().forEach(room -> all.addAll(room.resources()));
        return all;
    }

    private void keep(Room room) {
        Stay before = kept.get(room.id());
        Availability now = host.availability();
        String away = now != null && now.away() ? now.text() : null;
        if (isAs(before, room, away)) {
            return;
        }
        List<Jid> resources = new ArrayList<>(room.resources());
        resources.addAll(room.absent().keySet());
        Stay stay = new Stay(room.id(), room.nick(), room.password(), resources, away, false);
        kept.put(room.id(), stay);
        host.memory().stays(stay);
    }

    /** Asked for every message. */
    private static boolean isAs(@Nullable Stay stay, Room room, @Nullable String away) {
        return stay != null
                && !stay.told()
                && stay.nick().equals(room.nick())
                && Objects.equals(stay.password(), room.password())
                && Objects.equals(stay.away(), away)
                && stay.resources().size() == room.resources().size() + room.absent().size()
                && stay.resources().containsAll(room.resources())
                && stay.resources().containsAll(room.absent().keySet());
    }

    private void forget(LegacyRoom room) {
        if (kept.remove(room) != null) {
            host.memory().leaves(room);
        }
    }

    /** The user is put out everywhere, and is not to come back by itself. */
    public void forgetAll() {
        List.copyOf(kept.keySet()).forEach(this::forget);
    }
}
