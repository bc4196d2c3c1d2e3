package im.isthmus.irc;

import im.isthmus.core.config.HostPort;
import im.isthmus.irc.config.IrcConfig;
import im.isthmus.irc.config.TestConfig;
import im.isthmus.irc.network.Environment;
import im.isthmus.irc.network.connecting.Timings;
import im.isthmus.irc.store.HeardTable;
import im.isthmus.irc.store.SettingsTable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.jspecify.annotations.Nullable;

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

    private TestBackends() {}

    public static IrcBackend to(int port) {
        return to(port, TIMINGS);
    }

    public static IrcBackend to(int port, Timings timings) {
        return of(network(port), timings);
    }

    /** To a network about which there is more to say, in a configuration's words. */
    public static IrcBackend to(int port, String keys) {
        return of(network(port) + keys, TIMINGS);
    }

    /** To a network that is reached from a block of addresses of our own. */
    public static IrcBackend from(String prefix, HostPort server) {
        return of(network(server, 0) + "bind-prefix = '" + prefix + "'", TIMINGS);
    }

    /** To a network that so many users may connect to at once. */
    public static IrcBackend paced(int port, int connectsAtOnce, Timings timings) {
        return of(network(new HostPort("127.0.0.1", port), connectsAtOnce), timings);
    }

    /** To a network without TLS, whose certificate is good if it has some all the same. */
    public static IrcBackend trusting(int port, Path authority) {
        return trusting(port, authority, InstantSource.system());
    }

    /** As {@link #trusting(int, Path)}, where it is the time that a clock shows. */
    public static IrcBackend trusting(int port, Path authority, InstantSource clock) {
        String authorities = "tls-ca-file = '" + authority + "'\n";
        return new IrcBackend(
                config(authorities + network(new HostPort("localhost", port), 0)),
                new Environment(TIMINGS, clock, new Random(1)),
                null);
    }

    /** To no network but those that users name, at a port. */
    public static IrcBackend open(int port) {
        return of("open-networks = true\ndefault-port = " + port, TIMINGS);
    }

    /** Where it is the time that a clock shows. */
    public static IrcBackend at(int port, InstantSource clock) {
        return hearing(port, null, clock);
    }

    /** Whose users may set something. */
    public static IrcBackend keeping(int port, SettingsTable table) {
        return new IrcBackend(
                config(network(port)),
                new Environment(TIMINGS, InstantSource.system(), new Random(1)),
                table);
    }

    /** That remembers what users heard. */
    public static IrcBackend hearing(int port, @Nullable HeardTable table, InstantSource clock) {
        return new IrcBackend(
                config(network(port)), new Environment(TIMINGS, clock, new Random(1)), null, table);
    }

    /** To a network that takes so many lines at once, and more only after a long time. */
    public static IrcBackend throttled(int port, int burst) {
        String keys =
                network(port)
                        .replace("burst = 1000", "burst = " + burst)
                        .replace("lines-per-second = 0", "lines-per-second = 0.01");
        return of(keys, TIMINGS);
    }

    private static String network(int port) {
        return network(new HostPort("127.0.0.1", port), 0);
    }

    /** As quick as can be. */
    private static String network(HostPort server, int connectsAtOnce) {
        return """
        open-networks = false
        [irc.networks.%s]
        address = "%s"
        tls = "off"
        burst = 1000
        lines-per-second = 0
        connects-at-once = %d
        connect-gap = "0s"
        """
                .formatted(NETWORK, server, connectsAtOnce);
    }

    private static IrcBackend of(String keys, Timings timings) {
        return new IrcBackend(
                config(keys),
                new Environment(timings, InstantSource.system(), new Random(1)),
                null);
    }

    /** What leads to one network. */
    public static IrcConfig config(int port) {
        return config(network(port));
    }

    private static IrcConfig config(String keys) {
        return TestConfig.of("[irc]\nopen-ports = ['1-65535']\n" + keys);
    }
}
