package im.isthmus.irc.network.history;

import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.term.HistoryPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the history of a channel.
 *
 * @param messages what was said
 * @param deeds what else was done, in order
 * @param lines of which it was made; some say nothing, such as who came and went
 * @param oldest where it begins; null if it is empty
 */
public record HistoryPage(
        List<RoomMessage> messages, List<Deed> deeds, int lines, @Nullable HistoryPoint oldest) {
    /** Copies the lists. */
    public HistoryPage {
        messages = List.copyOf(messages);
        deeds = List.copyOf(deeds);
    }

    /**
     * Takes out what was taken back.
     *
     * @return what tells of the rest that was done, in order
     */
    static List<Runnable> settle(List<RoomMessage> said, List<Deed> done) {
        List<Runnable> shown = new ArrayList<>();
        List<Deed> inOrder = new ArrayList<>(done);
        inOrder.sort(Comparator.comparing(Deed::time));
        for (Deed each : inOrder) {
            String gone = each.redacted();
            if (gone == null || !said.removeIf(message -> gone.equals(message.legacyId()))) {
                shown.add(each.show());
            }
        }
        return shown;
    }

    /**
     * A reaction, a topic, or that something was taken back.
     *
     * @param redacted what is taken back; null if nothing is
     * @param show tells the user, who is in the channel and knows what it is about
     */
    public record Deed(Instant time, @Nullable String redacted, Runnable show) {}
}
