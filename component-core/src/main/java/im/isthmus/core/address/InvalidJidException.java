package im.isthmus.core.address;

import im.isthmus.core.text.Text;

/** A string is no JID by RFC 7622; the message says which part is wrong and why. */
public final class InvalidJidException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Text text;

    /** With a pattern of a {@link Text}, and what goes into it. */
    public InvalidJidException(String pattern, Object... arguments) {
        this(Text.of(pattern, arguments));
    }

    public InvalidJidException(Text text) {
        super(text.english());
        this.text = text;
    }

    /** The message, for the user. */
    public Text text() {
        return text;
    }
}
