package im.isthmus.irc.message;

/** A line from the network that is no IRC message; the line is lost, the connection is not. */
public final class MalformedLineException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedLineException(String text) {
        super(text, null, false, false);
    }
}
