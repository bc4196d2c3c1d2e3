package im.isthmus.core.attachment;

import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;
import java.time.Duration;

/** A file cannot be had; the message is a sentence for the user. */
public final class FetchException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Text text;

    FetchException(Reason reason, Text text) {
        super(text.english(), null, false, false);
        this.reason = reason;
        this.text = text;
    }

    public Reason reason() {
        return reason;
    }

    /** The sentence for the user. */
    public Text text() {
        return text;
    }

    /** The same for a message that the file belonged to. */
    public BackendFailure failure() {
        return switch (reason) {
            case REFUSED, WRONG_TYPE -> new BackendFailure.BadValue(text);
            case TOO_LARGE -> new BackendFailure.TooMany(text);
            case NOT_THERE -> new BackendFailure.NotFound(text);
            case UNREACHABLE, BUSY -> new BackendFailure.Temporary(text, Duration.ofMinutes(1));
        };
    }

    /** What was in the way. */
    public enum Reason {
        /** We do not fetch from there. */
        REFUSED,
        /** It has more bytes than are carried. */
        TOO_LARGE,
        /** It is of a kind that is not carried. */
        WRONG_TYPE,
        /** The server says that it does not give it to us. */
        NOT_THERE,
        /** The server did not give it in time, or wrongly. */
        UNREACHABLE,
        /** We fetch too many others now. */
        BUSY
    }
}
