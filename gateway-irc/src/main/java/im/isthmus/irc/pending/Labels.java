package im.isthmus.irc.pending;

import im.isthmus.irc.message.IrcMessage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers what is sent so that answers can be told apart (IRCv3 labeled-response); 0 is no label.
 */
public final class Labels {
    /** Open batches at a time; more is a server gone wild. */
    private static final int MAX_BATCHES = 50;

    private static final int RADIX = 36;

    private final Map<String, Long> batches = new HashMap<>();
    private long next = 1;

    /** The first of so many labels in a row. */
    public long take(int count) {
        long first = next;
        next += count;
        return first;
    }

    /** The message with a label on it; as it is if that is 0. */
    public static IrcMessage on(IrcMessage message, long label) {
        return label == 0 ? message : message.withTag("label", Long.toString(label, RADIX));
    }

    /** The label of what a message answers, by itself or by its batch; 0 if there is none. */
    public long of(IrcMessage message) {
        if (message.tags().isEmpty()) {
            return 0;
        }
        String label = message.tag("label");
        if (label != null) {
            return number(label);
        }
        String batch = message.tag("batch");
        return batch == null || batches.isEmpty() ? 0 : batches.getOrDefault(batch, 0L);
    }

    /** A batch begins ({@code +id}) or ends ({@code -id}). */
    public void batch(IrcMessage message) {
        String reference = message.param(0);
        long label = of(message);
        if (reference.startsWith("-")) {
            batches.remove(reference.substring(1));
        } else if (reference.startsWith("+") && label != 0 && batches.size() < MAX_BATCHES) {
            batches.put(reference.substring(1), label);
        }
    }

    /** Forgets the batches of a connection that is over. */
    public void clear() {
        batches.clear();
    }

    private static long number(@Nullable String label) {
        try {
            return label == null ? 0 : Long.parseLong(label, RADIX);
        } catch (NumberFormatException _) {
            // Not one of ours, whatever the server means by it.
            return 0;
        }
    }
}
