package im.isthmus.irc.config;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.config.HostPort;
import im.isthmus.core.config.Quantities;
import im.isthmus.core.config.Secret;
import im.isthmus.core.config.Section;
import im.isthmus.core.config.Value;
import im.isthmus.core.config.Values;
import im.isthmus.irc.connection.dialing.ConnectionConfig.Tls;
import im.isthmus.irc.connection.tls.TlsTrust;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A section {@code [irc.networks."name"]}.
 *
 * @param servers tried in this order
 * @param tls whether to encrypt
 * @param trust who is believed to be the server
 * @param charset what is sent
 * @param burst lines that may be sent at once
 * @param linesPerSecond what may be sent in the long run; 0 means no limit
 * @param bind which of our own addresses to connect from
 * @param webircPassword that makes the network believe us where users come from; null for none
 * @param maxConnections how many users may be connected at once; 0 means no limit
 * @param connectsAtOnce how many users may be connecting at once; 0 means no limit
 * @param connectGap least time between the starts of two connects
 * @param accounts of the network's services that the admin gives to users, by bare JID
 */
public record IrcNetworkConfig(
        List<HostPort> servers,
        Tls tls,
        TlsTrust trust,
        Charset charset,
        int burst,
        double linesPerSecond,
        Bind bind,
        @Nullable Secret webircPassword,
        int maxConnections,
        int connectsAtOnce,
        Duration connectGap,
        Map<Jid, Account> accounts) {
    /** Other text than UTF-8 is nearly always this where nobody said otherwise. */
    private static final Charset WESTERN = Charset.forName("windows-1252");

    /** An account of the network's services, for SASL. */
    public record Account(String account, Secret password) {}

    /** What holds for a network that the admin says nothing about. */
    static IrcNetworkConfig standard(
            String host, int port, boolean plain, NetworkDefaults defaults) {
        return new IrcNetworkConfig(
                List.of(new HostPort(host, port)),
                plain ? Tls.PREFERRED : Tls.REQUIRED,
                defaults.trust(),
                StandardCharsets.UTF_8,
                10,
                1.0,
                defaults.bind(),
                defaults.webircPassword(),
                0,
                4,
                Duration.ofMillis(500),
                Map.of());
    }

    static IrcNetworkConfig read(
            Section section, String name, int defaultPort, NetworkDefaults defaults) {
        List<HostPort> servers =
                section.optional(
                        "address", Values.oneOrMore(HostPort.value()), "irc.example.net:6697");
        Tls tls = section.withDefault("tls", Values.oneOf(Tls.class), "required");
        Secret webirc = section.optionalSecret("webirc-password");
        return new IrcNetworkConfig(
                servers == null ? List.of(new HostPort(name, defaultPort)) : servers,
                tls,
                trust(section, tls, defaults.trust()),
                section.withDefault("charset", sendable(), "UTF-8"),
                section.withDefault("burst", Values.integer(1, 1000), 10),
                section.withDefault("lines-per-second", Values.decimal(0, 1000), 1.0),
                Bind.read(section).or(defaults.bind()),
                webirc == null ? defaults.webircPassword() : webirc,
                section.withDefault("max-connections", Values.integer(0, 100_000), 0),
                section.withDefault("connects-at-once", Values.integer(0, 100_000), 4),
                section.withDefault(
                        "connect-gap",
                        Quantities.duration(Duration.ZERO, Duration.ofMinutes(1)),
                        "500ms"),
                accounts(section));
    }

    /** What received text is decoded with that is not UTF-8. */
    public Charset fallbackCharset() {
        return charset.equals(StandardCharsets.UTF_8) ? WESTERN : charset;
    }

    private static TlsTrust trust(Section section, Tls tls, TlsTrust otherwise) {
        for (String key : new String[] {Trust.FINGERPRINT, Trust.AUTHORITIES, Trust.VERIFY}) {
            if (tls == Tls.OFF && section.has(key)) {
                section.problem(key, "has no use: tls is off", "");
            }
        }
        return Trust.ofNetwork(section, otherwise);
    }

    private static Map<Jid, Account> accounts(Section section) {
        Map<Jid, Account> accounts = new LinkedHashMap<>();
        section.tables("accounts")
                .forEach((user, each) -> {
                    Account account =
                            new Account(
                                    each.required("account", Values.text(), "alice"),
                                    each.secret("password"));
                    try {
                        accounts.put(Jid.parse(user).bare(), account);
                    } catch (InvalidJidException e) {
                        section.table("accounts").problem(user, "is no JID: " + e.getMessage(), "");
                    }
                });
        return Map.copyOf(accounts);
    }

    /** IRC's own words are ASCII, so what is sent must contain ASCII as it is. */
    private static Value<Charset> sendable() {
        return (raw, origin) -> {
            Charset charset = Values.charset().read(raw, origin);
            if (!charset.canEncode()
                    || !new String("NICK :\r\n".getBytes(charset), StandardCharsets.ISO_8859_1)
                            .equals("NICK :\r\n")) {
                throw new Value.Wrong("cannot carry IRC: " + charset.name());
            }
            return charset;
        };
    }
}
