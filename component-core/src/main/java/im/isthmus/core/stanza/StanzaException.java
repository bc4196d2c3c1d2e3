package im.isthmus.core.stanza;

import im.isthmus.core.text.Text;
import java.time.Duration;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/**
 * How a handler fails: the router answers the stanza with this error (RFC 6120 section 8.3), unless
 * it was itself an answer. Cheap: it has no stack trace, for it is about input, not about us.
 */
public final class StanzaException extends Exception {
    private static final long serialVersionUID = 1L;

    private final PacketError.Condition condition;
    private final String conditionName;
    private final PacketError.Type type;
    private final transient Text text;
    private final @Nullable Duration retryAfter;
    private final @Nullable String alternative;
    private transient @Nullable QName detail;

    /**
     * With the type that RFC 6120 section 8.3.3 suggests for the condition.
     *
     * @param pattern of a {@link Text}, and what goes into it
     */
    public StanzaException(PacketError.Condition condition, String pattern, Object... arguments) {
        this(condition, Text.of(pattern, arguments));
    }

    /** With the type that RFC 6120 section 8.3.3 suggests for the condition. */
    public StanzaException(PacketError.Condition condition, Text text) {
        this(condition, condition.getDefaultType(), text, null, null);
    }

    /** With a pattern of a {@link Text}, and what goes into it. */
    public StanzaException(
            PacketError.Condition condition,
            PacketError.Type type,
            String pattern,
            Object... arguments) {
        this(condition, type, Text.of(pattern, arguments), null, null);
    }

    /**
     * @param text a sentence for the user that says what was wrong and what to do
     * @param retryAfter when trying again may help; null if unknown or never
     * @param alternative the URI to use instead, for {@code gone} and {@code redirect} (RFC 6120
     *     sections 8.3.3.5 and 8.3.3.14); else null
     */
    public StanzaException(
            PacketError.Condition condition,
            PacketError.Type type,
            Text text,
            @Nullable Duration retryAfter,
            @Nullable String alternative) {
        this(condition, condition.toXMPP(), type, text, retryAfter, alternative);
    }

    private StanzaException(
            PacketError.Condition condition,
            String conditionName,
            PacketError.Type type,
            Text text,
            @Nullable Duration retryAfter,
            @Nullable String alternative) {
        super(text.english(), null, false, false);
        this.text = text;
        this.condition = condition;
        this.conditionName = conditionName;
        this.type = type;
        this.retryAfter = retryAfter;
        this.alternative = alternative;
    }

    /** A rule forbids it (RFC 6120 section 8.3.3.12), a condition that Tinder does not know. */
    public static StanzaException policyViolation(Text text) {
        return new StanzaException(
                PacketError.Condition.undefined_condition,
                "policy-violation",
                PacketError.Type.modify,
                text,
                null,
                null);
    }

    /** The condition in the words of the wire. */
    public String conditionName() {
        return conditionName;
    }

    public PacketError.Condition condition() {
        return condition;
    }

    public PacketError.Type type() {
        return type;
    }

    /** The sentence for the user, in English. */
    public String text() {
        return text.english();
    }

    /** The sentence for the user. */
    public Text message() {
        return text;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The URI to use instead, or null. */
    public @Nullable String alternative() {
        return alternative;
    }

    /** Adds a condition of a protocol of its own (RFC 6120 section 8.3.4). */
    public StanzaException with(String name, String namespace) {
        detail = new QName(name, new Namespace("", namespace));
        return this;
    }

    /** The condition of a protocol of its own, or null. */
    public @Nullable QName detail() {
        return detail;
    }
}
