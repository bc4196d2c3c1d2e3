package im.isthmus.core.stream;

/**
 * There is no connection to the XMPP server, or it was lost before the answer came. Nothing is kept
 * for later: the layer above decides what may be sent again.
 */
public final class StreamDownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StreamDownException(String message) {
        super(message);
    }
}
