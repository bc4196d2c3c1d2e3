package im.isthmus.core.stream.link;

/**
 * Why a link ended, or never came to be.
 *
 * @param reason for the log and the listener, without secrets
 */
record LinkEnd(Cause cause, String reason) {
    /** What is to be done about it. */
    enum Cause {
        /** We closed it. */
        CLOSED,
        /** Not reached, lost, or gone silent. */
        NETWORK,
        /** The server closed it, without or with a stream error of no special kind. */
        SERVER,
        /** The secret is wrong, or the server does not know that the component may connect. */
        NOT_AUTHORIZED,
        /** The server has no such component. */
        HOST_UNKNOWN,
        /** Somebody else is connected as this component. */
        CONFLICT,
        /** The server's certificate is not trusted, or TLS is spoken on one side only. */
        TLS,
        /** Whatever listens there is no XMPP server's component port. */
        NOT_A_COMPONENT_PORT
    }

    /** Whether only an admin can mend it, so that hurry is of no use. */
    boolean needsAdmin() {
        return switch (cause) {
            case NOT_AUTHORIZED, HOST_UNKNOWN, TLS, NOT_A_COMPONENT_PORT -> true;
            case CLOSED, NETWORK, SERVER, CONFLICT -> false;
        };
    }

    /** The end that a stream error means (RFC 6120 section 4.9.3). */
    static LinkEnd streamError(String condition, String text) {
        Cause cause =
                switch (condition) {
                    case "not-authorized" -> Cause.NOT_AUTHORIZED;
                    case "host-unknown", "host-gone", "improper-addressing" -> Cause.HOST_UNKNOWN;
                    case "conflict" -> Cause.CONFLICT;
                    case "invalid-namespace" -> Cause.NOT_A_COMPONENT_PORT;
                    default -> Cause.SERVER;
                };
        return new LinkEnd(
                cause, "stream error " + condition + (text.isEmpty() ? "" : ": " + text));
    }
}
