package im.isthmus.core.stream;

/** The server sent what no XMPP stream may contain; the stream cannot go on. */
final class RefusedXmlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String condition;

    /**
     * @param condition the stream error to answer with (RFC 6120 section 4.9.3)
     */
    RefusedXmlException(String condition, String message) {
        super(message);
        this.condition = condition;
    }

    String condition() {
        return condition;
    }
}
