package im.isthmus.core.room.state;

import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Look;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An occupant as shown in a room. Whoever is there keeps the occupant-id of the first moment until
 * they leave (XEP-0421 section 3.1), also when the network only later tells who they are. The
 * strings that every message needs are kept once somebody has spoken; most people in a large room
 * never do.
 */
public final class RoomOccupant {
    private final Occupant occupant;
    private final String resource;
    private final String firstNick;
    private final @Nullable String firstIdentity;
    private @Nullable String from;
    private @Nullable String occupantId;

    /** Somebody who has just come. */
    public RoomOccupant(Occupant occupant, String resource) {
        this(occupant, resource, occupant.nick(), occupant.identity());
    }

    private RoomOccupant(
            Occupant occupant, String resource, String firstNick, @Nullable String firstIdentity) {
        this.occupant = occupant;
        // The nick is the resourcepart nearly always: hold one string, not two.
        this.resource = resource.equals(occupant.nick()) ? occupant.nick() : resource;
        this.firstNick = firstNick;
        this.firstIdentity = firstIdentity;
    }

    /** The same person after a change that is not about the nick. */
    public RoomOccupant with(Occupant changed) {
        RoomOccupant next = renamed(changed, resource);
        next.from = from;
        return next;
    }

    /** The same person by another nick. */
    RoomOccupant renamed(Occupant changed, String newResource) {
        RoomOccupant next = new RoomOccupant(changed, newResource, firstNick, firstIdentity);
        next.occupantId = occupantId;
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
        // No identity has a space; so nobody gets another one's id by the choice of a nick.
        return host.occupantId(
                room.id(), firstIdentity != null ? firstIdentity : "nick " + firstNick);
    }

    /** Whether the other one, perhaps of another stay, has the same occupant-id. */
    public boolean hasIdOf(RoomOccupant other) {
        return Objects.equals(firstIdentity, other.firstIdentity)
                && (firstIdentity != null || firstNick.equals(other.firstNick));
    }

    /** Keeps what {@link #from} and {@link #id} make, for messages to come. */
    public void speaks(RoomHost host, Room room) {
        if (from == null) {
            from = from(room);
            occupantId = id(host, room);
        }
    }

    private static @Nullable String name(Occupant occupant) {
        Look look = occupant.look();
        return look == null ? null : look.name();
    }

    /**
     * Whether others could see no difference, and so need not be told of a change. Of another
     * picture they are told once it is there.
     */
    public boolean looksLike(Occupant changed) {
        return occupant.affiliation() == changed.affiliation()
                && occupant.role() == changed.role()
                && occupant.away() == changed.away()
                && Objects.equals(occupant.status(), changed.status())
                && occupant.hats().equals(changed.hats())
                && Objects.equals(name(occupant), name(changed));
    }
}
