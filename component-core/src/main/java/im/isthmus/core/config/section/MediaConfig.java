package im.isthmus.core.config.section;

import im.isthmus.core.config.HostPort;
import im.isthmus.core.config.PeerPattern;
import im.isthmus.core.config.Quantities;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import im.isthmus.core.content.MediaTypes;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code [media]}: files that go with messages, and pictures of people.
 *
 * @param maxSize in bytes, either way
 * @param types which are carried, either way
 * @param fetchPorts of web servers that files are fetched from
 * @param fetchAllow web servers of the admin's own network that files may be fetched from, at any
 *     port and without TLS
 * @param upload whether files for users go to the XMPP server's upload service, if there is one
 * @param hosting where files for users are, if not there; null for nowhere
 */
public record MediaConfig(
        long maxSize,
        MediaTypes types,
        List<Integer> fetchPorts,
        List<PeerPattern> fetchAllow,
        boolean upload,
        @Nullable Hosting hosting) {
    /** Those that web servers and the upload services of XMPP servers commonly have. */
    private static final List<Integer> PORTS = List.of(443, 5281, 5443, 7443, 8443);

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /**
     * Our own web server for files.
     *
     * @param publicUrl what clients find it as, without a slash at the end
     * @param folder the files are in
     * @param expiry how long a file stays
     * @param quota in bytes, for all files together
     */
    public record Hosting(
            HostPort listen, URI publicUrl, Path folder, Duration expiry, long quota) {}

    /** What holds if nothing is said. */
    public static MediaConfig standard() {
        return new MediaConfig(20_000_000, MediaTypes.ANY, PORTS, List.of(), true, null);
    }

    /** Reads {@code [media]} below the top of a file. */
    public static MediaConfig read(Section root) {
        Section section = root.table("media");
        return new MediaConfig(
                section.withDefault("max-size", Quantities.size(1, 1L << 32), "20MB"),
                new MediaTypes(section.withDefault("types", Values.list(type()), List.of("*/*"))),
                section.withDefault("fetch-ports", Values.list(Values.integer(1, 65_535)), PORTS),
                section.withDefault("fetch-allow", Values.list(PeerPattern.value()), List.of()),
                section.withDefault("upload", Values.bool(), true),
                hosting(section));
    }

    private static @Nullable Hosting hosting(Section section) {
        HostPort listen = section.optional("listen", HostPort.listenValue(), "127.0.0.1:9181");
        String example = "https://example.org/media";
        URI url = section.optional("public-url", url(), example);
        Path folder = section.withDefault("folder", Values.path(), "media");
        Duration expiry =
                section.withDefault(
                        "expiry",
                        Quantities.duration(Duration.ofHours(1), Duration.ofDays(36_500)),
                        "30d");
        long quota = section.withDefault("quota", Quantities.size(1, 1L << 50), "1GB");
        if (listen != null && !section.has("public-url")) {
            section.problem("public-url", "missing, and clients cannot reach listen", example);
        }
        if (listen == null && section.has("public-url") && !section.has("listen")) {
            section.problem("listen", "missing, and nobody serves public-url", "127.0.0.1:9181");
        }
        return listen == null || url == null
                ? null
                : new Hosting(listen, url, folder, expiry, quota);
    }

    private static Value<URI> url() {
        return (raw, origin) -> {
            String text = Values.string(raw).strip();
            try {
                URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
                boolean secure =
                        "https".equals(url.getScheme())
                                || ("http".equals(url.getScheme())
                                        && LOOPBACK.contains(String.valueOf(url.getHost())));
                if (secure && url.getHost() != null && text.matches("[^?#@]*")) {
                    return url;
                }
            } catch (URISyntaxException e) {
                // told below
            }
            throw new Value.Wrong("must be an https URL, not " + Values.shown(raw));
        };
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
