package im.isthmus.core.room;

import im.isthmus.core.access.Limit;
import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.HistoryPoint;
import im.isthmus.core.backend.LegacyAddressee;
import im.isthmus.core.backend.LegacyEvent;
import im.isthmus.core.backend.LegacyEvent.RoomEvent;
import im.isthmus.core.backend.MessageEvent;
import im.isthmus.core.backend.RoomReport;
import im.isthmus.core.backend.RoomReport.RoomDetails;
import im.isthmus.core.room.admin.RoomAdmin;
import im.isthmus.core.room.admin.RoomConfiguration;
import im.isthmus.core.room.admin.RoomVoice;
import im.isthmus.core.room.directory.RoomDescriptions;
import im.isthmus.core.room.directory.RoomDirectory;
import im.isthmus.core.room.directory.RoomPicture;
import im.isthmus.core.room.invitation.RoomInvitations;
import im.isthmus.core.room.presence.RoomBounces;
import im.isthmus.core.room.presence.RoomEntrance;
import im.isthmus.core.room.presence.RoomJoin;
import im.isthmus.core.room.presence.RoomLeave;
import im.isthmus.core.room.presence.RoomNicks;
import im.isthmus.core.room.presence.RoomPing;
import im.isthmus.core.room.presence.RoomPresence;
import im.isthmus.core.room.presence.RoomReturn;
import im.isthmus.core.room.presence.RoomRoster;
import im.isthmus.core.room.state.JoinRequest;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.core.room.state.RoomView;
import im.isthmus.core.room.talk.OlderMessages;
import im.isthmus.core.room.talk.OlderMessages.Brought;
import im.isthmus.core.room.talk.RoomAftermath;
import im.isthmus.core.room.talk.RoomMessages;
import im.isthmus.core.room.talk.RoomModeration;
import im.isthmus.core.room.talk.RoomRequests;
import im.isthmus.core.room.talk.RoomSubjects;
import im.isthmus.core.room.talk.RoomWriting;
import im.isthmus.core.stanza.Paging;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dom4j.Element;

