package im.isthmus.irc.channel;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.LegacyEvent.Subject;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.RoomReport.RoomDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A channel that the user is in on IRC, whether or not the user has seen it yet. */
public final class JoinedChannel {
    /** What is said before the user sees the channel and is kept for then. */
    private static final int MAX_HELD = 50;

    /** How soon after a ban a kick by the same hand belongs to it. */
    private static final Duration BAN_THEN_KICK = Duration.ofSeconds(10);

    private final String name;
    private final ChannelMirror mirror;
    private final ChannelModesNow modes = new ChannelModesNow();
    private LegacyRoom room;
    private @Nullable Subject subject;
    private Card card = Card.NOTHING;
    private boolean complete;
    private boolean shown;
    private List<RoomMessage> held = new ArrayList<>();
    private @Nullable Crowd crowd;
    private List<Runnable> whenShown = new ArrayList<>(0);
    private @Nullable String banActor;
    private Instant banTime = Instant.MIN;

    /**
     * @param room the room that it is to the user
     * @param name as the network writes it
     */
    public JoinedChannel(LegacyRoom room, String name, ChannelMirror mirror) {
        this.room = room;
        this.name = name;
        this.mirror = mirror;
    }

    public LegacyRoom room() {
        return room;
    }

    public String name() {
        return name;
    }

    public ChannelMirror mirror() {
        return mirror;
    }

    /** What it is like now. */
    public ChannelModesNow modes() {
        return modes;
    }

    /** What the channel says of itself. */
    public void card(Card card) {
        this.card = card;
    }

    /** What it is like; null as long as that is not known. */
    public @Nullable RoomDetails details() {
        String name = card.name();
        return !modes.known()
                ? null
                : new RoomDetails(
                        name == null ? this.name : name,
                        card.page(),
                        -1,
                        modes.has('i'),
                        modes.has('m'),
                        modes.has('k'),
                        modes.has('s') || modes.has('p'),
                        !modes.has('t'),
                        card.avatar());
    }

    /** The topic; null if there is none. */
    public @Nullable Subject subject() {
        return subject;
    }

    public void subject(@Nullable Subject subject) {
        this.subject = subject;
    }

    /** Whether all names were told. */
    public boolean complete() {
        return complete;
    }

    public void completed() {
        complete = true;
    }

    /** Whether the user was told to be in, so that events make sense to the core. */
    public boolean shown() {
        return shown;
    }

    /**
     * The user is told to be in now, by this address.
     *
     * @return what was said before that
     */
    public List<RoomMessage> show(LegacyRoom as) {
        room = as;
        shown = true;
        List<RoomMessage> before = held;
        held = List.of();
        return before;
    }

    /**
     * Who is here, as the user sees it from now on.
     *
     * @param fewer whether the user does not want to see everybody in a crowd
     */
    public List<Occupant> occupants(String ownNick, boolean fewer) {
        crowd = fewer && mirror.size() > Crowd.SIZE ? new Crowd(this) : null;
        return crowd == null ? mirror.occupants() : crowd.first(ownNick);
    }

    /** What the user sees of so many; null for all. */
    public @Nullable Crowd crowd() {
        return crowd;
    }

    /** Whether it refuses formatting (+c), or takes it away (+S). */
    public boolean plain() {
        return modes.has('c') || modes.has('S');
    }

    /** Somebody has banned somebody. */
    public void banned(String actor, Instant now) {
        banActor = actor;
        banTime = now;
    }

    /** Whether whoever kicks now has banned just before. */
    public boolean hasJustBanned(String actor, Instant now) {
        return actor.equals(banActor) && now.minus(BAN_THEN_KICK).isBefore(banTime);
    }

    /** Forgets of what is kept for {@link #show} what is told in another way. */
    public void unhold(List<RoomMessage> told) {
        if (!held.isEmpty()) {
            Set<@Nullable String> names = new HashSet<>();
            told.forEach(message -> names.add(message.legacyId()));
            held.removeIf(each -> each.legacyId() != null && names.contains(each.legacyId()));
        }
    }

    /** What is to be done once the user sees it; the first ones win. */
    public void whenShown(Runnable task) {
        if (whenShown.size() < MAX_HELD) {
            whenShown.add(task);
        }
    }

    /** The user sees it, and all that was said before. */
    public void seen() {
        List<Runnable> tasks = whenShown;
        whenShown = List.of();
        tasks.forEach(Runnable::run);
    }

    /** Keeps what is said for {@link #show}; the newest messages win. */
    public void hold(RoomMessage message) {
        if (held.size() == MAX_HELD) {
            held.removeFirst();
        }
        held.add(message);
    }
}
