package im.isthmus.core.room;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomSettings;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rooms of one user that there is something to know about. */
final class RoomSet {
    private final Map<LegacyRoom, Room> rooms = HashMap.newHashMap(0);
    private final RoomHost host;
    private final RoomSettings settings;
    private final Consumer<Room> settled;

    /**
     * No rooms yet.
     *
     * @param settled hears of each room that something may have happened to
     */
    RoomSet(RoomHost host, RoomSettings settings, Consumer<Room> settled) {
        this.host = host;
        this.settings = settings;
        this.settled = settled;
    }

    /** The room as known, or one that {@link #settle} may keep. */
    Room room(LegacyRoom id) {
        Room known = rooms.get(id);
        return known != null ? known : new Room(id, host.jid(id), settings);
    }

    /** The room if there is something to know about it; else null. */
    @Nullable Room known(LegacyRoom id) {
        return rooms.get(id);
    }

    /** All that are known, as they are now. */
    Collection<Room> all() {
        return Collections.unmodifiableCollection(rooms.values());
    }

    /** Whether the user may enter no more. */
    boolean isFull() {
        return rooms.size() >= host.access().limits().rooms();
    }

    /** Keeps a room that the user is about to enter. */
    void keep(Room room) {
        rooms.put(room.id(), room);
    }

    /** Keeps a room for as long as there is something to know about it. */
    void settle(Room room) {
        settled.accept(room);
        if (room.phase() == Room.Phase.OUT) {
            rooms.remove(room.id(), room);
        } else {
            rooms.putIfAbsent(room.id(), room);
        }
    }

    /** Forgets all; what they were. */
    List<Room> clear() {
        List<Room> all = List.copyOf(rooms.values());
        rooms.clear();
        return all;
    }
}