/**
 * The rooms of one user, as XEP-0045 wants them seen. Used by the session's owner only, so there
 * are no locks. A {@link StanzaException} that a method throws is the answer to the stanza given.
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
    /**
     * COMPAT(Prosody 0.12): what it says in the name of clients that it throws out, as when it
     * restarts; they did not leave, and come back.
     */
    private static final String CUT_OFF = "Disconnected: ";

    private final Map<LegacyRoom, Room> rooms = HashMap.newHashMap(0);
    private final RoomHost host;
    private final RoomSettings settings;
    private final RoomPresence presence;
    private final RoomRequests requests;
    private final PersonQuestions questions;
    private final RoomMessages messages;
    private final RoomSubjects subjects;
    private final RoomInvitations invitations;
    private final RoomWriting writing;
    private final RoomAftermath aftermath;
    private final RoomModeration moderation;
    private final RoomJoin join;
    private final RoomLeave leave;
    private final RoomNicks nicks;
    private final RoomRoster roster;
    private final RoomBounces bounces;
    private final RoomPing ping;
    private final RoomAdmin admin;
    private final RoomConfiguration configuration;
    private final RoomVoice voice;
    private final RoomDescriptions descriptions;
    private final RoomDirectory directory;
    private final RoomPicture picture;
    private final RoomStays stays;
    private final OlderMessages older;

    /** No rooms yet. */
    public Rooms(RoomHost host, RoomSettings settings) {
        this.host = host;
        this.settings = settings;
        this.presence = new RoomPresence(host);
        this.requests = new RoomRequests(host);
        this.questions = new PersonQuestions(rooms, requests);
        this.messages = new RoomMessages(host);
        this.subjects = new RoomSubjects(host, messages, requests);
        this.invitations = new RoomInvitations(host, requests);
        this.picture = new RoomPicture(host);
        RoomEntrance entrance = new RoomEntrance(host, presence, messages, subjects, picture);
        RoomReturn comeback = new RoomReturn(presence, entrance, subjects);
        this.join =
                new RoomJoin(
                        host, settings, presence, entrance, comeback, invitations, this::settle);
        this.leave = new RoomLeave(host, settings, presence, entrance, join, this::settle);
        this.writing = new RoomWriting(host, messages, subjects, invitations, leave::decline);
        this.aftermath = new RoomAftermath(host, messages);
        this.moderation = new RoomModeration(host, requests);
        this.nicks = new RoomNicks(host, presence);
        this.roster = new RoomRoster(presence);
        this.bounces = new RoomBounces(leave);
        this.ping = new RoomPing(host);
        this.admin = new RoomAdmin(host, requests);
        this.configuration = new RoomConfiguration(host, requests);
        this.voice = new RoomVoice(host, requests);
        this.descriptions = new RoomDescriptions(host);
        this.directory = new RoomDirectory(host);
        this.older = new OlderMessages(host, messages);
        this.stays = new RoomStays(host, settings, rooms, leave);
    }

    /** A presence to a room or somebody in it: entering, leaving, another nick, or an error. */
    public void presence(Stanza stanza, LegacyRoom id) throws StanzaException {
        Room room = room(id);
        try {
            switch (stanza.type()) {
                case "" -> available(room, stanza);
                case "unavailable" -> unavailable(room, stanza.from(), words(stanza));
                case "error" -> bounces.bounced(room, stanza);
                // Rooms have no subscriptions and no probes.
                default -> {}
            }
        } finally {
            settle(room);
        }
    }

    /** A message to a room or somebody in it: words, a subject, an invitation, or an error. */
    public void message(Stanza stanza, LegacyRoom id) throws StanzaException {
        Room room = room(id);
        try {
            if (stanza.type().equals("error")) {
                bounces.bounced(room, stanza);
            } else if (!voice.received(room, stanza)) {
                writing.received(room, stanza);
            }
        } finally {
            settle(room);
        }
    }

    /** Passes an invitation on that was sent to somebody of the network (XEP-0249). */
    public void invitation(Stanza message, LegacyContact whom, Element x) throws StanzaException {
        invitations.inviteDirectly(message, whom, x);
    }

    /** Answers a ping to a room or somebody in it (XEP-0410). */
    public void ping(Stanza iq, LegacyRoom id) throws StanzaException {
        ping.answer(room(id), iq);
    }

    /** Answers a question for, or an order on, who may do what in a room (XEP-0045 section 9). */
    public void admin(Stanza iq, LegacyRoom id) throws StanzaException {
        admin.answer(room(id), iq);
    }

    /** Answers a question for, or an order on, what a room is (XEP-0045 section 10). */
    public void own(Stanza iq, Element query, LegacyRoom id) throws StanzaException {
        configuration.answer(room(id), iq, query);
    }

    /** Answers an order to take away what somebody said in a room (XEP-0425). */
    public void moderate(Stanza iq, LegacyRoom id, String stanzaId, String reason)
            throws StanzaException {
        moderation.order(room(id), iq, stanzaId, reason);
    }

    /** Somebody in a room did something to what was said there. */
    public void aftermath(LegacyRoom id, MessageEvent event) {
        aftermath.happened(room(id), event);
    }

    /** The occupant JID of somebody, in the room or not. */
    public Jid occupant(LegacyRoom id, String nick) {
        Room room = room(id);
        try {
            return room.jid().withResource(room.speaker(nick).resource());
        } catch (InvalidJidException e) {
            throw new IllegalStateException("no resourcepart was made of " + nick, e);
        }
    }

    /** The resources that are in a room now. */
    public List<Jid> resources(LegacyRoom id) {
        return List.copyOf(room(id).resources());
    }

    /** Something happened in a room. */
    public void inbound(RoomEvent event) {
        Room room = room(event.room());
        switch (event) {
            case LegacyEvent.RoomJoined e -> join.joined(room, e);
            case LegacyEvent.RoomJoinFailed e ->
                    join.refused(room, e.failure(), requests.problem(e.failure()));
            case LegacyEvent.RoomLeft e -> leave.left(room, e.departure());
            case LegacyEvent.OccupantJoined e -> roster.joined(room, e.occupant());
            case LegacyEvent.OccupantLeft e -> roster.left(room, e.nick(), e.departure());
            case LegacyEvent.OccupantRenamed e -> nicks.renamed(room, e);
            case LegacyEvent.OccupantChanged e -> roster.changed(room, e.occupant());
            case LegacyEvent.SubjectChanged e -> subjects.changed(room, e);
            case LegacyEvent.RoomMessage e -> messages.inbound(room, e);
            case LegacyEvent.NickRefused e ->
                    nicks.refused(room, e.nick(), requests.problem(e.failure()));
            case RoomReport.AffiliationListed e -> admin.listed(room, e);
            case RoomReport.ConfigurationFetched e -> configuration.fetched(e);
            case RoomReport.VoiceRequested e -> voice.requested(room, e.nick());
            case RoomReport.HistoryFetched e -> messages.missed(room, e.messages());
            case RoomReport.OlderFetched e -> older.fetched(room, e);
            case RoomReport.AbilitiesChanged _ -> descriptions.changed(room);
            case RoomReport.RoomDescribed e -> descriptions.described(room, e.details());
            case LegacyEvent.Invited e ->
                    invitations.inviteUser(room, e.byNick(), e.reason() == null ? "" : e.reason());
        }
        settle(room);
    }

    /**
     * Answers a message that did not arrive with an error.
     *
     * @return false if it was not for a room, so that somebody else must answer
     */
    public boolean messageFailed(LegacyEvent.MessageFailed event) {
        return switch (event.to()) {
            case LegacyAddressee.ToRoom to -> {
                requests.messageFailed(event, host.jid(to.room()).toString());
                yield true;
            }
            case LegacyAddressee.ToOccupant to -> {
                Room room = room(to.room());
                requests.messageFailed(event, room.speaker(to.nick()).from(room));
                yield true;
            }
            case LegacyAddressee.ToContact _, LegacyAddressee.ToNetwork _ -> false;
        };
    }

    /** What is asked of people on the network, in a room or not. */
    public PersonQuestions questions() {
        return questions;
    }

    /** A request was done; returns false if it was none about a room. */
    public boolean requestDone(LegacyEvent.RequestDone event) {
        return requests.done(event.ref());
    }

    /** A request failed; returns false if it was none about a room. */
    public boolean requestFailed(LegacyEvent.RequestFailed event) {
        return requests.failed(event.ref(), event.failure())
                || older.failed(event.ref())
                || directory.failed(event.ref(), event.failure());
    }

    /** Answers a request for the list of rooms of a network or of the gateway. */
    public void list(LegacyAddress where, Stanza iq, Paging page) throws StanzaException {
        directory.answer(where, iq, page);
    }

    /** The network lists rooms. */
    public void listed(LegacyEvent.RoomsListed event) {
        directory.listed(event);
    }

    /** What service discovery may say about a room. */
    public RoomView view(LegacyRoom id) {
        Room room = rooms.get(id);
        RoomDetails details = descriptions.of(id);
        RoomView view =
                room == null || !room.isOpen() ? RoomView.outside(details) : room.view(details);
        return view.withPicture(host.memory().picture(id));
    }

    /** A room may look different now. */
    public void looked(LegacyRoom id) {
        picture.changed(room(id));
    }

    /** Somebody may look different now, by the localpart of the contact that they are. */
    public void looked(String localpart) {
        presence.looked(rooms.values(), localpart);
    }

    /** Asks for what was said in a room before the archive begins. */
    public void older(LegacyRoom id, HistoryPoint from, int most, CompletableFuture<Brought> then) {
        older.ask(room(id), from, most, then);
    }

    /** Whether none of the user's resources is in a room or waits to be let in. */
    public boolean isEmpty() {
        for (Room room : rooms.values()) {
            if (!room.hasNobody()) {
                return false;
            }
        }
        return true;
    }

    /** Whether a resource is in any room, or waits to be let in. */
    public boolean has(Jid resource) {
        return rooms.values().stream()
                .anyMatch(room -> room.isIn(resource) || room.waiting().containsKey(resource));
    }

    /** A resource went offline. */
    public void resourceGone(Jid resource) {
        for (Room room : List.copyOf(rooms.values())) {
            leave.gone(room, resource);
            settle(room);
        }
    }

    /** How many the user is in, or about to be. */
    public int count() {
        return rooms.size();
    }

    /** Which of them outlive the gateway. */
    public RoomStays stays() {
        return stays;
    }

    /** The gateway ends: puts everybody out (status 332). The backend is not told. */
    public void shutdown(String reason) {
        rooms.values().forEach(room -> leave.shutdown(room, reason));
        rooms.clear();
    }

    private void unavailable(Room room, Jid resource, String words) {
        if (words.startsWith(CUT_OFF)) {
            leave.gone(room, resource);
        } else {
            leave.leave(room, resource, words);
        }
    }

    private void available(Room room, Stanza stanza) throws StanzaException {
        Element x = Xml.find(stanza.element(), "x", Muc.NS);
        if (x != null) {
            JoinRequest request = JoinRequest.join(stanza, x);
            int most = Math.min(settings.rooms(), host.access().limits().rooms());
            if (room.phase() == Room.Phase.OUT && rooms.size() >= most) {
                throw host.access().reached(Limit.ROOMS, Duration.ZERO);
            }
            rooms.put(room.id(), room);
            join.request(room, request);
        } else if (room.isIn(stanza.from())) {
            nicks.wish(room, JoinRequest.rename(stanza));
        } else if (stanza.to().isFull() && !room.waiting().containsKey(stanza.from())) {
            presence.correct(stanza.to(), stanza.from());
        }
    }

    /** The room as known, or one that {@link #settle} may keep. */
    private Room room(LegacyRoom id) {
        Room known = rooms.get(id);
        return known != null ? known : new Room(id, host.jid(id), settings);
    }

    /** Keeps a room for as long as there is something to know about it. */
    private void settle(Room room) {
        stays.note(room);
        if (room.phase() == Room.Phase.OUT) {
            rooms.remove(room.id(), room);
        } else {
            rooms.putIfAbsent(room.id(), room);
        }
    }

    private static String words(Stanza presence) {
        String status = Xml.findText(presence.element(), "status", "");
        return status == null ? "" : status;
    }
}
