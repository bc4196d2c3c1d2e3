package im.isthmus.irc.connection.dialing;

import im.isthmus.irc.connection.ending.CloseReason;

/** No connection came about. */
public final class DialException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient CloseReason reason;

    DialException(CloseReason reason) {
        super(reason.text(), null, false, false);
        this.reason = reason;
    }

    public CloseReason reason() {
        return reason;
    }
}
