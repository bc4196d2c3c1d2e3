package im.isthmus.irc.connection.sending;

/** The line was not taken: as many as allowed wait already to be sent. Try again later. */
public final class IrcQueueFullException extends Exception {
    private static final long serialVersionUID = 1L;

    IrcQueueFullException(int lines) {
        super(lines + " lines wait to be sent", null, false, false);
    }
}
