package im.isthmus.irc.connection;

import im.isthmus.irc.connection.dialing.ConnectionConfig;
import im.isthmus.irc.connection.dialing.ConnectionConfig.Timeouts;
import im.isthmus.irc.connection.dialing.ConnectionConfig.Tls;
import im.isthmus.irc.connection.dialing.IrcServerAddress;
import im.isthmus.irc.connection.origin.Origin;
import im.isthmus.irc.connection.registration.IrcIdentity;
import im.isthmus.irc.connection.tls.TlsTrust;
import im.isthmus.irc.message.Encodings;
import im.isthmus.testing.FakeIrcServer;
import java.time.Duration;
import java.util.List;

/** Connections to fake servers, with what most tests want. */
final class TestConnections {
    static final IrcIdentity JULIET = new IrcIdentity("juliet", "jcapulet", "Juliet Capulet");

    private static final Timeouts PATIENT =
            new Timeouts(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(90),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(3));

    private TestConnections() {}

    static ConnectionConfig plain(int... ports) {
        return with(Tls.OFF, new TlsTrust.KnownAuthorities(), PATIENT, ports);
    }

    static ConnectionConfig with(Timeouts timeouts, int port) {
        return with(Tls.OFF, new TlsTrust.KnownAuthorities(), timeouts, port);
    }

    static ConnectionConfig with(Tls tls, TlsTrust trust, int... ports) {
        return with(tls, trust, PATIENT, ports);
    }

    static ConnectionConfig with(Tls tls, TlsTrust trust, Timeouts timeouts, int... ports) {
        List<IrcServerAddress> servers =
                java.util.Arrays.stream(ports)
                        .mapToObj(port -> new IrcServerAddress("localhost", port))
                        .toList();
        ConnectionConfig usual = ConnectionConfig.of(servers.toArray(IrcServerAddress[]::new));
        return new ConnectionConfig(
                servers,
                tls,
                trust,
                usual.encodings(),
                usual.capabilities(),
                usual.burst(),
                usual.linesPerSecond(),
                usual.queueLines(),
                timeouts,
                Origin.ANY,
                address -> address.isLoopbackAddress());
    }

    static ConnectionConfig paced(ConnectionConfig c, int burst, double perSecond, int queue) {
        return new ConnectionConfig(
                c.servers(),
                c.tls(),
                c.trust(),
                c.encodings(),
                c.capabilities(),
                burst,
                perSecond,
                queue,
                c.timeouts(),
                c.origin(),
                c.mayConnect());
    }

    static ConnectionConfig from(ConnectionConfig c, Origin origin, Encodings encodings) {
        return new ConnectionConfig(
                c.servers(),
                c.tls(),
                c.trust(),
                encodings,
                c.capabilities(),
                c.burst(),
                c.linesPerSecond(),
                c.queueLines(),
                c.timeouts(),
                origin,
                c.mayConnect());
    }

    /** Waits for all that the server owes much longer than a test lasts. */
    static IrcConnection openPatiently(
            FakeIrcServer server, IrcIdentity identity, IrcListener listener) {
        Duration hour = Duration.ofHours(1);
        var late = new Timeouts(hour, hour, hour, hour, hour);
        return IrcConnection.open(with(late, server.port()), identity, Runnable::run, listener);
    }

    static IrcConnection open(FakeIrcServer server, IrcIdentity identity, IrcListener listener) {
        return IrcConnection.open(plain(server.port()), identity, Runnable::run, listener);
    }

    static IrcIdentity juliet(String account, String password, boolean required) {
        return new IrcIdentity(
                "juliet",
                "jcapulet",
                "Juliet Capulet",
                null,
                new IrcIdentity.SaslAccount(account, password, required));
    }
}
