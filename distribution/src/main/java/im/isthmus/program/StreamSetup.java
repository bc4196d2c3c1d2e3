package im.isthmus.program;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.config.ServerAddress;
import im.isthmus.core.config.section.ComponentConfig;
import im.isthmus.core.stream.StreamConfig;
import im.isthmus.core.stream.StreamLimits;
import im.isthmus.core.stream.StreamTimings;
import im.isthmus.core.stream.transport.Endpoint;
import im.isthmus.core.stream.transport.TlsTrust;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Translates {@code [component]} into what the stream wants to know. */
final class StreamSetup {
    /** How much longer than two keep-alives a link may be silent. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private StreamSetup() {}

    static StreamConfig of(ComponentConfig config) {
        StreamTimings timings =
                StreamTimings.DEFAULT
                        .withLiveness(
                                config.keepAlive(), config.keepAlive().multipliedBy(2).plus(GRACE))
                        .withHandshake(config.connectTimeout());
        return StreamConfig.of(domain(config), config.secret().reveal(), endpoint(config))
                .withLimits(StreamLimits.DEFAULT.withStanzaBytes(config.maxStanzaBytes()))
                .withTimings(timings);
    }

    private static Jid domain(ComponentConfig config) {
        try {
            return Jid.parse(config.domain());
        } catch (InvalidJidException e) {
            throw new IllegalStateException("the configuration let through " + config.domain(), e);
        }
    }

    private static Endpoint endpoint(ComponentConfig config) {
        return switch (config.server()) {
            case ServerAddress.Tcp(var address) -> new Endpoint.Tcp(address.host(), address.port());
            case ServerAddress.Tls(var address) ->
                    new Endpoint.Tls(address.host(), address.port(), trust(config));
            case ServerAddress.Unix(Path path) -> new Endpoint.UnixSocket(path);
        };
    }

    private static TlsTrust trust(ComponentConfig config) {
        @Nullable String fingerprint = config.tlsFingerprint();
        @Nullable Path authorities = config.tlsCaFile();
        if (fingerprint != null) {
            return new TlsTrust.Pin(fingerprint);
        }
        return authorities == null ? new TlsTrust.Default() : new TlsTrust.CaFile(authorities);
    }
}
