package im.isthmus.core.room.state;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.event.Occupant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is in a room, found by nick and by the resourcepart that stands for it. */
public final class RoomOccupants {
    private final Jid room;
    private final Map<String, RoomOccupant> byNick;

    /** Only those whose resourcepart is not their nick: hardly anybody. */
    private final Map<String, RoomOccupant> odd = HashMap.newHashMap(0);

    public RoomOccupants(Jid room, int expected) {
        this.room = room;
        this.byNick = HashMap.newHashMap(expected);
    }

    /** Adds somebody, or changes who has this nick already. */
    public RoomOccupant put(Occupant occupant) {
        RoomOccupant known = byNick.get(occupant.nick());
        return keep(
                known != null
                        ? known.with(occupant)
                        : new RoomOccupant(occupant, resource(occupant.nick())));
    }

    /** Somebody who was here by an old nick has another one. */
    public RoomOccupant rename(RoomOccupant old, Occupant occupant) {
        remove(old.nick());
        remove(occupant.nick());
        return keep(old.renamed(occupant, resource(occupant.nick())));
    }

    private String resource(String nick) {
        return Resourceparts.of(room, nick, r -> atResource(r) != null);
    }

    private RoomOccupant keep(RoomOccupant next) {
        byNick.put(next.nick(), next);
        if (next.isOdd()) {
            odd.put(next.resource(), next);
        }
        return next;
    }

    public @Nullable RoomOccupant get(String nick) {
        return byNick.get(nick);
    }

    /** Who is at an occupant JID. */
    public @Nullable RoomOccupant atResource(String resource) {
        RoomOccupant special = odd.get(resource);
        if (special != null) {
            return special;
        }
        RoomOccupant plain = byNick.get(resource);
        return plain == null || plain.isOdd() ? null : plain;
    }

    public @Nullable RoomOccupant remove(String nick) {
        RoomOccupant removed = byNick.remove(nick);
        if (removed != null && removed.isOdd()) {
            odd.remove(removed.resource());
        }
        return removed;
    }

    public Collection<RoomOccupant> all() {
        return byNick.values();
    }

    public int size() {
        return byNick.size();
    }
}
