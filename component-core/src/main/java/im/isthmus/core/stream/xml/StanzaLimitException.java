package im.isthmus.core.stream.xml;

/** A stanza is well-formed but not taken; the message says why. */
final class StanzaLimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StanzaLimitException(String message) {
        super(message);
    }
}
