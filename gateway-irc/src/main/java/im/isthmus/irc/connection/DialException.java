package im.isthmus.irc.connection;

/** No connection came about. */
final class DialException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient CloseReason reason;

    DialException(CloseReason reason) {
        super(reason.text(), null, false, false);
        this.reason = reason;
    }

    CloseReason reason() {
        return reason;
    }
}
