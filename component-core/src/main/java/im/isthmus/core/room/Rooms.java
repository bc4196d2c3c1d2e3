package im.isthmus.core.room;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.event.RoomReport.RoomDetails;
import im.isthmus.core.backend.term.HistoryPoint;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.core.room.state.RoomView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of one user, as XEP-0045 wants them seen. Used by the session's owner only, so there
 * are no locks.
 *
 * <p>The network knows the user once; the user's resources come and go behind that one nick. The
 * first that enters asks the backend, the last that leaves tells it.
 *
 * <p>When the link to a network is lost and the backend tries to come back, resources stay in the
 * room, with a notice: told to be out (status 333), some clients would come back at once and some
 * never. When the backend is back they get the difference; when it gives up they are put out with
 * 333.
 */
public final class Rooms {
    private final RoomHost host;
    private final RoomSet rooms;
    private final RoomParts parts;
    private final RoomStays stays;
    private final RoomEntry entry;
    private final RoomStanzas stanzas;
    private final RoomEvents events;
    private final PersonQuestions questions;

    /** No rooms yet. */
    public Rooms(RoomHost host, RoomSettings settings) {
        this.host = host;
        this.rooms = new RoomSet(host, settings, this::settled);
        this.parts = new RoomParts(host, settings, rooms);
        this.stays = new RoomStays(host, rooms, parts.leave);
        this.entry = new RoomEntry(host, rooms, parts);
        this.stanzas = new RoomStanzas(rooms, parts);
        this.events = new RoomEvents(host, rooms, parts);
        this.questions = new PersonQuestions(rooms, parts.requests);
    }

    /** Who of the user's resources is in them. */
    public RoomEntry entry() {
        return entry;
    }

    /** What the user's other stanzas want of them. */
    public RoomStanzas stanzas() {
        return stanzas;
    }

    /** What the network tells about them. */
    public RoomEvents events() {
        return events;
    }

    /** What is asked of people on the network, in a room or not. */
    public PersonQuestions questions() {
        return questions;
    }

    /** Which of them outlive the gateway. */
    public RoomStays stays() {
        return stays;
    }

    /** The occupant JID of somebody, in the room or not. */
    public Jid occupant(LegacyRoom id, String nick) {
        Room room = rooms.room(id);
        try {
            return room.jid().withResource(room.speaker(nick).resource());
        } catch (InvalidJidException e) {
            throw new IllegalStateException("no resourcepart was made of " + nick, e);
        }
    }

    /** The resources that are in a room now. */
    public List<Jid> resources(LegacyRoom id) {
        return List.copyOf(rooms.room(id).resources());
    }

    /** What service discovery may say about a room. */
    public RoomView view(LegacyRoom id) {
        Room room = rooms.known(id);
        RoomDetails details = parts.descriptions.of(id);
        RoomView view =
                room == null || !room.isOpen() ? RoomView.outside(details) : room.view(details);
        return view.withPicture(host.memory().picture(id));
    }

    /** The last that is known of what was said in a room; null if nothing is. */
    public @Nullable HistoryPoint known(LegacyRoom id) {
        Room room = rooms.known(id);
        return room == null ? null : room.history().end();
    }

    /** How somebody reacted at an earlier stay to what the network gives that name. */
    public List<String> reactions(LegacyRoom id, String nick, String legacyId) {
        Room room = rooms.known(id);
        return room == null
                ? List.of()
                : room.history().reactions(room.speaker(nick).resource(), legacyId);
    }

    /** What each of them can carry now. */
    public Map<LegacyRoom, Set<Ability>> abilities() {
        return rooms.all().stream()
                .collect(Collectors.toMap(Room::id, room -> host.abilities(room.id())));
    }

    /** Whether none of the user's resources is in a room or waits to be let in. */
    public boolean isEmpty() {
        for (Room room : rooms.all()) {
            if (!room.hasNobody()) {
                return false;
            }
        }
        return true;
    }

    /** How many the user is in, or about to be. */
    public int count() {
        return rooms.all().size();
    }

    /** The gateway ends: puts everybody out (status 332). The backend is not told. */
    public void shutdown(String reason) {
        rooms.clear().forEach(room -> parts.leave.shutdown(room, reason));
        over();
    }

    /** The session ends: whoever waits for the network waits in vain. */
    public void over() {
        parts.older.clear();
    }

    private void settled(Room room) {
        stays.note(room);
    }
}
