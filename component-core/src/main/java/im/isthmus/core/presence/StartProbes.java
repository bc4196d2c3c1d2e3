package im.isthmus.core.presence;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.registration.Accounts;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.store.table.ContactTable;
import im.isthmus.core.stream.StanzaSink;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After each connect everybody who registered, or has something of ours in their roster without, is
 * asked whether they are there (XEP-0100 section 4.1), at a pace: their servers answer with the
 * presence of each resource, which logs them in.
 */
public final class StartProbes {
    private static final Logger LOG = LoggerFactory.getLogger(StartProbes.class);

    private static final long TICK_MILLIS = 100;

    /** Five hundred users a second: each may bring a log-in on the legacy network. */
    private static final int BURST = 50;

    private final Jid gateway;
    private final Accounts accounts;
    private final ContactTable contacts;
    private final StanzaSink out;
    private final ScheduledExecutorService timer;
    private final AtomicInteger round = new AtomicInteger();

    /**
     * One question.
     *
     * @param from what the user has in the roster
     */
    private record Probe(Jid from, Jid user) {}

    /**
     * A round that has not begun.
     *
     * @param out must not wait
     */
    public StartProbes(
            Jid gateway,
            Accounts accounts,
            ContactTable contacts,
            StanzaSink out,
            ScheduledExecutorService timer) {
        this.gateway = gateway;
        this.accounts = accounts;
        this.contacts = contacts;
        this.out = out;
        this.timer = timer;
    }

    /** Begins, or begins anew; returns at once. */
    public void start() {
        int mine = round.incrementAndGet();
        var _ = Thread.ofVirtual().name("probes").start(() -> next(mine, all().iterator()));
    }

    private List<Probe> all() {
        List<Probe> all = new ArrayList<>();
        accounts.users().forEach(user -> all.add(new Probe(gateway, user)));
        try {
            for (ContactTable.Seen seen : contacts.seen()) {
                Jid user = Jid.parse(seen.user());
                if (!accounts.has(user)) {
                    all.add(new Probe(Jid.of(seen.localpart(), gateway.domain(), ""), user));
                }
            }
        } catch (InvalidJidException | StoreException e) {
            LOG.warn("probes=incomplete reason=\"{}\"", e.getMessage());
        }
        if (!all.isEmpty()) {
            LOG.info("probes=start count={}", all.size());
        }
        return all;
    }

    private void next(int mine, Iterator<Probe> probes) {
        for (int i = 0; i < BURST && probes.hasNext() && mine == round.get(); i++) {
            Probe each = probes.next();
            out.send(Xml.stanza("presence", each.from(), each.user(), "probe", null));
        }
        if (probes.hasNext() && mine == round.get()) {
            var _ = timer.schedule(() -> next(mine, probes), TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** The stream is lost: nobody can be asked. */
    public void stop() {
        round.incrementAndGet();
    }
}
