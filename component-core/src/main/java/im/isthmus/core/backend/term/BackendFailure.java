package im.isthmus.core.backend.term;

import im.isthmus.core.text.Text;
import java.time.Duration;

/**
 * Why the legacy side could not do what it was asked. The core maps each kind to one stanza error
 * condition in one switch ({@code router.Failures}); the text is for the user.
 */
public sealed interface BackendFailure {
    /** A sentence that says what happened, in the legacy network's own words where it has some. */
    Text message();

    /** The message in English. */
    default String text() {
        return message().english();
    }

    /** It may work later. */
    record Temporary(Text message, Duration retryAfter) implements BackendFailure {
        public Temporary(String text, Duration retryAfter) {
            this(Text.of(text), retryAfter);
        }
    }

    /** The network could not be reached in time. */
    record Unreachable(Text message) implements BackendFailure {
        public Unreachable(String text) {
            this(Text.of(text));
        }
    }

    /** The network refused, and will again. */
    record Rejected(Text message) implements BackendFailure {
        public Rejected(String text) {
            this(Text.of(text));
        }
    }

    /** Bad or missing credentials, such as a wrong channel key. */
    record AuthFailed(Text message) implements BackendFailure {
        public AuthFailed(String text) {
            this(Text.of(text));
        }
    }

    /** An account on the network, or an invitation, is needed first. */
    record MembershipNeeded(Text message) implements BackendFailure {
        public MembershipNeeded(String text) {
            this(Text.of(text));
        }
    }

    /** The user is banned there. */
    record Banned(Text message) implements BackendFailure {
        public Banned(String text) {
            this(Text.of(text));
        }
    }

    /** The user lacks the rights. */
    record NotAllowed(Text message) implements BackendFailure {
        public NotAllowed(String text) {
            this(Text.of(text));
        }
    }

    /** The nickname belongs to somebody else. */
    record NickTaken(Text message) implements BackendFailure {
        public NickTaken(String text) {
            this(Text.of(text));
        }
    }

    /** The value cannot exist on the network, such as a nickname with a space. */
    record BadValue(Text message) implements BackendFailure {
        public BadValue(String text) {
            this(Text.of(text));
        }
    }

    /** No such room, contact or network. */
    record NotFound(Text message) implements BackendFailure {
        public NotFound(String text) {
            this(Text.of(text));
        }
    }

    /** It moved: the network names another room to use instead. */
    record Moved(Text message, String newLocalpart) implements BackendFailure {
        public Moved(String text, String newLocalpart) {
            this(Text.of(text), newLocalpart);
        }
    }

    /** A limit on count or size is reached. */
    record TooMany(Text message) implements BackendFailure {
        public TooMany(String text) {
            this(Text.of(text));
        }
    }

    /** The network has no such thing. */
    record Unsupported(Text message) implements BackendFailure {
        public Unsupported(String text) {
            this(Text.of(text));
        }
    }

    /** A rule of the network, its provider or the gateway forbids it. */
    record Policy(Text message) implements BackendFailure {
        public Policy(String text) {
            this(Text.of(text));
        }
    }

    /** Whom it was for cannot be reached now, and nobody keeps it for them. */
    record Offline(Text message) implements BackendFailure {
        public Offline(String text) {
            this(Text.of(text));
        }
    }
}
