package im.isthmus.testing.legacy;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.Subject;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.event.RoomReport;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A room of a {@link DemoNetwork}: people of the network and users of the gateway. */
public final class DemoRoom {
    private final DemoNetwork network;
    private final LegacyRoom room;
    private final Map<String, Occupant> people = new ConcurrentSkipListMap<>();
    private final Map<Jid, String> users = new ConcurrentHashMap<>();
    private final DemoCharter charter = new DemoCharter();
    private final List<LegacyEvent.RoomMessage> past = new CopyOnWriteArrayList<>();
    private final AtomicInteger messages = new AtomicInteger();
    private volatile @Nullable Subject subject;
    private volatile @Nullable String password;

    DemoRoom(DemoNetwork network, String name) {
        this.network = network;
        this.room = new LegacyRoom(name);
    }

    public LegacyRoom room() {
        return room;
    }

    /** A user of the gateway, by the nick they have here, rules from now on; nobody else does. */
    public DemoRoom isRuledBy(String nick) {
        charter.crown(nick);
        return this;
    }

    /** Only who knows it comes in. */
    public DemoRoom needsPassword(String secret) {
        password = secret;
        return this;
    }

    /** The room has this picture from now on, or none. */
    public DemoRoom looks(@Nullable Avatar avatar) {
        charter.looks(avatar);
        describe();
        return this;
    }

    /** Somebody of the network comes in, with a role. */
    public DemoRoom enters(String nick, Affiliation affiliation, Role role) {
        Occupant occupant = new Occupant(nick, affiliation, role, nick, null, false);
        people.put(nick, occupant);
        tell(new LegacyEvent.OccupantJoined(room, occupant));
        return this;
    }

    /** Somebody of the network comes in. */
    public DemoRoom enters(String nick) {
        return enters(nick, Affiliation.NONE, Role.PARTICIPANT);
    }

    /** Somebody of the network goes. */
    public void leaves(String nick, String reason) {
        people.remove(nick);
        tell(new LegacyEvent.OccupantLeft(room, nick, new Departure.Left(reason)));
    }

    /**
     * Somebody of the network says something.
     *
     * @return what the network calls it
     */
    public String says(String nick, String text) {
        return says(nick, Content.of(text));
    }

    /** Somebody of the network says something. */
    public String says(String nick, Content content) {
        String id = room.localpart() + "-" + messages.incrementAndGet();
        tell(new LegacyEvent.RoomMessage(room, nick, content, null, id, null));
        return id;
    }

    /** Somebody once said something, which the network still knows. */
    public DemoRoom remembers(String nick, String text, Instant time) {
        String id = room.localpart() + "-" + messages.incrementAndGet();
        past.add(new LegacyEvent.RoomMessage(room, nick, text, null, id, time));
        return this;
    }

    /** The newest of what was said before a time. */
    RoomReport.OlderFetched before(UserAction.FetchOlder fetch) {
        List<LegacyEvent.RoomMessage> older =
                past.stream().filter(each -> isBefore(each, fetch.before().time())).toList();
        int skipped = Math.max(0, older.size() - fetch.most());
        return new RoomReport.OlderFetched(
                room, fetch.ref(), older.subList(skipped, older.size()), skipped == 0);
    }

    private static boolean isBefore(LegacyEvent.RoomMessage message, Instant limit) {
        Instant time = message.time();
        return time != null && time.isBefore(limit);
    }

    /** A user is thrown out. */
    public void expels(Jid user, Departure why) {
        String nick = users.remove(user);
        if (nick != null) {
            network.tell(user, new LegacyEvent.RoomLeft(room, why));
            tell(new LegacyEvent.OccupantLeft(room, nick, why));
        }
    }

    /** Whoever has a nick here is thrown out. */
    void expels(String nick, Departure why) {
        if (people.remove(nick) != null) {
            tell(new LegacyEvent.OccupantLeft(room, nick, why));
        }
        users.forEach((user, theirs) -> {
            if (theirs.equals(nick)) {
                expels(user, why);
            }
        });
    }

