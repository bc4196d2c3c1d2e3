package im.isthmus.core.room;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.RoomEvent;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.event.RoomReport;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import java.util.Map;
import java.util.Set;

/** What the network tells about rooms, each kind to the part whose matter it is. */
public final class RoomEvents {
    private final RoomHost host;
    private final RoomSet rooms;
    private final RoomParts parts;

    RoomEvents(RoomHost host, RoomSet rooms, RoomParts parts) {
        this.host = host;
        this.rooms = rooms;
        this.parts = parts;
    }

    /** Something happened in a room. */
    public void inbound(RoomEvent event) {
        Room room = rooms.room(event.room());
        switch (event) {
            case LegacyEvent.RoomJoined e -> parts.join.joined(room, e);
            case LegacyEvent.RoomJoinFailed e ->
                    parts.join.refused(room, e.failure(), parts.requests.problem(e.failure()));
            case LegacyEvent.RoomLeft e -> parts.leave.left(room, e.departure());
            case LegacyEvent.OccupantJoined e -> parts.roster.joined(room, e.occupant());
            case LegacyEvent.OccupantLeft e -> parts.roster.left(room, e.nick(), e.departure());
            case LegacyEvent.OccupantRenamed e -> parts.nicks.renamed(room, e);
            case LegacyEvent.OccupantChanged e -> parts.roster.changed(room, e.occupant());
            case LegacyEvent.SubjectChanged e -> parts.subjects.changed(room, e);
            case LegacyEvent.RoomMessage e -> parts.messages.inbound(room, e);
            case LegacyEvent.NickRefused e ->
                    parts.nicks.refused(room, e.nick(), parts.requests.problem(e.failure()));
            case RoomReport.AffiliationListed e -> parts.admin.listed(room, e);
            case RoomReport.ConfigurationFetched e -> parts.configuration.fetched(e);
            case RoomReport.HistoryFetched e -> parts.messages.missed(room, e.messages());
            case RoomReport.SubjectWas e -> parts.subjects.was(room, e.subject());
            case RoomReport.OlderFetched e -> parts.older.fetched(room, e);
            case RoomReport.AbilitiesChanged _ -> parts.descriptions.changed(room);
            case RoomReport.RoomDescribed e -> parts.descriptions.described(room, e.details());
            case LegacyEvent.Invited e ->
                    parts.invitations.inviteUser(
                            room, e.byNick(), e.reason() == null ? "" : e.reason());
        }
        rooms.settle(room);
    }

    /**
     * The user set something: who is in a room that carries something else since then learns that
     * there is news to ask for.
     */
    public void carriedBefore(Map<LegacyRoom, Set<Ability>> before) {
        before.forEach((id, abilities) -> {
            if (!abilities.equals(host.abilities(id))) {
                parts.descriptions.changed(rooms.room(id));
            }
        });
    }

    /** Somebody in a room did something to what was said there. */
    public void aftermath(LegacyRoom id, MessageEvent event) {
        parts.aftermath.happened(rooms.room(id), event);
    }

    /**
     * Answers a message that did not arrive with an error.
     *
     * @return false if it was not for a room, so that somebody else must answer
     */
    public boolean messageFailed(LegacyEvent.MessageFailed event) {
        return switch (event.to()) {
            case LegacyAddressee.ToRoom to -> {
                parts.requests.messageFailed(event, host.jid(to.room()).toString());
                yield true;
            }
            case LegacyAddressee.ToOccupant to -> {
                Room room = rooms.room(to.room());
                parts.requests.messageFailed(event, room.speaker(to.nick()).from(room));
                yield true;
            }
            case LegacyAddressee.ToContact _, LegacyAddressee.ToNetwork _ -> false;
        };
    }

    /** A request was done; returns false if it was none about a room. */
    public boolean requestDone(LegacyEvent.RequestDone event) {
        return parts.requests.done(event.ref());
    }

    /** A request failed; returns false if it was none about a room. */
    public boolean requestFailed(LegacyEvent.RequestFailed event) {
        return parts.requests.failed(event.ref(), event.failure())
                || parts.older.failed(event.ref())
                || parts.directory.failed(event.ref(), event.failure());
    }

    /** The network lists rooms. */
    public void listed(LegacyEvent.RoomsListed event) {
        parts.directory.listed(event);
    }

    /** A room may look different now. */
    public void looked(LegacyRoom id) {
        parts.picture.changed(rooms.room(id));
    }

    /** Somebody may look different now, by the localpart of the contact that they are. */
    public void looked(String localpart) {
        parts.presence.looked(rooms.all(), localpart);
    }
}
