package im.isthmus.irc;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.BackendSession;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.irc.address.IrcAddress;
import im.isthmus.irc.config.IrcConfig;
import im.isthmus.irc.inbound.Inbound;
import im.isthmus.irc.network.Environment;
import im.isthmus.irc.network.Networks;
import java.util.List;

/** IRC behind the gateway: channels are rooms, nicks are contacts, networks are consoles. */
public final class IrcBackend implements Backend {
    private final Networks networks;
    private final Environment environment;
    private final Inbound inbound;

    public IrcBackend(IrcConfig config, Environment environment) {
        this.networks = new Networks(config);
        this.environment = environment;
        this.inbound = new Inbound(environment.clock());
    }

    /** With the timings that public networks bear. */
    public IrcBackend(IrcConfig config) {
        this(config, Environment.real());
    }

    @Override
    public Identity identity() {
        return new Identity("conference", "irc", "IRC");
    }

    @Override
    public LegacyAddress address(String localpart) throws InvalidJidException {
        return switch (IrcAddress.parse(localpart)) {
            case IrcAddress.Channel _ -> new LegacyAddress.LegacyRoom(localpart);
            case IrcAddress.Nick _ -> new LegacyAddress.LegacyContact(localpart);
            case IrcAddress.Network _ -> new LegacyAddress.LegacyNetwork(localpart);
        };
    }

    @Override
    public Identity identity(LegacyAddress address) {
        return switch (address) {
            case LegacyAddress.Gateway _ -> identity();
            case LegacyAddress.LegacyNetwork network ->
                    new Identity("conference", "irc", network.localpart());
            case LegacyAddress.LegacyRoom room -> new Identity("conference", "irc", name(room));
            case LegacyAddress.LegacyContact contact ->
                    new Identity("account", "registered", name(contact));
        };
    }

    @Override
    public List<LegacyAddress.LegacyNetwork> networks() {
        return networks.listed().stream().sorted().map(LegacyAddress.LegacyNetwork::new).toList();
    }

    @Override
    public BackendSession open(SessionContext context) {
        return new IrcBackendSession(networks, context, environment, inbound);
    }

    @Override
    public int connections() {
        return networks.connections();
    }

    @Override
    public void close() {
        // Connections belong to sessions, and those are closed.
    }

    private static String name(LegacyAddress address) {
        try {
            return switch (IrcAddress.parse(address.localpart())) {
                case IrcAddress.Channel channel -> channel.name();
                case IrcAddress.Nick nick -> nick.nick();
                case IrcAddress.Network network -> network.network();
            };
        } catch (InvalidJidException _) {
            return address.localpart();
        }
    }
}
