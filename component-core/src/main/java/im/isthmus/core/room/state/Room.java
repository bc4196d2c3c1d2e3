package im.isthmus.core.room.state;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.event.LegacyEvent.Subject;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.RoomReport.RoomDetails;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One room of one user: what is known of it, and which of the user's resources see it. */
public final class Room {
    /** How far the user is in. */
    public enum Phase {
        /** Not in, and nothing asked of the backend: the room can be forgotten. */
        OUT,
        /** The archive is asked for what was said before; resources wait. */
        RECALLING,
        /** The backend was asked to enter; resources wait. */
        JOINING,
        /** In. */
        JOINED,
        /** In as far as the resources see; the backend lost the link and tries to come back. */
        PARKED,
        /** The backend was asked to leave; resources may already wait to enter again. */
        LEAVING
    }

    private final LegacyRoom id;
    private final Jid jid;
    private final RoomHistory history;
    private final List<Jid> resources = new ArrayList<>(2);
    private final Map<Jid, JoinRequest> waiting = new LinkedHashMap<>(2);
    private final Map<Jid, Absence> absent = new LinkedHashMap<>(0);
    private final List<JoinRequest> wishes = new ArrayList<>(0);
    private Phase phase = Phase.OUT;
    private RoomOccupants occupants;
    private String nick = "";
    private @Nullable Subject subject;
    private String outage = "";
    private String picture = "";
    private @Nullable String password;
    private boolean remembering;
    private boolean logged;
    private boolean quiet;

    public Room(LegacyRoom id, Jid jid, RoomSettings settings) {
        this.id = id;
        this.jid = jid;
        this.history = new RoomHistory(settings);
        this.occupants = new RoomOccupants(jid, 0);
    }

    public LegacyRoom id() {
        return id;
    }

    public Jid jid() {
        return jid;
    }

    /** The SHA-1 of the picture that was shown last; empty if none was. */
    public String picture() {
        return picture;
    }

    public void picture(String sha1) {
        picture = sha1;
    }

    /** The room JID as text. */
    public String text() {
        return jid.toString();
    }

    public Phase phase() {
        return phase;
    }

    /** Whether resources see the room from inside. */
    public boolean isOpen() {
        return phase == Phase.JOINED || phase == Phase.PARKED;
    }

    public boolean hasNobody() {
        return resources.isEmpty() && waiting.isEmpty() && absent.isEmpty();
    }

    /** The resources that are in, in order of their coming. */
    public List<Jid> resources() {
        return resources;
    }

    /** The resources whose join is unanswered. */
    public Map<Jid, JoinRequest> waiting() {
        return waiting;
    }

    /** The resources that were in and got lost, and for whom the room is kept a while. */
    public Map<Jid, Absence> absent() {
        return absent;
    }

    /** The unanswered nick changes, oldest first. */
    public List<JoinRequest> wishes() {
        return wishes;
    }

    public RoomHistory history() {
        return history;
    }

    public RoomOccupants occupants() {
        return occupants;
    }

    public @Nullable Subject subject() {
        return subject;
    }

    public void subject(@Nullable Subject changed) {
        this.subject = changed;
    }

    /** Whether resources were told last that what is said is kept. */
    public boolean logged() {
        return logged;
    }

    public void logged(boolean told) {
        logged = told;
    }

    /** Why the link is down, while the room is parked. */
    public String outage() {
        return outage;
    }

    /** The own nick there, as long as the user is in. */
    public String nick() {
        return nick;
    }

    /** What opened the room; null if nothing was needed. */
    public @Nullable String password() {
        return password;
    }

    public void password(@Nullable String opening) {
        this.password = opening;
    }

    /** Whether the outage was not told to anybody, so that its end is no news. */
    public boolean isQuiet() {
        return quiet;
    }

    /** Somebody was told of the outage. */
    public void loud() {
        this.quiet = false;
    }

    public boolean isIn(Jid resource) {
        return resources.contains(resource);
    }

    public boolean isOwn(String other) {
        return nick.equals(other);
    }

    /** The user's own occupant. */
    public RoomOccupant self() {
        RoomOccupant self = occupants.get(nick);
        return self != null ? self : occupants.put(nobodyKnown(nick));
    }

    /** Whoever has a nick, in the room or not. */
    public RoomOccupant speaker(String speaker) {
        RoomOccupant present = occupants.get(speaker);
        return present != null
                ? present
                : new RoomOccupant(
                        nobodyKnown(speaker),
                        Resourceparts.of(jid, speaker, r -> occupants.atResource(r) != null));
    }

    /** The user is in, as a nick, with these others. */
    public void enter(String ownNick, RoomOccupants present, @Nullable Subject current) {
        this.nick = ownNick;
        this.occupants = present;
        this.subject = current;
        this.phase = Phase.JOINED;
        this.quiet = false;
        self();
    }

    /** The user has another nick. */
    public void rename(String ownNick) {
        this.nick = ownNick;
    }

    public void recalling() {
        this.phase = Phase.RECALLING;
    }

    public void joining() {
        this.phase = Phase.JOINING;
    }

    public void parked(String reason) {
        this.phase = Phase.PARKED;
        this.outage = reason;
    }

    /** The user was in when the gateway ended, and is on the way back without any ado. */
    public void returning(String ownNick, String reason) {
        enter(ownNick, occupants, null);
        parked(reason);
        this.quiet = true;
    }

    /** Whether what was said before the gateway ended is still being looked up. */
    public boolean isRemembering() {
        return remembering;
    }

    public void remembering(boolean now) {
        this.remembering = now;
    }

    /** The backend was asked to leave: what was known of the room is no longer true. */
    public void leaving() {
        forget();
        this.phase = Phase.LEAVING;
    }

    /** The user is not in; whoever waits still waits. */
    public void out() {
        forget();
        this.phase = Phase.OUT;
    }

    /**
     * What may be told about the room to the user, who is in.
     *
     * @param details what the network says about it
     */
    public RoomView view(@Nullable RoomDetails details) {
        String text = subject == null ? "" : subject.text();
        List<String> all = occupants.all().stream().map(each -> each.from(this)).toList();
        return new RoomView(true, nick, text, all, details, "");
    }

    private void forget() {
        resources.clear();
        absent.values().forEach(Absence::end);
        absent.clear();
        wishes.clear();
        occupants = new RoomOccupants(jid, 0);
        subject = null;
        history.clear();
    }

    private static Occupant nobodyKnown(String nick) {
        return new Occupant(
                nick, Occupant.Affiliation.NONE, Occupant.Role.PARTICIPANT, null, null, false);
    }
}
