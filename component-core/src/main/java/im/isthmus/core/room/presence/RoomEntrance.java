package im.isthmus.core.room.presence;

import im.isthmus.core.address.Jid;
import im.isthmus.core.room.directory.RoomPicture;
import im.isthmus.core.room.state.HistoryLimits;
import im.isthmus.core.room.state.JoinRequest;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomOccupant;
import im.isthmus.core.room.talk.RoomMessages;
import im.isthmus.core.room.talk.RoomSubjects;
import im.isthmus.core.text.Text;
import org.dom4j.Element;

/**
 * What a resource gets on entering, in the order that XEP-0045 section 7.2 demands: the others, the
 * user itself, history, subject; and what the room looks like.
 */
public final class RoomEntrance {
    private final RoomHost host;
    private final RoomPresence presence;
    private final RoomMessages messages;
    private final RoomSubjects subjects;
    private final RoomPicture picture;

    public RoomEntrance(
            RoomHost host,
            RoomPresence presence,
            RoomMessages messages,
            RoomSubjects subjects,
            RoomPicture picture) {
        this.picture = picture;
        this.host = host;
        this.presence = presence;
        this.messages = messages;
        this.subjects = subjects;
    }

    public void send(Room room, JoinRequest request) {
        Jid to = request.from();
        for (RoomOccupant occupant : room.occupants().all()) {
            if (!room.isOwn(occupant.nick())) {
                presence.show(room, occupant, to);
            }
        }
        presence.showSelf(room, to, request);
        picture.show(room, to);
        HistoryLimits limits = request.history().orFewer(host.wishes(room.id()).history());
        for (Element message : room.history().select(room, to, limits, host.clock().instant())) {
            host.send(message);
        }
        subjects.show(room, to);
        if (room.phase() == Room.Phase.PARKED) {
            messages.notice(room, to, outage(room));
            room.loud();
        }
    }

    /** Tells all resources of a parked room why nothing happens there. */
    public void announceOutage(Room room) {
        for (Jid to : room.resources()) {
            messages.notice(room, to, outage(room));
        }
    }

    /** Tells all resources that the room works again. */
    public void announceReturn(Room room) {
        for (Jid to : room.resources()) {
            messages.notice(room, to, Text.of("Back: the link to the network is up again."));
        }
    }

    private static Text outage(Room room) {
        return room.outage().isEmpty()
                ? Text.of("The link to the network is lost. Trying to come back.")
                : Text.of(
                        "The link to the network is lost ({0}). Trying to come back.",
                        room.outage());
    }
}
