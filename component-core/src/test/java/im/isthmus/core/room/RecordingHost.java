package im.isthmus.core.room;

import im.isthmus.core.access.Access;
import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.archive.ArchivedMessage;
import im.isthmus.core.archive.RoomMemory;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.RoomWishes;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.action.UserAction.Availability;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.conversation.Lane;
import im.isthmus.core.conversation.MessageIds;
import im.isthmus.core.conversation.MessageNames;
import im.isthmus.core.conversation.RecentMessages;
import im.isthmus.core.room.invitation.OpenInvitations;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.stanza.Failures;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.store.stay.Stay;
import im.isthmus.core.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** A session that only remembers what rooms ask of it. */
final class RecordingHost implements RoomHost {
    final List<UserAction> actions = new ArrayList<>();
    final List<String> bookmarks = new ArrayList<>();
    final List<Element> kept = new ArrayList<>();

    /** When it was said. */
    final List<Instant> times = new ArrayList<>();

    final List<Consumer<List<ArchivedMessage>>> recalls = new ArrayList<>();

    /** How many messages each of them wanted. */
    final List<Integer> recalled = new ArrayList<>();

    final Access access = Access.everybody();
    boolean archived;

    /** The SHA-1 of what every room looks like; empty if like nothing. */
    String picture = "";

    /** The SHA-1 of what people look like. */
    final Map<LegacyContact, String> pictures = new HashMap<>();

    /** Which pictures were asked for. */
    final List<String> looks = new ArrayList<>();

    final OpenInvitations invitations = new OpenInvitations(() -> this.now);
    final List<Alarm> alarms = new ArrayList<>();
    final Map<String, Element> withdrawn = new LinkedHashMap<>();
    final List<Element> stanzas = new ArrayList<>();
    final Map<LegacyRoom, Stay> stays = new LinkedHashMap<>();
    int written;

    /** What the backend answers at once; null if nothing. */
    @Nullable BackendFailure refusal;

    Language language = Language.ENGLISH;
    Set<Ability> abilities = Set.of();

    private final MessageNames names =
            new MessageNames(
                    parsed("me@x"),
                    MessageIds.unkept(),
                    new Lane(Runnable::run, UnaryOperator.identity()));
    private final RecentMessages recent = new RecentMessages(() -> this.now);

    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    RoomWishes wishes = RoomWishes.STANDARD;
    @Nullable Availability availability;

    @Override
    public Jid user() {
        return parsed("me@x");
    }

    @Override
    public Jid jid(LegacyAddress address) {
        return parsed(address.localpart() + "@gw");
    }

    @Override
    public Set<Ability> abilities(LegacyAddress address) {
        return abilities;
    }

    @Override
    public LegacyContact person(LegacyRoom room, String nick) {
        return new LegacyContact(nick);
    }

    @Override
    public Backend legacySide() {
        throw new IllegalStateException("there is none");
    }

    @Override
    public Backend.Reactions reactions(LegacyAddress address) {
        return Backend.Reactions.ANY;
    }

    @Override
    public RoomWishes wishes(LegacyRoom room) {
        return wishes;
    }

    @Override
    public MessageNames names() {
        return names;
    }

    @Override
    public RecentMessages recent() {
        return recent;
    }

    @Override
    public void perform(UserAction action) throws StanzaException {
        if (refusal != null) {
            throw Failures.toStanza(refusal, local -> parsed(local + "@gw"));
        }
        actions.add(action);
    }

    @Override
    public void send(Element stanza) {
        stanzas.add(stanza);
    }

    @Override
    public SessionContext.Timer schedule(Duration delay, Runnable task) {
        Alarm alarm = new Alarm(now.plus(delay), task);
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    /** Time passes, and what was due happens. */
    void passes(Duration time) {
        now = now.plus(time);
        for (Alarm alarm : List.copyOf(alarms)) {
            if (!alarm.due().isAfter(now) && alarms.remove(alarm)) {
                alarm.task().run();
            }
        }
    }

    record Alarm(Instant due, Runnable task) {}

    @Override
    public Access access() {
        return access;
    }

    @Override
    public Language language() {
        return language;
    }

    @Override
    public Jid jidOf(String localpart) {
        return parsed(localpart.isEmpty() ? "gw" : localpart + "@gw");
    }

    @Override
    public RoomMemory memory() {
        return memory;
    }

    private final RoomMemory memory =
            new RoomMemory() {
                @Override
                public boolean isOn() {
                    return archived;
                }

                @Override
                public void keep(
                        LegacyRoom room, String id, Instant time, Element message, boolean missed) {
                    kept.add(message);
                    times.add(time);
                }

                @Override
                public void withdraw(LegacyRoom room, String id, Element retracted) {
                    withdrawn.put(id, retracted);
                }

                @Override
                public void entered(LegacyRoom room, String nick) {
                    bookmarks.add("+" + room.localpart() + "/" + nick);
                }

                @Override
                public void stays(Stay stay) {
                    stays.put(stay.room(), stay);
                    written++;
                }

                @Override
                public void leaves(LegacyRoom room) {
                    stays.remove(room);
                    written++;
                }

                @Override
                public void barred(LegacyRoom room) {
                    bookmarks.add("-" + room.localpart());
                }

                @Override
                public void invited(LegacyRoom room, Jid stranger) {
                    invitations.add(user(), stranger, jid(room));
                }

                @Override
                public boolean declines(LegacyRoom room, Jid inviter) {
                    return invitations.decline(inviter, user(), jid(room));
                }

                @Override
                public String picture(LegacyRoom room) {
                    return picture;
                }

                @Override
                public String picture(LegacyContact person) {
                    return pictures.getOrDefault(person, "");
                }

                @Override
                public void look(LegacyContact person, @Nullable Avatar avatar) {
                    looks.add(person.localpart() + " " + (avatar == null ? null : avatar.url()));
                }

                @Override
                public void recall(
                        LegacyRoom room, int most, Consumer<List<ArchivedMessage>> then) {
                    if (archived) {
                        recalls.add(then);
                        recalled.add(most);
                    } else {
                        then.accept(List.of());
                    }
                }
            };

    @Override
    public InstantSource clock() {
        return () -> now;
    }

    @Override
    public @Nullable Availability availability() {
        return availability;
    }

    @Override
    public String occupantId(LegacyRoom room, String identity) {
        return "o-" + identity;
    }

    static Jid parsed(String jid) {
        try {
            return Jid.parse(jid);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException(jid, e);
        }
    }
}
