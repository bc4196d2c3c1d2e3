package im.isthmus.core.backend;

import java.time.Duration;

/**
 * Why the legacy side could not do what it was asked. The core maps each kind to one stanza error
 * condition in one switch ({@code router.Failures}); the text is for the user.
 */
public sealed interface BackendFailure {
    /** A sentence that says what happened, in the legacy network's own words where it has some. */
    String text();

    /** It may work later. */
    record Temporary(String text, Duration retryAfter) implements BackendFailure {}

    /** The network could not be reached in time. */
    record Unreachable(String text) implements BackendFailure {}

    /** The network refused, and will again. */
    record Rejected(String text) implements BackendFailure {}

    /** Bad or missing credentials, such as a wrong channel key. */
    record AuthFailed(String text) implements BackendFailure {}

    /** An account on the network, or an invitation, is needed first. */
    record MembershipNeeded(String text) implements BackendFailure {}

    /** The user is banned there. */
    record Banned(String text) implements BackendFailure {}

    /** The user lacks the rights. */
    record NotAllowed(String text) implements BackendFailure {}

    /** The nickname belongs to somebody else. */
    record NickTaken(String text) implements BackendFailure {}

    /** The value cannot exist on the network, such as a nickname with a space. */
    record BadValue(String text) implements BackendFailure {}

    /** No such room, contact or network. */
    record NotFound(String text) implements BackendFailure {}

    /** It moved: the network names another room to use instead. */
    record Moved(String text, String newLocalpart) implements BackendFailure {}

    /** A limit on count or size is reached. */
    record TooMany(String text) implements BackendFailure {}

    /** The network has no such thing. */
    record Unsupported(String text) implements BackendFailure {}
}
