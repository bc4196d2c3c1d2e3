package im.isthmus.core.room.presence;

import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomOccupant;

/** Others come, go and change (XEP-0045 sections 7.2.2, 7.7 and 7.14). */
public final class RoomRoster {
    private final RoomPresence presence;

    public RoomRoster(RoomPresence presence) {
        this.presence = presence;
    }

    public void joined(Room room, Occupant occupant) {
        if (room.isOpen()) {
            presence.showAll(room, room.occupants().put(occupant));
        }
    }

    public void left(Room room, String nick, Departure departure) {
        RoomOccupant gone = room.isOwn(nick) ? null : room.occupants().remove(nick);
        if (gone != null) {
            presence.part(room, gone, Parting.of(departure));
        }
    }

    /** Nothing is sent if nobody could see a difference. */
    public void changed(Room room, Occupant occupant) {
        RoomOccupant before = room.occupants().get(occupant.nick());
        if (before == null) {
            return;
        }
        RoomOccupant now = room.occupants().put(occupant);
        if (!before.looksLike(occupant)) {
            presence.showAll(room, now);
        } else {
            presence.faces().seek(room, now);
        }
    }
}
