package im.isthmus.core.config;

import im.isthmus.core.content.MediaTypes;
import java.util.List;

/**
 * The section {@code [media]}: files that go with messages, and pictures of people.
 *
 * @param maxSize in bytes, either way
 * @param types which are carried, either way
 * @param fetchPorts of web servers that files are fetched from
 * @param fetchAllow web servers of the admin's own network that files may be fetched from, at any
 *     port and without TLS
 */
public record MediaConfig(
        long maxSize, MediaTypes types, List<Integer> fetchPorts, List<PeerPattern> fetchAllow) {
    /** Those that web servers and the upload services of XMPP servers commonly have. */
    private static final List<Integer> PORTS = List.of(443, 5281, 5443, 7443, 8443);

    /** Reads {@code [media]} below the top of a file. */
    public static MediaConfig read(Section root) {
        Section section = root.table("media");
        return new MediaConfig(
                section.withDefault("max-size", Quantities.size(1, 1L << 32), "20MB"),
                new MediaTypes(section.withDefault("types", Values.list(type()), List.of("*/*"))),
                section.withDefault("fetch-ports", Values.list(Values.integer(1, 65_535)), PORTS),
                section.withDefault("fetch-allow", Values.list(PeerPattern.value()), List.of()));
    }

    private static Value<String> type() {
        return (raw, origin) -> {
            String text = Values.string(raw).strip();
            if (!MediaTypes.isPattern(text)) {
                throw new Value.Wrong(
                        "must have media types such as \"image/png\" or \"image/*\", not "
                                + Values.shown(raw));
            }
            return text;
        };
    }
}
