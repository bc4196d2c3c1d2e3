package im.isthmus.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.HostPort;
import im.isthmus.irc.config.Bind;
import im.isthmus.irc.config.IrcConfig;
import im.isthmus.irc.config.IrcNetworkConfig;
import im.isthmus.irc.config.NetworkDefaults;
import im.isthmus.irc.config.PortRanges;
import im.isthmus.irc.connection.dialing.ConnectionConfig.Tls;
import im.isthmus.irc.connection.tls.TlsTrust;
import im.isthmus.irc.network.Environment;
import im.isthmus.irc.network.connecting.Timings;
import im.isthmus.irc.settings.Corrections;
import im.isthmus.irc.store.HeardTable;
import im.isthmus.irc.store.SettingsTable;
import java.nio.charset.Charset;
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

    private static final TlsTrust KNOWN = new TlsTrust.KnownAuthorities();

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
        return to(
                network(new HostPort("127.0.0.1", port), KNOWN, charset, Bind.ANY, 0, Map.of()),
                TIMINGS);
    }

    /** To a network that is reached from other addresses than the system would take. */
    public static IrcBackend from(Bind bind, String host, int port) {
        return to(network(new HostPort(host, port), KNOWN, UTF_8, bind, 0, Map.of()), TIMINGS);
    }

    /** To a network that so many users may connect to at once. */
    public static IrcBackend paced(int port, int connectsAtOnce, Timings timings) {
        return to(network(port, connectsAtOnce, Map.of()), timings);
    }

    /** To a network without TLS, whose certificate is good if it has some all the same. */
    public static IrcBackend trusting(int port, Path authority) {
        return to(
                network(
                        new HostPort("localhost", port),
                        new TlsTrust.AuthorityFile(authority),
                        UTF_8,
                        Bind.ANY,
                        0,
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
                NetworkDefaults.NONE,
                6697,
                20,
                false,
                6,
                Corrections.WORDS,
                Map.of(NETWORK, network));
    }

    private static IrcNetworkConfig network(
            int port, int connectsAtOnce, Map<Jid, IrcNetworkConfig.Account> accounts) {
        HostPort server = new HostPort("127.0.0.1", port);
        return network(server, KNOWN, UTF_8, Bind.ANY, connectsAtOnce, accounts);
    }

    private static IrcNetworkConfig network(
            HostPort server,
            TlsTrust trust,
            Charset charset,
            Bind bind,
            int connectsAtOnce,
            Map<Jid, IrcNetworkConfig.Account> accounts) {
        return new IrcNetworkConfig(
                List.of(server),
                Tls.OFF,
                trust,
                charset,
                1000,
                0,
                bind,
                null,
                0,
                connectsAtOnce,
                Duration.ZERO,
                accounts);
    }
}
