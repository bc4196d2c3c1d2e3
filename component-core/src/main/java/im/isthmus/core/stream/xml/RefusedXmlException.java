package im.isthmus.core.stream.xml;

/** The server sent what no XMPP stream may contain; the stream cannot go on. */
public final class RefusedXmlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String condition;

    /**
     * @param condition the stream error to answer with (RFC 6120 section 4.9.3)
     */
    public RefusedXmlException(String condition, String message) {
        super(message);
        this.condition = condition;
    }

    /** The stream error's condition. */
    public String condition() {
        return condition;
    }
}
