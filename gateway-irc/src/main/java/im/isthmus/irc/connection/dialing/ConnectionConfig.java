package im.isthmus.irc.connection.dialing;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.isthmus.irc.capability.WantedCapabilities;
import im.isthmus.irc.connection.origin.Origin;
import im.isthmus.irc.connection.tls.TlsTrust;
import im.isthmus.irc.message.Encodings;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * How to reach one network and how to behave there.
 *
 * @param servers tried in this order until one takes the connection
 * @param tls whether to encrypt
 * @param trust who is believed to be the server
 * @param encodings in which character sets text comes, and goes unless the server wants UTF-8 only
 * @param capabilities what to ask the server for, without {@code sasl}
 * @param burst lines that may be sent at once
 * @param linesPerSecond what may be sent in the long run; 0 means no limit
 * @param queueLines lines that may wait to be sent
 * @param timeouts how long to wait for what
 * @param origin where the user comes from
 * @param mayConnect which addresses may be connected to after names were resolved
 */
public record ConnectionConfig(
        List<IrcServerAddress> servers,
        Tls tls,
        TlsTrust trust,
        Encodings encodings,
        List<String> capabilities,
        int burst,
        double linesPerSecond,
        int queueLines,
        Timeouts timeouts,
        Origin origin,
        Predicate<InetAddress> mayConnect) {
    /** Whether a connection is encrypted. */
    public enum Tls {
        /** Or there is none. */
        REQUIRED,
        /** Or in plain if no server takes a TLS connection. */
        PREFERRED,
        OFF
    }

    /**
     * How long to wait.
     *
     * @param connect for TCP and TLS, each, each server address
     * @param registration from the first line to the end of the MOTD
     * @param silence before the server is asked whether it lives
     * @param pong for the answer to that
     * @param quit for the server to close after QUIT
     */
    public record Timeouts(
            Duration connect,
            Duration registration,
            Duration silence,
            Duration pong,
            Duration quit) {
        /** For what the server may say before it knows the user. */
        public Duration introduction() {
            return registration.dividedBy(12);
        }

        public static final Timeouts DEFAULT =
                new Timeouts(
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(90),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(3));
    }

    public ConnectionConfig {
        servers = List.copyOf(servers);
        capabilities = List.copyOf(capabilities);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("no server");
        }
        if (burst < 1 || queueLines < 1 || !(linesPerSecond >= 0)) {
            throw new IllegalArgumentException("burst, queue and rate must be positive");
        }
    }

    /** TLS by Java's own authorities, UTF-8, 10 lines at once and then one a second. */
    public static ConnectionConfig of(IrcServerAddress... servers) {
        return new ConnectionConfig(
                List.of(servers),
                Tls.REQUIRED,
                new TlsTrust.KnownAuthorities(),
                Encodings.of(Charset.forName("windows-1252"), UTF_8),
                WantedCapabilities.DEFAULT,
                10,
                1,
                500,
                Timeouts.DEFAULT,
                Origin.ANY,
                _ -> true);
    }
}
