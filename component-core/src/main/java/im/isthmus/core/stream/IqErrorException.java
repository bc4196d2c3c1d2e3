package im.isthmus.core.stream;

/** A request of ours was answered with an error (RFC 6120 section 8.3). */
public final class IqErrorException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String condition;
    private final String text;

    /**
     * @param condition the name of the defined condition, such as {@code item-not-found}; {@code
     *     undefined-condition} if the answer had none
     * @param text the human-readable text, empty if absent; written by the other side
     */
    public IqErrorException(String condition, String text) {
        super(text.isEmpty() ? condition : condition + ": " + text);
        this.condition = condition;
        this.text = text;
    }

    public String condition() {
        return condition;
    }

    public String text() {
        return text;
    }
}
