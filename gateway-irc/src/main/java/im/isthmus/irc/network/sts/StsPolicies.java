package im.isthmus.irc.network.sts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.isthmus.core.store.database.Unawaited;
import im.isthmus.irc.connection.dialing.IrcServerAddress;
import im.isthmus.irc.connection.dialing.IrcServerAddress.Speaks;
import im.isthmus.irc.store.StsTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers that want to be reached with TLS only (IRCv3 sts), for all users. What a server says
 * in plain text holds only for the next attempts; what it says over TLS is kept. Callable from any
 * thread.
 */
public final class StsPolicies {
    private static final Logger LOG = LoggerFactory.getLogger(StsPolicies.class);

    /** Of the policy of a server that was not reached with TLS yet. */
    private static final Duration UPGRADE = Duration.ofMinutes(5);

    private static final int MAX = 10_000;

    private record Policy(int port, Instant until) {}

    private final Cache<String, Policy> policies = Caffeine.newBuilder().maximumSize(MAX).build();
    private final InstantSource clock;
    private final @Nullable StsTable table;

    /**
     * @param table where they are kept; null if nowhere
     */
    public StsPolicies(InstantSource clock, @Nullable StsTable table) {
        this.clock = clock;
        this.table = table;
        if (table != null) {
            table.load(MAX)
                    .forEach(each ->
                            policies.put(each.host(), new Policy(each.port(), each.until())));
        }
    }

    /** Servers with what holds for each: with TLS at the port that it named, or as they are. */
    public List<IrcServerAddress> secured(List<IrcServerAddress> servers) {
        return servers.stream().map(this::secured).distinct().toList();
    }

    private IrcServerAddress secured(IrcServerAddress server) {
        Policy policy = find(server.host());
        if (policy == null) {
            return server;
        }
        int port = server.speaks() == Speaks.TLS ? server.port() : policy.port();
        return new IrcServerAddress(server.host(), port, Speaks.TLS);
    }

    /** Whether a server must be reached with TLS. */
    public boolean holdsFor(IrcServerAddress server) {
        return find(server.host()) != null;
    }

    private @Nullable Policy find(String host) {
        Policy policy = policies.getIfPresent(host.toLowerCase(Locale.ROOT));
        return policy == null || policy.until().isBefore(clock.instant()) ? null : policy;
    }

    /** A server said in plain text where it takes TLS. */
    public void upgrade(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        policies.put(name, new Policy(port, clock.instant().plus(UPGRADE)));
        LOG.info("irc.sts=upgrade host={} port={}", name, port);
    }

    /** A server said over TLS for how long it wants to be reached so; 0 ends it. */
    public void persist(String host, int port, long seconds) {
        String name = host.toLowerCase(Locale.ROOT);
        Instant until = clock.instant().plusSeconds(seconds);
        if (seconds == 0) {
            policies.invalidate(name);
        } else {
            policies.put(name, new Policy(port, until));
        }
        if (table != null) {
            Unawaited.watch(table.put(name, port, until), "irc.sts", name);
        }
    }
}
