package im.isthmus.irc.network;

import im.isthmus.core.address.Jid;
import im.isthmus.core.config.HostPort;
import im.isthmus.irc.capability.WantedCapabilities;
import im.isthmus.irc.config.IrcNetworkConfig;
import im.isthmus.irc.connection.ConnectionConfig;
import im.isthmus.irc.connection.IrcIdentity.SaslAccount;
import im.isthmus.irc.connection.IrcServerAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One IRC network as all users of the gateway share it.
 *
 * @param name as JIDs have it
 * @param config how to reach it
 * @param mayConnect which addresses may be connected to
 * @param gate where users wait for their turn to connect
 */
public record Network(
        String name, IrcNetworkConfig config, Predicate<InetAddress> mayConnect, ConnectGate gate) {
    /** Lines of one user that may wait to be sent. */
    private static final int QUEUE_LINES = 500;

    /** What the engine needs to know. */
    ConnectionConfig connection() {
        List<IrcServerAddress> servers = config.servers().stream().map(Network::address).toList();
        return new ConnectionConfig(
                servers,
                config.tls(),
                config.trust(),
                config.fallbackCharset(),
                config.charset(),
                WantedCapabilities.DEFAULT,
                config.burst(),
                config.linesPerSecond(),
                QUEUE_LINES,
                ConnectionConfig.Timeouts.DEFAULT,
                config.bindAddress(),
                mayConnect);
    }

    /** The account that the admin gives to a user; null if none. */
    @Nullable SaslAccount account(Jid user) {
        IrcNetworkConfig.Account account = config.accounts().get(user);
        return account == null
                ? null
                : new SaslAccount(account.account(), account.password().reveal(), true);
    }

    private static IrcServerAddress address(HostPort server) {
        return new IrcServerAddress(server.host(), server.port());
    }
}
