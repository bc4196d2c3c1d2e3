package im.isthmus.irc.batch;

import im.isthmus.irc.message.IrcMessage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a connection that are not complete yet. What cannot be gathered, as the server
 * sends too much of it, is taken line by line. Has one owner.
 */
public final class OpenBatches {
    private static final int MAX_OPEN = 50;

    /** In all of them together. */
    private static final int MAX_LINES = 20_000;

    private final Map<String, Batch> open = new HashMap<>();
    private int lines;

    /** Whether a line was put into a batch, so that it is to be taken with the others of it. */
    public boolean gather(IrcMessage message) {
        if (open.isEmpty() || message.tags().isEmpty() || message.command().equals("BATCH")) {
            return false;
        }
        Batch batch = of(message);
        if (batch == null || lines >= MAX_LINES) {
            return false;
        }
        batch.add(message);
        lines++;
        return true;
    }

    private @Nullable Batch of(IrcMessage message) {
        String reference = message.tag("batch");
        return reference == null ? null : open.get(reference);
    }

    /**
     * A batch begins ({@code BATCH +id type}) or ends ({@code BATCH -id}).
     *
     * @return the batch that is complete now and in no other; null if none is
     */
    public @Nullable Batch take(IrcMessage message) {
        String reference = message.param(0);
        if (reference.startsWith("+")) {
            if (isGathered(message.param(1)) && open.size() < MAX_OPEN) {
                open.put(reference.substring(1), new Batch(message));
            }
            return null;
        }
        Batch batch = reference.startsWith("-") ? open.remove(reference.substring(1)) : null;
        if (batch == null) {
            return null;
        }
        lines -= batch.lines().size();
        Batch outer = of(batch.opening());
        if (outer == null || !Multiline.is(batch)) {
            return batch;
        }
        IrcMessage whole = Multiline.join(batch);
        if (whole != null && lines < MAX_LINES) {
            outer.add(whole);
            lines++;
        }
        return null;
    }

    /** Of others each line is for itself. */
    private static boolean isGathered(String type) {
        return Multiline.TYPES.contains(type)
                || type.equals("chathistory")
                || type.equals("draft/chathistory-targets")
                || type.equals("netsplit")
                || type.equals("netjoin");
    }

    /** Forgets those of a connection that is over. */
    public void clear() {
        open.clear();
        lines = 0;
    }
}
