package im.isthmus.irc.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of IRC, taken apart. Immutable. Whatever is sent goes through {@link #encode}, the one
 * place that keeps line breaks and NUL out of the wire.
 */
public final class IrcMessage {
    private final Map<String, String> tags;
    private final @Nullable String source;
    private final String command;
    private final List<String> params;

    IrcMessage(
            Map<String, String> tags,
            @Nullable String source,
            String command,
            List<String> params) {
        this.tags = tags;
        this.source = source;
        this.command = command;
        this.params = params;
    }

    /**
     * Reads a line as a server sends it.
     *
     * @param line buffer that holds the line; not kept
     * @param from first byte of the line
     * @param to after its last byte, without CR and LF
     * @param encodings what text is decoded with that is not valid UTF-8
     * @throws MalformedLineException if there is no command in it
     */
    public static IrcMessage parse(byte[] line, int from, int to, Encodings encodings)
            throws MalformedLineException {
        return new LineParser(line, from, to, encodings).parse();
    }

    /**
     * As {@link #parse(byte[], int, int, Encodings)}, with one character set for all.
     *
     * @throws MalformedLineException if there is no command in it
     */
    public static IrcMessage parse(byte[] line, int from, int to, Charset fallback)
            throws MalformedLineException {
        return parse(line, from, to, Encodings.of(fallback, UTF_8));
    }

    /** Reads a line that a person typed or a test wrote. */
    public static IrcMessage parse(String line) throws MalformedLineException {
        byte[] bytes = line.getBytes(UTF_8);
        return parse(bytes, 0, bytes.length, UTF_8);
    }

    /**
     * A message to send.
     *
     * @param command letters, or three digits
     * @param params at most 15; only the last may be empty, hold spaces or start with a colon
     * @throws IllegalArgumentException if a parameter cannot be sent as it is: CR, LF or NUL in it,
     *     or what only the last may have. Never quotes the parameter.
     */
    public static IrcMessage of(String command, String... params) {
        var message =
                new IrcMessage(Map.of(), null, command.toUpperCase(Locale.ROOT), List.of(params));
        LineEncoder.check(message);
        return message;
    }

    /**
     * The same message with one more tag.
     *
     * @throws IllegalArgumentException if the key is none
     */
    public IrcMessage withTag(String key, String value) {
        LineEncoder.checkTagKey(key);
        var more = new LinkedHashMap<>(tags);
        more.put(key, value);
        return new IrcMessage(Collections.unmodifiableMap(more), source, command, params);
    }

    /**
     * A message that was received, with other tags and another last parameter, which may have line
     * feeds; it is not for sending.
     */
    public IrcMessage as(Map<String, String> otherTags, String text) {
        List<String> others = new ArrayList<>(params.subList(0, Math.max(0, params.size() - 1)));
        others.add(text);
        return new IrcMessage(Map.copyOf(otherTags), source, command, List.copyOf(others));
    }

    /**
     * The line as bytes, CR and LF at its end. The source is left out: a client has none (modern
     * IRC, "Source").
     *
     * @param charset for the parameters; what it cannot express becomes {@code ?}
     * @throws IllegalArgumentException as {@link #of} does, and if the tags need over 4094 bytes
     */
    public byte[] encode(Charset charset) {
        return LineEncoder.encode(this, charset);
    }

    /** Tags by name, unescaped; a tag without a value has an empty one. */
    public Map<String, String> tags() {
        return tags;
    }

    /** The value of a tag; null if the message does not carry it. */
    public @Nullable String tag(String name) {
        return tags.get(name);
    }

    /** Who sent it: {@code nick!user@host} or a server's name; null if the line does not say. */
    public @Nullable String source() {
        return source;
    }

    /** The source up to {@code !} or {@code @}; empty if there is no source. */
    public String nick() {
        if (source == null) {
            return "";
        }
        int end = source.indexOf('!');
        if (end < 0) {
            end = source.indexOf('@');
        }
        return end < 0 ? source : source.substring(0, end);
    }

    /** The {@code user@host} of the source; null if it does not tell both. */
    public @Nullable String userhost() {
        int bang = source == null ? -1 : source.indexOf('!');
        return source == null || bang < 0 || source.indexOf('@', bang) < 0
                ? null
                : source.substring(bang + 1);
    }

    /** In upper case: {@code PRIVMSG}, {@code 001}. */
    public String command() {
        return command;
    }

    /** All parameters, the trailing one included. */
    public List<String> params() {
        return params;
    }

    /** One parameter, counted from 0; empty if the line has not so many. */
    public String param(int index) {
        return index < params.size() ? params.get(index) : "";
    }

    /** The last parameter; empty if there is none. */
    public String lastParam() {
        return params.isEmpty() ? "" : params.getLast();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IrcMessage that
                && command.equals(that.command)
                && params.equals(that.params)
                && Objects.equals(source, that.source)
                && tags.equals(that.tags);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tags, source, command, params);
    }

    /** For logs: parameters may be private or secret, so only their number is told. */
    @Override
    public String toString() {
        return command + "/" + params.size();
    }
}
