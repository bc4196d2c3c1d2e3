package im.isthmus.irc.people;

import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.OccupantLeft;
import im.isthmus.core.backend.event.LegacyEvent.RoomEvent;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.irc.channel.JoinedChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * People who are gone because two servers of the network lost each other, or who went with many
 * others, as when a bouncer or a bridge starts anew. Most come back within a minute, so for a while
 * nothing is said of it, and who comes back has never been away. Has one owner.
 */
public final class Netsplits {
    /**
     * The names of both servers are all that the reason says. What people say of themselves has
     * "Quit:" in front of it on today's networks.
     */
    private static final Pattern REASON =
            Pattern.compile("(?=.{5,200}$)[\\w*-]+(\\.[\\w*-]+)+ [\\w*-]+(\\.[\\w*-]+)+");

    /** Who goes after so many others within a second is one of a storm. */
    private static final int CALM = 5;

    /** More at a time is no split of a real network; whoever else goes has left at once. */
    private static final int MAX = 10_000;

    /** Somebody gone from one channel, who still is there as far as the user knows. */
    private record Gone(JoinedChannel channel, Occupant occupant, Departure departure) {}

    private final Map<String, List<Gone>> gone = new HashMap<>();
    private final SessionContext context;
    private final Allowance calm;
    private final Duration patience;
    private final BiConsumer<JoinedChannel, RoomEvent> publish;
    private boolean waits;

    /**
     * @param patience how long somebody may be away without having left
     * @param publish tells the user about a channel, if the user is still in it
     */
    public Netsplits(
            SessionContext context,
            InstantSource clock,
            Duration patience,
            BiConsumer<JoinedChannel, RoomEvent> publish) {
        this.context = context;
        this.calm = new Allowance(CALM, Duration.ofSeconds(1), clock);
        this.patience = patience;
        this.publish = publish;
    }

    /** Whether somebody who quits now, for that reason, may be back in a moment. */
    public boolean mayComeBack(String reason) {
        return !calm.spend() || REASON.matcher(reason).matches();
    }

    /**
     * Somebody got lost from a channel.
     *
     * @param nick folded
     * @param occupant as the user knows them
     */
    public void lost(String nick, JoinedChannel channel, Occupant occupant, Departure departure) {
        Gone place = new Gone(channel, occupant, departure);
        if (gone.size() >= MAX && !gone.containsKey(nick)) {
            tell(place);
            return;
        }
        gone.computeIfAbsent(nick, _ -> new ArrayList<>(1)).add(place);
        if (!waits) {
            waits = true;
            // What comes in the meantime waits a little shorter: the split is the same one.
            SessionContext.Timer _ = context.schedule(patience, this::give);
        }
    }

    /**
     * Somebody is in a channel, perhaps again.
     *
     * @param nick folded
     * @return as whom the user knows them, who were never told that they had gone; null if they
     *     were not lost
     */
    public @Nullable Occupant back(String nick, JoinedChannel channel, Occupant now) {
        List<Gone> places = gone.get(nick);
        if (places == null) {
            return null;
        }
        for (Gone place : places) {
            if (place.channel() == channel) {
                places.remove(place);
                if (places.isEmpty()) {
                    gone.remove(nick);
                }
                if (isSomebodyElse(place.occupant(), now)) {
                    tell(place);
                    return null;
                }
                return place.occupant();
            }
        }
        return null;
    }

    /** Neither from the same address nor with the same account, as far as both are known. */
    private static boolean isSomebodyElse(Occupant before, Occupant now) {
        return before.identity() != null
                && now.identity() != null
                && !before.identity().equals(now.identity())
                && !userhost(before).equals(userhost(now));
    }

    private static String userhost(Occupant occupant) {
        String address = occupant.address();
        return address == null ? "" : address.substring(address.indexOf('!') + 1);
    }

    /** A nick, folded, is somebody else's now: who had it is gone for good. */
    public void taken(String nick) {
        List<Gone> places = gone.remove(nick);
        if (places != null) {
            places.forEach(this::tell);
        }
    }

    /** The link is lost: nothing of this matters any more. */
    public void clear() {
        gone.clear();
    }

    private void give() {
        waits = false;
        List<List<Gone>> all = List.copyOf(gone.values());
        gone.clear();
        all.forEach(places -> places.forEach(this::tell));
    }

    private void tell(Gone place) {
        publish.accept(
                place.channel(),
                new OccupantLeft(
                        place.channel().room(), place.occupant().nick(), place.departure()));
    }
}
