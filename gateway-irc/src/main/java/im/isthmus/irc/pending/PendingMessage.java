package im.isthmus.irc.pending;

import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Content;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One message of the user on its way, however many lines it takes. */
public final class PendingMessage {
    private final LegacyAddressee to;
    private final String target;
    private final MessageRef ref;
    private final Content content;
    private final Lines lines;
    private final Instant since;
    private int answered;
    private boolean reflected;
    private boolean failed;
    private volatile boolean leaving;
    private @Nullable Instant written;
    private @Nullable String legacyId;

    /**
     * How a message was sent.
     *
     * @param count how many lines it took
     * @param firstLabel label of the first, the others follow one by one; 0 if they have none
     * @param confirmed whether the network confirms each
     */
    public record Lines(int count, long firstLabel, boolean confirmed) {
        boolean labeled() {
            return firstLabel != 0;
        }

        boolean carry(long label) {
            return labeled() && label >= firstLabel && label < firstLabel + count;
        }
    }

    /**
     * @param to what it was addressed to
     * @param target nick or channel in IRC's words
     * @param content all of it as the user wrote it
     */
    public PendingMessage(
            LegacyAddressee to,
            String target,
            MessageRef ref,
            Content content,
            Lines lines,
            Instant since) {
        this.to = to;
        this.target = target;
        this.ref = ref;
        this.content = content;
        this.lines = lines;
        this.since = since;
        this.reflected = !lines.confirmed();
    }

    public LegacyAddressee to() {
        return to;
    }

    public MessageRef ref() {
        return ref;
    }

    public Content content() {
        return content;
    }

    public String target() {
        return target;
    }

    Lines lines() {
        return lines;
    }

    /** When it was sent. */
    public Instant since() {
        return since;
    }

    /** One more line was answered; whether all are now. */
    boolean answered() {
        answered++;
        return answered >= lines.count();
    }

    /** Whether it is to be shown as sent now: once, and not after it failed. */
    public boolean reflect() {
        boolean first = !reflected && !failed;
        reflected = true;
        return first;
    }

    /** What the network calls it; null if that is not known. */
    public @Nullable String legacyId() {
        return legacyId;
    }

    /** The network calls it this. */
    public void named(@Nullable String msgid) {
        legacyId = msgid;
    }

    /** Whether the user is to be told now that it failed: once. */
    public boolean fail() {
        boolean first = !failed;
        failed = true;
        return first;
    }

    /** Whether the network refused it, or some of it. */
    public boolean hasFailed() {
        return failed;
    }

    /** The socket gets the first of it now; callable from any thread. */
    public void leaves() {
        leaving = true;
    }

    /** Whether the network can have said anything about it. */
    boolean hasLeft() {
        return leaving;
    }

    /** The socket has all of it; whether that is all that will ever be known. */
    public boolean written(Instant now) {
        written = now;
        return !failed && !lines.confirmed();
    }

    /** When the socket had all of it; null if it has not. */
    @Nullable Instant written() {
        return written;
    }

    /** Whether the user does not know yet what became of it. */
    boolean isOpen() {
        return !failed && !(lines.confirmed() ? reflected : written != null);
    }
}
