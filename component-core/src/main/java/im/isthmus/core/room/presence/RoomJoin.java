package im.isthmus.core.room.presence;

import im.isthmus.core.address.Jid;
import im.isthmus.core.archive.ArchivedMessage;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.room.invitation.RoomInvitations;
import im.isthmus.core.room.state.JoinRequest;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomOccupants;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.core.room.talk.ArchivedLine;
import im.isthmus.core.stanza.StanzaException;
import java.util.List;
import java.util.function.Consumer;
import org.xmpp.packet.PacketError;

/**
 * Entering a room (XEP-0045 section 7.2). The first resource asks the network; those that come
 * while it is asked wait for the same answer; those that come later are served from what is known.
 * Every request is answered once, by the whole sequence or by an error.
 */
public final class RoomJoin {
    /** Messages in which what a network repeats is looked for. */
    private static final int LEAST = 20;

    private final RoomHost host;
    private final RoomSettings settings;
    private final RoomPresence presence;
    private final RoomEntrance entrance;
    private final RoomReturn comeback;
    private final RoomInvitations invitations;
    private final Consumer<Room> settle;

    /**
     * @param settle told of a room that may be out now, at a time when nobody else looks
     */
    public RoomJoin(
            RoomHost host,
            RoomSettings settings,
            RoomPresence presence,
            RoomEntrance entrance,
            RoomReturn comeback,
            RoomInvitations invitations,
            Consumer<Room> settle) {
        this.host = host;
        this.settings = settings;
        this.presence = presence;
        this.entrance = entrance;
        this.comeback = comeback;
        this.invitations = invitations;
        this.settle = settle;
    }

    /**
     * A resource wants in. One that is in already lost track, and gets everything again (section
     * 7.2.1).
     */
    public void request(Room room, JoinRequest request) throws StanzaException {
        Jid from = request.from();
        boolean known = room.isIn(from) || room.waiting().containsKey(from);
        if (!known && room.resources().size() + room.waiting().size() >= settings.resources()) {
            throw new StanzaException(
                    PacketError.Condition.resource_constraint,
                    "Too many of your devices are in this room.");
        }
        switch (room.phase()) {
            case OUT -> first(room, request);
            // One action at a time: what LeaveRoom brings must not be taken for a new answer.
            case RECALLING, JOINING, LEAVING -> room.waiting().put(from, request);
            case JOINED, PARKED -> {
                if (room.isRemembering() && !room.isIn(from)) {
                    room.waiting().put(from, request);
                } else {
                    admit(room, request);
                }
            }
        }
    }

    private void admit(Room room, JoinRequest request) {
        if (!room.isIn(request.from())) {
            RoomLeave.returned(room, request.from());
            room.resources().add(request.from());
        }
        entrance.send(room, request);
    }

    /**
     * What was said before the gateway ended is history again; who comes meanwhile waits for it.
     */
    void remember(Room room) {
        room.remembering(true);
        recall(
                room,
                before -> {
                    room.remembering(false);
                    ArchivedLine.recall(room.history(), before);
                    if (room.isOpen()) {
                        List<JoinRequest> requests = List.copyOf(room.waiting().values());
                        room.waiting().clear();
                        requests.forEach(request -> admit(room, request));
                    } else if (room.phase() == Room.Phase.OUT) {
                        ended(room);
                    }
                    settle.accept(room);
                });
    }

    /** The network let the user in, asked or unasked. */
    public void joined(Room room, RoomJoined event) {
        switch (room.phase()) {
            case RECALLING, JOINING -> {
                room.enter(event.nick(), occupants(room, event), event.subject());
                List<JoinRequest> requests = List.copyOf(room.waiting().values());
                room.waiting().clear();
                requests.forEach(request -> room.resources().add(request.from()));
                requests.forEach(request -> entrance.send(room, request));
                host.memory().entered(room.id(), event.nick());
            }
            case JOINED, PARKED ->
                    comeback.apply(room, event.nick(), occupants(room, event), event.subject());
            case OUT -> {
                room.enter(event.nick(), occupants(room, event), event.subject());
                invitations.inviteUser(room, "", "The network put you into this room.");
            }
            // The answer to a join that was called off: RoomLeft is on its way.
            case LEAVING -> {}
        }
    }

    /** The network did not let the user in. */
    public void refused(Room room, BackendFailure failure, StanzaException problem) {
        switch (room.phase()) {
            case JOINING -> turnAway(room, problem);
            case LEAVING -> ended(room);
            case JOINED, PARKED -> {
                presence.part(room, room.self(), Parting.refused(failure));
                room.out();
            }
            case OUT, RECALLING -> {}
        }
    }

    /** Answers everybody who waits with an error. */
    public void turnAway(Room room, StanzaException problem) {
        List<JoinRequest> requests = List.copyOf(room.waiting().values());
        room.waiting().clear();
        room.out();
        requests.forEach(request -> presence.refuse(request, problem));
    }

    /** The user is out as asked; whoever came meanwhile now gets a turn. */
    public void ended(Room room) {
        room.out();
        if (room.waiting().isEmpty()) {
            return;
        }
        begin(room);
    }

    private void first(Room room, JoinRequest request) {
        room.waiting().put(request.from(), request);
        begin(room);
    }

    /** What was said at an earlier stay is history for this one. */
    private void begin(Room room) {
        room.recalling();
        recall(
                room,
                before -> {
                    if (room.phase() == Room.Phase.RECALLING) {
                        ArchivedLine.recall(room.history(), before);
                        ask(room);
                        settle.accept(room);
                    }
                });
    }

    /** Who gets no history is still told what is missing, and nothing twice. */
    private void recall(Room room, Consumer<List<ArchivedMessage>> then) {
        host.memory().recall(room.id(), Math.max(LEAST, settings.historyLength()), then);
    }

    private void ask(Room room) {
        JoinRequest request = room.waiting().values().iterator().next();
        room.joining();
        room.password(request.password());
        try {
            host.perform(new UserAction.JoinRoom(room.id(), request.nick(), request.password()));
        } catch (StanzaException e) {
            turnAway(room, e);
        }
    }

    private static RoomOccupants occupants(Room room, RoomJoined event) {
        RoomOccupants occupants = new RoomOccupants(room.jid(), event.occupants().size());
        event.occupants().forEach(occupants::put);
        return occupants;
    }
}