    /** The room is no more, for any user. */
    void ends(Departure why) {
        List.copyOf(users.keySet())
                .forEach(user -> {
                    users.remove(user);
                    network.tell(user, new LegacyEvent.RoomLeft(room, why));
                });
    }

    DemoCharter charter() {
        return charter;
    }

    @Nullable Occupant find(String nick) {
        return occupants().stream()
                .filter(each -> each.nick().equals(nick))
                .findFirst()
                .orElse(null);
    }

    /** Somebody here has another standing. */
    void stands(Occupant now) {
        if (people.computeIfPresent(now.nick(), (_, _) -> now) == null) {
            charter.stands(now);
        }
        tell(new LegacyEvent.OccupantChanged(room, now));
    }

    /** Tells all users what the room is like. */
    void describe() {
        tell(new RoomReport.RoomDescribed(room, charter.details(people.size() + users.size())));
    }

    /** Tells every user who is here something. */
    public void tell(LegacyEvent event) {
        users.keySet().forEach(user -> network.tell(user, event));
    }

    /** Why somebody may not come in; null if they may. */
    @Nullable BackendFailure obstacle(UserAction.JoinRoom join) {
        if (people.containsKey(join.nick())) {
            return new BackendFailure.NickTaken("Somebody else is called " + join.nick() + ".");
        }
        if (charter.isOutcast(join.nick())) {
            return new BackendFailure.Banned("You are banned.");
        }
        String secret = password;
        return secret == null || secret.equals(join.password())
                ? null
                : new BackendFailure.AuthFailed("The password of the room is wrong.");
    }

    void admit(SessionContext user, String nick) {
        Occupant self = charter.user(nick);
        users.keySet()
                .forEach(other -> network.tell(other, new LegacyEvent.OccupantJoined(room, self)));
        users.put(user.user(), nick);
        user.publish(new LegacyEvent.RoomJoined(room, nick, occupants(), subject));
    }

    void dismiss(SessionContext user, String reason) {
        String nick = users.remove(user.user());
        user.publish(new LegacyEvent.RoomLeft(room, new Departure.Left(reason)));
        if (nick != null) {
            tell(new LegacyEvent.OccupantLeft(room, nick, new Departure.Left(reason)));
        }
    }

    void said(SessionContext user, Content content, MessageRef ref, String id) {
        String nick = nickOf(user);
        user.publish(new LegacyEvent.RoomMessage(room, nick, content, ref, id, null));
        tellOthers(user, new LegacyEvent.RoomMessage(room, nick, content, null, id, null));
    }

    void changeSubject(SessionContext user, Subject now, MessageRef ref) {
        subject = now;
        user.publish(new LegacyEvent.SubjectChanged(room, now, ref));
        tellOthers(user, new LegacyEvent.SubjectChanged(room, now, null));
    }

    void rename(SessionContext user, String nick) {
        String before = nickOf(user);
        users.put(user.user(), nick);
        LegacyEvent renamed = new LegacyEvent.OccupantRenamed(room, before, charter.user(nick));
        user.publish(renamed);
        tellOthers(user, renamed);
    }

    String nickOf(SessionContext user) {
        return users.getOrDefault(user.user(), "");
    }

    LegacyEvent.ListedRoom listing() {
        return new LegacyEvent.ListedRoom(room, room.localpart(), people.size() + users.size());
    }

    private void tellOthers(SessionContext but, LegacyEvent event) {
        users.keySet().stream()
                .filter(user -> !user.equals(but.user()))
                .forEach(user -> network.tell(user, event));
    }

    List<Occupant> occupants() {
        List<Occupant> all = new ArrayList<>(people.values());
        users.values().forEach(nick -> all.add(charter.user(nick)));
        return all;
    }
}
