package im.isthmus.core.room.state;

import im.isthmus.core.backend.Occupant;
import im.isthmus.core.backend.Occupant.Look;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An occupant as shown in a room. The strings that every message needs are kept once somebody has
 * spoken; most people in a large room never do.
 */
public final class RoomOccupant {
    private final Occupant occupant;
    private final String resource;
    private @Nullable String from;
    private @Nullable String occupantId;

    public RoomOccupant(Occupant occupant, String resource) {
        this.occupant = occupant;
        // The nick is the resourcepart nearly always: hold one string, not two.
        this.resource = resource.equals(occupant.nick()) ? occupant.nick() : resource;
    }

    /** The same person after a change that is not about the nick. */
    public RoomOccupant with(Occupant changed) {
        RoomOccupant next = new RoomOccupant(changed, resource);
        next.from = from;
        if (Objects.equals(occupant.identity(), changed.identity())) {
            next.occupantId = occupantId;
        }
        return next;
    }

    public Occupant occupant() {
        return occupant;
    }

    public String nick() {
        return occupant.nick();
    }

    /** The resourcepart that stands for the nick. */
    public String resource() {
        return resource;
    }

    public boolean isOdd() {
        return !resource.equals(occupant.nick());
    }

    /** The occupant JID as text. */
    public String from(Room room) {
        return from != null ? from : room.text() + '/' + resource;
    }

    /** The occupant-id (XEP-0421). */
    public String id(RoomHost host, Room room) {
        if (occupantId != null) {
            return occupantId;
        }
        String identity = occupant.identity();
        // No identity has a space; so nobody gets another one's id by the choice of a nick.
        return host.occupantId(room.id(), identity != null ? identity : "nick " + occupant.nick());
    }

    /** Keeps what {@link #from} and {@link #id} make, for messages to come. */
    public void speaks(RoomHost host, Room room) {
        if (occupantId == null) {
            from = from(room);
            occupantId = id(host, room);
        }
    }

    private static @Nullable String name(Occupant occupant) {
        Look look = occupant.look();
        return look == null ? null : look.name();
    }

    /**
     * Whether others should be told of the change. That an identity became known at all is not
     * worth a presence: after the join of a large room it happens to everybody in it. Of another
     * picture they are told once it is there.
     */
    public boolean looksLike(Occupant changed) {
        return occupant.affiliation() == changed.affiliation()
                && occupant.role() == changed.role()
                && occupant.away() == changed.away()
                && Objects.equals(occupant.status(), changed.status())
                && occupant.hats().equals(changed.hats())
                && Objects.equals(name(occupant), name(changed))
                && (occupant.identity() == null || occupant.identity().equals(changed.identity()));
    }
}
