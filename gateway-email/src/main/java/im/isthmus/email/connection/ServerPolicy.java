package im.isthmus.email.connection;

import im.isthmus.core.address.PublicAddress;
import im.isthmus.core.attachment.HostResolver;
import im.isthmus.core.config.PeerPattern;
import im.isthmus.core.text.Text;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * Which mail servers may be connected to, for users name them: not those of the gateway's own
 * network, unless the admin vouches for them, and none that is no mail server.
 */
public final class ServerPolicy {
    private final boolean others;
    private final Set<Integer> ports;
    private final List<PeerPattern> privateHosts;
    private final Set<MailServer> known;
    private final HostResolver resolver;

    /**
     * @param others whether there may be other servers than the known ones
     * @param ports of other servers
     * @param privateHosts other servers that may have private addresses
     * @param known servers that the admin named
     */
    public ServerPolicy(
            boolean others,
            Set<Integer> ports,
            List<PeerPattern> privateHosts,
            Set<MailServer> known,
            HostResolver resolver) {
        this.others = others;
        this.ports = Set.copyOf(ports);
        this.privateHosts = List.copyOf(privateHosts);
        this.known = Set.copyOf(known);
        this.resolver = resolver;
    }

    /**
     * The addresses of a server that may be connected to; never none. What passed here is what is
     * connected to, so that a name cannot change its mind in between.
     *
     * @throws RefusedServerException if there is none
     * @throws IOException if its name is not known
     */
    List<InetAddress> addresses(MailServer server) throws IOException {
        if (known.contains(server)) {
            return resolver.resolve(server.host());
        }
        if (!others) {
            throw new RefusedServerException(
                    Text.of(
                            "This gateway connects to the mail servers of its own list only, and {0}"
                                    + " is not on it.",
                            server.host()));
        }
        if (!ports.contains(server.port())) {
            throw new RefusedServerException(
                    Text.of(
                            "This gateway connects to mail servers at the ports {0} only, not at"
                                    + " {1}.",
                            String.join(
                                    ", ", ports.stream().sorted().map(String::valueOf).toList()),
                            String.valueOf(server.port())));
        }
        List<InetAddress> good =
                resolver.resolve(server.host()).stream()
                        .filter(address -> isAllowed(server.host(), address))
                        .toList();
        if (good.isEmpty()) {
            throw new RefusedServerException(
                    Text.of(
                            "{0} is a server of a private network, which is not allowed.",
                            server.host()));
        }
        return good;
    }

    private boolean isAllowed(String host, InetAddress address) {
        return PublicAddress.isPublic(address)
                || privateHosts.stream()
                        .anyMatch(each -> each.matches(host) || each.matches(address));
    }
}
