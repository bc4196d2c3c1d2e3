package im.isthmus.irc.people;

import im.isthmus.core.backend.LegacyEvent.Departure;
import im.isthmus.core.backend.LegacyEvent.OccupantLeft;
import im.isthmus.core.backend.LegacyEvent.RoomEvent;
import im.isthmus.core.backend.Occupant;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.irc.channel.JoinedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * People who are gone because two servers of the network lost each other. Most come back within a
 * minute, so for a while nothing is said of it, and who comes back has never been away. Has one
 * owner.
 */
public final class Netsplits {
    /**
     * The names of both servers are all that the reason says. What people say of themselves has
     * "Quit:" in front of it on today's networks.
     */
    private static final Pattern REASON =
            Pattern.compile("(?=.{5,200}$)[\\w*-]+(\\.[\\w*-]+)+ [\\w*-]+(\\.[\\w*-]+)+");

    /** More at a time is no split of a real network; whoever else goes has left at once. */
    private static final int MAX = 10_000;

    /** Somebody gone from one channel, who still is there as far as the user knows. */
    private record Gone(JoinedChannel channel, Occupant occupant, Departure departure) {}

    private final Map<String, List<Gone>> gone = new HashMap<>();
    private final SessionContext context;
    private final Duration patience;
    private final BiConsumer<JoinedChannel, RoomEvent> publish;
    private boolean waits;

    /**
     * @param patience how long somebody may be away without having left
     * @param publish tells the user about a channel, if the user is still in it
     */
    public Netsplits(
            SessionContext context,
            Duration patience,
            BiConsumer<JoinedChannel, RoomEvent> publish) {
        this.context = context;
        this.patience = patience;
        this.publish = publish;
    }

    /** Whether the reason of a QUIT is that of a netsplit. */
    public static boolean isReason(String reason) {
        return REASON.matcher(reason).matches();
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
     * Somebody is back in a channel.
     *
     * @param nick folded
     * @return as whom the user knows them, who were never told that they had gone; null if they
     *     were not lost
     */
    public @Nullable Occupant back(String nick, JoinedChannel channel) {
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
                return place.occupant();
            }
        }
        return null;
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
