package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.HostPort;
import im.isthmus.core.config.Secret;
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
import org.junit.jupiter.api.Test;

class StreamSetupTest {
    private static final HostPort ADDRESS = new HostPort("::1", 5347);

    @Test
    void theDefaultsAreTheStreamsOwn() {
        StreamConfig setup =
                StreamSetup.of(config(new ServerAddress.Tcp(ADDRESS), null, null, 30, 512 * 1024));

        assertThat(setup.timings()).isEqualTo(StreamTimings.DEFAULT);
        assertThat(setup.limits()).isEqualTo(StreamLimits.DEFAULT);
        assertThat(setup.endpoint()).isEqualTo(new Endpoint.Tcp("::1", 5347));
        assertThat(setup.domain()).hasToString("irc.example.org");
        assertThat(setup.secret()).isEqualTo("s");
    }

    @Test
    void limitsAndTimesArePassedOn() {
        ServerAddress unix = new ServerAddress.Unix(Path.of("/x"));
        StreamConfig setup = StreamSetup.of(config(unix, null, null, 60, 10_000));

        assertThat(setup.timings().idle()).isEqualTo(Duration.ofSeconds(60));
        assertThat(setup.timings().dead()).isEqualTo(Duration.ofSeconds(140));
        assertThat(setup.limits().stanzaBytes()).isEqualTo(10_000);
        assertThat(setup.endpoint()).isEqualTo(new Endpoint.UnixSocket(Path.of("/x")));
    }

    @Test
    void trustIsWhatTheAdminSays() {
        assertThat(trust(null, null)).isEqualTo(new TlsTrust.Default());
        assertThat(trust(Path.of("/ca"), null)).isEqualTo(new TlsTrust.CaFile(Path.of("/ca")));
        assertThat(trust(null, "ab".repeat(32))).isEqualTo(new TlsTrust.Pin("ab".repeat(32)));
    }

    private static TlsTrust trust(@Nullable Path authorities, @Nullable String fingerprint) {
        ServerAddress tls = new ServerAddress.Tls(ADDRESS);
        Endpoint endpoint =
                StreamSetup.of(config(tls, authorities, fingerprint, 30, 10_000)).endpoint();
        return ((Endpoint.Tls) endpoint).trust();
    }

    private static ComponentConfig config(
            ServerAddress server,
            @Nullable Path authorities,
            @Nullable String fingerprint,
            int keepAlive,
            int stanzaBytes) {
        return new ComponentConfig(
                "irc.example.org",
                server,
                new Secret("s"),
                authorities,
                fingerprint,
                stanzaBytes,
                Duration.ofSeconds(keepAlive),
                Duration.ofSeconds(30));
    }
}
