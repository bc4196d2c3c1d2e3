package im.isthmus.core.address;

import im.isthmus.core.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * A string is no JID by RFC 7622, or no address of a gateway; the message says which part is wrong
 * and why.
 */
public final class InvalidJidException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Text text;
    private final @Nullable String rightLocalpart;

    /** With a pattern of a {@link Text}, and what goes into it. */
    public InvalidJidException(String pattern, Object... arguments) {
        this(Text.of(pattern, arguments));
    }

    public InvalidJidException(Text text) {
        this(text, null);
    }

    private InvalidJidException(Text text, @Nullable String rightLocalpart) {
        super(text.english());
        this.text = text;
        this.rightLocalpart = rightLocalpart;
    }

    /** For another spelling of an address that has one right localpart. */
    public static InvalidJidException misspelt(Text text, String rightLocalpart) {
        return new InvalidJidException(text, rightLocalpart);
    }

    /** The localpart to use instead; null if nobody can tell. */
    public @Nullable String rightLocalpart() {
        return rightLocalpart;
    }

    /** The message, for the user. */
    public Text text() {
        return text;
    }
}
