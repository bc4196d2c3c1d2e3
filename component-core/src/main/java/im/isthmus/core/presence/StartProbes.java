package im.isthmus.core.presence;

import im.isthmus.core.address.Jid;
import im.isthmus.core.registration.Accounts;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.StanzaSink;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After each connect everybody who registered is asked whether they are there (XEP-0100 section
 * 4.1), at a pace: their servers answer with the presence of each resource, which logs them in.
 */
public final class StartProbes {
    private static final Logger LOG = LoggerFactory.getLogger(StartProbes.class);

    private static final long TICK_MILLIS = 100;

    /** Five hundred users a second: each may bring a log-in on the legacy network. */
    private static final int BURST = 50;

    private final Jid gateway;
    private final Accounts accounts;
    private final StanzaSink out;
    private final ScheduledExecutorService timer;
    private volatile @Nullable Future<?> round;

    /**
     * A round that has not begun.
     *
     * @param out must not wait
     */
    public StartProbes(
            Jid gateway, Accounts accounts, StanzaSink out, ScheduledExecutorService timer) {
        this.gateway = gateway;
        this.accounts = accounts;
        this.out = out;
        this.timer = timer;
    }

    /** Begins, or begins anew; called by one thread. */
    public void start() {
        stop();
        List<Jid> users = accounts.users();
        if (!users.isEmpty()) {
            LOG.info("probes=start users={}", users.size());
            next(users.iterator(), 0);
        }
    }

    private void next(Iterator<Jid> users, long delay) {
        round =
                timer.schedule(
                        () -> {
                            if (some(users)) {
                                next(users, TICK_MILLIS);
                            }
                        },
                        delay,
                        TimeUnit.MILLISECONDS);
    }

    /** The stream is lost: nobody can be asked. */
    public void stop() {
        Future<?> running = round;
        if (running != null) {
            running.cancel(false);
        }
    }

    private boolean some(Iterator<Jid> users) {
        for (int i = 0; i < BURST && users.hasNext(); i++) {
            out.send(Xml.stanza("presence", gateway, users.next(), "probe", null));
        }
        return users.hasNext();
    }
}
