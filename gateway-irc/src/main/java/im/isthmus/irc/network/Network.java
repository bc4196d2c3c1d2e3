package im.isthmus.irc.network;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.HostPort;
import im.isthmus.irc.address.Addressing;
import im.isthmus.irc.capability.WantedCapabilities;
import im.isthmus.irc.config.IrcNetworkConfig;
import im.isthmus.irc.config.PortRanges;
import im.isthmus.irc.connection.dialing.ConnectionConfig;
import im.isthmus.irc.connection.dialing.ConnectionConfig.Tls;
import im.isthmus.irc.connection.dialing.IrcServerAddress;
import im.isthmus.irc.connection.dialing.IrcServerAddress.Speaks;
import im.isthmus.irc.connection.registration.IrcIdentity.SaslAccount;
import im.isthmus.irc.connection.tls.TlsTrust;
import im.isthmus.irc.message.Encodings;
import im.isthmus.irc.network.connecting.ConnectGate;
import im.isthmus.irc.network.sts.StsPolicies;
import im.isthmus.irc.settings.ServerSettings;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One IRC network as all users of the gateway share it.
 *
 * @param name as JIDs have it
 * @param config how to reach it
 * @param listed whether the admin named it
 * @param plain whether users may go there without TLS
 * @param mayConnect which addresses may be connected to
 * @param addressing which JIDs stand for what is there
 * @param gate where users wait for their turn to connect
 * @param origins where users come from
 * @param ports that users may choose
 * @param sts which servers must be reached with TLS
 * @param usual what it could carry when it was last seen
 */
public record Network(
        String name,
        IrcNetworkConfig config,
        boolean listed,
        boolean plain,
        Predicate<InetAddress> mayConnect,
        Addressing addressing,
        ConnectGate gate,
        Origins origins,
        PortRanges ports,
        StsPolicies sts,
        Usual usual) {
    /** Lines of one user that may wait to be sent. */
    private static final int QUEUE_LINES = 500;

    /** Where networks listen that say nothing else, besides 6697. */
    private static final int PLAIN_PORT = 6667;

    private static final int OTHER_TLS_PORT = 6670;

    /** What the engine needs to know for a user who set this. */
    public ConnectionConfig connection(Jid user, ServerSettings settings, Encodings encodings) {
        List<IrcServerAddress> servers = sts.secured(servers(settings));
        boolean own = listed && settings.address().isEmpty();
        boolean ports = own && settings.ports().isEmpty() && settings.tlsPorts().isEmpty();
        List<IrcServerAddress> allowed =
                servers.stream().filter(each -> ports || this.ports.contains(each.port())).toList();
        Integer throttle = settings.throttle();
        boolean unlimited = throttle != null && throttle < 0;
        return new ConnectionConfig(
                allowed.isEmpty() ? servers : allowed,
                servers.stream().anyMatch(sts::holdsFor)
                        ? withTls(servers, settings)
                        : tls(settings),
                trust(settings),
                encodings,
                WantedCapabilities.DEFAULT,
                throttle == null ? config.burst() : Math.max(1, throttle),
                unlimited ? 0 : config.linesPerSecond(),
                QUEUE_LINES,
                ConnectionConfig.Timeouts.DEFAULT,
                origins.of(user, config, settings.address().isEmpty()),
                // What the admin listed may be anywhere; what a user typed may not.
                allowed.isEmpty() ? _ -> false : own ? _ -> true : mayConnect);
    }

    private List<IrcServerAddress> servers(ServerSettings settings) {
        boolean anyPort = settings.ports().isEmpty() && settings.tlsPorts().isEmpty();
        if (settings.address().isEmpty() && anyPort && (listed || !plain)) {
            return config.servers().stream().map(Network::address).toList();
        }
        HostPort own = config.servers().getFirst();
        String host = settings.address().isEmpty() ? own.host() : settings.address();
        if (!anyPort) {
            return servers(host, settings.tlsPorts(), settings.ports());
        }
        return plain
                ? servers(host, List.of(own.port(), OTHER_TLS_PORT), List.of(PLAIN_PORT))
                : List.of(new IrcServerAddress(host, own.port()));
    }

    private static List<IrcServerAddress> servers(
            String host, List<Integer> tls, List<Integer> plain) {
        return Stream.concat(
                        tls.stream().map(port -> new IrcServerAddress(host, port, Speaks.TLS)),
                        plain.stream().map(port -> new IrcServerAddress(host, port, Speaks.PLAIN)))
                .toList();
    }

    /** At least one of the servers must be reached with TLS. */
    private Tls withTls(List<IrcServerAddress> servers, ServerSettings settings) {
        boolean all = servers.stream().allMatch(sts::holdsFor);
        return all || tls(settings) == Tls.REQUIRED ? Tls.REQUIRED : Tls.PREFERRED;
    }

    /** A user may do without TLS where the admin does not mind. */
    private Tls tls(ServerSettings settings) {
        boolean asked = !settings.ports().isEmpty();
        if (asked && (plain || config.tls() != Tls.REQUIRED)) {
            return settings.tlsPorts().isEmpty() ? Tls.OFF : Tls.PREFERRED;
        }
        return settings.tlsPorts().isEmpty() ? config.tls() : Tls.REQUIRED;
    }

    private TlsTrust trust(ServerSettings settings) {
        if (!settings.fingerprint().isEmpty()) {
            return new TlsTrust.Fingerprints(Set.of(settings.fingerprint()));
        }
        boolean mayTrustAnybody = plain || config.tls() != Tls.REQUIRED;
        return Boolean.FALSE.equals(settings.verifyCert()) && mayTrustAnybody
                ? new TlsTrust.Anybody()
                : config.trust();
    }

    /** The account that the admin gives to a user; null if none. */
    public @Nullable SaslAccount account(Jid user) {
        IrcNetworkConfig.Account account = config.accounts().get(user);
        return account == null
                ? null
                : new SaslAccount(account.account(), account.password().reveal(), true);
    }

    private static IrcServerAddress address(HostPort server) {
        return new IrcServerAddress(server.host(), server.port());
    }
}
