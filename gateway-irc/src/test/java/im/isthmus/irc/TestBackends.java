package im.isthmus.irc;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.HostPort;
import im.isthmus.irc.config.Bind;
import im.isthmus.irc.config.IrcConfig;
import im.isthmus.irc.config.IrcNetworkConfig;
import im.isthmus.irc.config.PortRanges;
import im.isthmus.irc.connection.dialing.ConnectionConfig.Tls;
import im.isthmus.irc.connection.tls.TlsTrust;
import im.isthmus.irc.network.Environment;
import im.isthmus.irc.network.connecting.Timings;
import im.isthmus.irc.settings.Corrections;
import im.isthmus.irc.store.HeardTable;
import im.isthmus.irc.store.SettingsTable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** IRC backends with one network on loopback. */
public final class TestBackends {
    public static final String NETWORK = "testnet";

    /** Patient where time-outs only bound a failure, quick where something must happen. */
    public static final Timings TIMINGS =
            new Timings(
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    Duration.ofMillis(50),
                    Duration.ofMillis(50),
                    Duration.ofMillis(20),
                    Duration.ofMillis(500),
                    Duration.ofMillis(20),
                    Duration.ofMillis(20),
                    Duration.ofSeconds(20));

    /** Whatever port a test has. */
    public static final PortRanges ANY_PORT =
            new PortRanges(List.of(new PortRanges.Range(1, 65_535)));

    private TestBackends() {}

    public static IrcBackend to(int port) {
        return to(port, TIMINGS);
    }

    public static IrcBackend to(int port, Timings timings) {
        return to(port, timings, Map.of());
    }

    public static IrcBackend to(
            int port, Timings timings, Map<Jid, IrcNetworkConfig.Account> accounts) {
        return to(network(port, 0, accounts), timings);
    }

    /** To a network with another character set than UTF-8. */
    public static IrcBackend writing(int port, Charset charset) {
        IrcNetworkConfig usual = network(port, 0, Map.of());
        return to(
                new IrcNetworkConfig(
                        usual.servers(),
                        usual.tls(),
                        usual.trust(),
                        charset,
                        usual.burst(),
                        usual.linesPerSecond(),
                        Bind.ANY,
                        null,
                        0,
                        0,
                        Duration.ZERO,
                        Map.of()),
                TIMINGS);
    }

    /** To a network that so many users may connect to at once. */
    public static IrcBackend paced(int port, int connectsAtOnce, Timings timings) {
        return to(network(port, connectsAtOnce, Map.of()), timings);
    }

    /** To a network without TLS, whose certificate is good if it has some all the same. */
    public static IrcBackend trusting(int port, Path authority) {
        IrcNetworkConfig network = network(port, 0, Map.of());
        return to(
                new IrcNetworkConfig(
                        List.of(new HostPort("localhost", port)),
                        Tls.OFF,
                        new TlsTrust.AuthorityFile(authority),
                        network.charset(),
                        network.burst(),
                        network.linesPerSecond(),
                        Bind.ANY,
                        null,
                        0,
                        0,
                        Duration.ZERO,
                        Map.of()),
                TIMINGS);
    }

    /** Where it is the time that a clock shows. */
    public static IrcBackend at(int port, InstantSource clock) {
        return new IrcBackend(
                config(network(port, 0, Map.of())),
                new Environment(TIMINGS, clock, new Random(1)),
                null);
    }

    /** Whose users may set something. */
    public static IrcBackend keeping(int port, SettingsTable table) {
        return new IrcBackend(
                config(network(port, 0, Map.of())),
                new Environment(TIMINGS, InstantSource.system(), new Random(1)),
                table);
    }

    /** That remembers what users heard. */
    public static IrcBackend hearing(int port, HeardTable table, InstantSource clock) {
        return new IrcBackend(
                config(network(port, 0, Map.of())),
                new Environment(TIMINGS, clock, new Random(1)),
                null,
                table);
    }

    private static IrcBackend to(IrcNetworkConfig network, Timings timings) {
        return new IrcBackend(
                config(network),
                new Environment(timings, InstantSource.system(), new Random(1)),
                null);
    }

    private static IrcConfig config(IrcNetworkConfig network) {
        return new IrcConfig(
                null,
                false,
                false,
                false,
                ANY_PORT,
                null,
                false,
                Bind.ANY,
                6697,
                20,
                false,
                6,
                Corrections.WORDS,
                Map.of(NETWORK, network));
    }

    private static IrcNetworkConfig network(
            int port, int connectsAtOnce, Map<Jid, IrcNetworkConfig.Account> accounts) {
        return new IrcNetworkConfig(
                List.of(new HostPort("127.0.0.1", port)),
                Tls.OFF,
                new TlsTrust.KnownAuthorities(),
                StandardCharsets.UTF_8,
                1000,
                0,
                Bind.ANY,
                null,
                0,
                connectsAtOnce,
                Duration.ZERO,
                accounts);
    }
}
