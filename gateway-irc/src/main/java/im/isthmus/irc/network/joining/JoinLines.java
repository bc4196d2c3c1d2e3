package im.isthmus.irc.network.joining;

import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.pending.PendingJoin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts many joins into few JOIN lines (RFC 2812 section 3.2.1). */
final class JoinLines {
    private static final int MAX_BYTES = 400;

    private JoinLines() {}

    /**
     * The lines, those with keys first, since keys are counted from the first channel.
     *
     * @param targetLimits ISUPPORT TARGMAX; null if the server did not say
     */
    static List<IrcMessage> of(List<PendingJoin> joins, @Nullable String targetLimits) {
        int most = limit(targetLimits);
        List<IrcMessage> lines = new ArrayList<>();
        List<PendingJoin> line = new ArrayList<>();
        List<PendingJoin> sorted = new ArrayList<>(joins);
        sorted.sort((a, b) -> Boolean.compare(a.key() == null, b.key() == null));
        int bytes = 0;
        for (PendingJoin join : sorted) {
            int more = bytes(join);
            if (!line.isEmpty() && (line.size() >= most || bytes + more > MAX_BYTES)) {
                lines.add(line(line));
                line.clear();
                bytes = 0;
            }
            line.add(join);
            bytes += more;
        }
        if (!line.isEmpty()) {
            lines.add(line(line));
        }
        return lines;
    }

    private static IrcMessage line(List<PendingJoin> joins) {
        StringBuilder names = new StringBuilder();
        StringBuilder keys = new StringBuilder();
        for (PendingJoin join : joins) {
            names.append(names.isEmpty() ? "" : ",").append(join.name());
            if (join.key() != null) {
                keys.append(keys.isEmpty() ? "" : ",").append(join.key());
            }
        }
        return keys.isEmpty()
                ? IrcMessage.of("JOIN", names.toString())
                : IrcMessage.of("JOIN", names.toString(), keys.toString());
    }

    private static int bytes(PendingJoin join) {
        String key = join.key();
        String both = key == null ? join.name() : join.name() + key;
        return both.getBytes(StandardCharsets.UTF_8).length + 2;
    }

    /** The number after {@code JOIN:}; no number means no limit, no word that one is the limit. */
    private static int limit(@Nullable String targetLimits) {
        if (targetLimits == null) {
            return 10;
        }
        for (String limit : targetLimits.split(",", -1)) {
            if (limit.startsWith("JOIN:")) {
                String number = limit.substring("JOIN:".length());
                return number.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(number) : 100;
            }
        }
        return 10;
    }
}
