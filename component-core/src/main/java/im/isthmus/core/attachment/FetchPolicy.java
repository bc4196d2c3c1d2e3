package im.isthmus.core.attachment;

import im.isthmus.core.config.PeerPattern;
import im.isthmus.core.config.section.MediaConfig;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From whom files are fetched, and how patiently.
 *
 * @param ports of web servers
 * @param allowed hosts of the admin's own network: any address and port, and no TLS needed
 * @param connect how long connecting may take
 * @param silence how long a server may say nothing
 * @param total how long all of it may take, redirects included
 */
public record FetchPolicy(
        Set<Integer> ports,
        List<PeerPattern> allowed,
        Duration connect,
        Duration silence,
        Duration total) {
    public FetchPolicy {
        ports = Set.copyOf(ports);
        allowed = List.copyOf(allowed);
    }

    /** What the admin said. */
    public static FetchPolicy of(MediaConfig config) {
        return new FetchPolicy(
                Set.copyOf(config.fetchPorts()),
                config.fetchAllow(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                Duration.ofMinutes(2));
    }

    /** Whether the admin vouches for the host of a URL, be it a name or an address. */
    boolean vouchesFor(String host) {
        InetAddress literal = literal(host);
        return allows(host) || (literal != null && allows(literal));
    }

    /** The address that a URL names instead of a host; null if it names a host. */
    static @Nullable InetAddress literal(String host) {
        boolean digits = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
        try {
            return digits ? InetAddress.ofLiteral(host) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether the admin vouches for the host of this name. */
    boolean allows(String host) {
        return allowed.stream().anyMatch(each -> each.matches(host));
    }

    /** Whether the admin vouches for all hosts with this address. */
    boolean allows(InetAddress address) {
        return allowed.stream().anyMatch(each -> each.matches(address));
    }
}
