package im.isthmus.email.group;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.OccupantJoined;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.text.Text;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.header.Mailbox;
import im.isthmus.email.store.group.Group;
import im.isthmus.email.store.group.GroupTable;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the conversations of several people. Each is a room of its user's: whoever writes there
 * writes to all of them; elsewhere an answer goes to the author alone.
 */
public final class Groups {
    /** Whether mails to several people become rooms without being asked for. */
    public static final Preference<Boolean> AS_ROOMS =
            Preference.yesNo("rooms", Text.key("Mails to several people are rooms"), false);

    /** More people are an audience, not a conversation. */
    private static final int MOST = 50;

    private static final Pattern ROOM = Pattern.compile("thread-[0-9a-f]{16}");

    private final GroupTable table;
    private final Visits visits = new Visits();
    private final BiPredicate<String, MailAddress> own;
    private final InstantSource clock;

    /**
     * @param own whether an address belongs to a user
     */
    public Groups(GroupTable table, BiPredicate<String, MailAddress> own, InstantSource clock) {
        this.table = table;
        this.own = own;
        this.clock = clock;
    }

    /** Whether a localpart is that of such a room. */
    public static boolean isRoom(String localpart) {
        return ROOM.matcher(localpart).matches();
    }

    private static String room(String thread) {
        byte[] bytes = thread.getBytes(StandardCharsets.UTF_8);
        String hex = UUID.nameUUIDFromBytes(bytes).toString().replace("-", "");
        return "thread-" + hex.substring(0, 16);
    }

    Visits visits() {
        return visits;
    }

    /** A group of a user's; empty if there is none of that name. */
    Optional<Group> find(String user, String room) {
        return table.find(user, room);
    }

    /** The people of a mail as a group; empty if there is one besides the user, or a crowd. */
    public Optional<Group> of(String user, String thread, MailHeader header) {
        List<MailAddress> members = members(user, header);
        return members.size() < 2 || members.size() > MOST
                ? Optional.empty()
                : Optional.of(new Group(room(thread), thread, header.text("subject"), members));
    }

    private List<MailAddress> members(String user, MailHeader header) {
        Map<String, MailAddress> members = new LinkedHashMap<>();
        Stream.of("from", "to", "cc")
                .flatMap(name -> header.mailboxes(name).stream())
                .map(Mailbox::address)
                .filter(address -> !own.test(user, address))
                .forEach(address -> members.putIfAbsent(address.key(), address));
        return List.copyOf(members.values());
    }

    /** Keeps a group, whose room may be entered from now on. */
    public void open(String user, Group group) {
        table.save(user, group, clock.instant());
    }

    /**
     * A mail came: the people who are new in its room, if there is one.
     *
     * @return the group as it is now; empty if the conversation is no room
     */
    public Optional<Arrived> arrived(
            String user, String thread, MailHeader header, MailAddress author) {
        Optional<Group> known = table.find(user, room(thread));
        return known.map(group -> {
            Map<String, MailAddress> all = new LinkedHashMap<>();
            group.members().forEach(member -> all.put(member.key(), member));
            List<MailAddress> fresh = new ArrayList<>();
            for (MailAddress each : members(user, header)) {
                if (all.size() < MOST && all.putIfAbsent(each.key(), each) == null) {
                    fresh.add(each);
                }
            }
            table.save(
                    user,
                    new Group(group.room(), thread, group.subject(), List.copyOf(all.values())),
                    clock.instant());
            return new Arrived(group.room(), author, fresh);
        });
    }

    /** A mail of a group. */
    public record Arrived(String room, MailAddress author, List<MailAddress> fresh) {
        public Arrived {
            fresh = List.copyOf(fresh);
        }

        /** What is told in the room. */
        List<LegacyEvent> events(PrivateMessage message) {
            LegacyRoom place = new LegacyRoom(room);
            List<LegacyEvent> events = new ArrayList<>();
            fresh.forEach(each -> events.add(new OccupantJoined(place, occupant(each.toString()))));
            events.add(
                    new RoomMessage(
                            place,
                            author.toString(),
                            message.content().withRecipients(List.of()).withThread(null),
                            null,
                            message.legacyId(),
                            message.time()));
            return events;
        }
    }

    /** What a mail is shown as: said in the room if the user is there, else to the user alone. */
    public List<LegacyEvent> shown(String user, Optional<Arrived> arrived, PrivateMessage message) {
        return arrived.filter(each -> visits.has(user, each.room()))
                .map(each -> each.events(message))
                .orElse(List.of(message));
    }

    static Occupant occupant(String nick) {
        return new Occupant(
                nick, Occupant.Affiliation.MEMBER, Occupant.Role.PARTICIPANT, nick, nick, false);
    }
}
