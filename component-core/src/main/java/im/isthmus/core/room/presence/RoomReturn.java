package im.isthmus.core.room.presence;

import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.Subject;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomOccupant;
import im.isthmus.core.room.state.RoomOccupants;
import im.isthmus.core.room.talk.RoomSubjects;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The network let the user into a room where resources are in already: after a link loss, mostly.
 * They are told what changed meanwhile, and nothing else.
 */
public final class RoomReturn {
    private static final Parting MEANWHILE =
            Parting.of(new Departure.Left("Left while the link was down."));

    private final RoomPresence presence;
    private final RoomEntrance entrance;
    private final RoomSubjects subjects;

    public RoomReturn(RoomPresence presence, RoomEntrance entrance, RoomSubjects subjects) {
        this.presence = presence;
        this.entrance = entrance;
        this.subjects = subjects;
    }

    public void apply(Room room, String nick, RoomOccupants now, @Nullable Subject subject) {
        boolean wasTold = room.phase() == Room.Phase.PARKED && !room.isQuiet();
        RoomOccupants before = room.occupants();
        RoomOccupant selfBefore = room.self();
        Subject subjectBefore = room.subject();
        boolean renamed = !room.isOwn(nick);
        showGone(room, before, now);
        if (renamed) {
            presence.part(room, selfBefore, Parting.renamed(resource(now, nick)));
            before.remove(selfBefore.nick());
        }
        room.enter(nick, now, subject);
        showNew(room, before, now);
        if (renamed || !selfBefore.looksLike(room.self().occupant())) {
            presence.showAll(room, room.self());
        }
        if (!text(subjectBefore).equals(text(subject))) {
            Subject cleared = new Subject("", null, null);
            subjects.changedMeanwhile(
                    room, Objects.requireNonNullElse(subject, cleared), subjectBefore != null);
        }
        if (wasTold) {
            entrance.announceReturn(room);
        }
    }

    private void showGone(Room room, RoomOccupants before, RoomOccupants now) {
        for (RoomOccupant old : before.all()) {
            if (!room.isOwn(old.nick()) && same(now, old) == null) {
                presence.part(room, old, MEANWHILE);
            }
        }
    }

    private void showNew(Room room, RoomOccupants before, RoomOccupants now) {
        for (RoomOccupant each : now.all()) {
            if (room.isOwn(each.nick())) {
                continue;
            }
            RoomOccupant old = same(before, each);
            if (old == null || !old.looksLike(each.occupant()) || !old.hasIdOf(each)) {
                presence.showAll(room, each);
            }
        }
    }

    /** Whoever has the same nick at the same address. */
    private static @Nullable RoomOccupant same(RoomOccupants among, RoomOccupant wanted) {
        RoomOccupant found = among.get(wanted.nick());
        return found != null && found.resource().equals(wanted.resource()) ? found : null;
    }

    private static String resource(RoomOccupants now, String nick) {
        RoomOccupant self = now.get(nick);
        return self == null ? nick : self.resource();
    }

    private static String text(@Nullable Subject subject) {
        return subject == null ? "" : subject.text();
    }
}
