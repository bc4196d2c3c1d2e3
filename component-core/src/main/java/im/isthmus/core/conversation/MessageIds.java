package im.isthmus.core.conversation;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.store.table.MessageIdTable;
import im.isthmus.core.store.table.MessageIdTable.Entry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names of messages of all users, kept over restarts. Written a moment later and many at once,
 * so that nobody waits for it; what a crash takes of it is only a name. Callable from any thread.
 */
public final class MessageIds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MessageIds.class);

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int MAX_OF_USER = 5000;
    private static final int MAX_WAITING = 20_000;

    /** New entries of a user after which the oldest are looked for. */
    private static final int SLACK = 200;

    private final @Nullable MessageIdTable table;
    private final InstantSource clock;
    private final @Nullable ScheduledExecutorService timer;
    private List<Entry> waiting = new ArrayList<>();
    private boolean writing;
    private final Map<Jid, Integer> added = new HashMap<>();

    /** Kept in a table, written when the timer says so. */
    public MessageIds(MessageIdTable table, InstantSource clock, ScheduledExecutorService timer) {
        this.table = table;
        this.clock = clock;
        this.timer = timer;
    }

    private MessageIds() {
        this.table = null;
        this.clock = InstantSource.system();
        this.timer = null;
    }

    /** Kept nowhere: sessions know only what they heard themselves. */
    public static MessageIds unkept() {
        return new MessageIds();
    }

    /** Whether there is anything to ask. */
    boolean isKept() {
        return table != null;
    }

    void add(
            Jid user,
            String conversation,
            String xmppId,
            String legacyId,
            MessageIdTable.Kind kind) {
        if (table == null || timer == null) {
            return;
        }
        Entry entry = new Entry(user, conversation, xmppId, legacyId, kind, clock.instant());
        synchronized (this) {
            if (waiting.size() >= MAX_WAITING) {
                return; // the database is far behind: this message cannot be answered to later
            }
            waiting.add(entry);
            if (writing) {
                return;
            }
            writing = true;
        }
        var _ =
                timer.schedule(
                        () -> Thread.ofVirtual().start(this::write),
                        PAUSE.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Waits for the database; null if it does not know. */
    @Nullable String legacyId(Jid user, String conversation, String xmppId) {
        try {
            return table == null ? null : table.legacyId(user, conversation, xmppId);
        } catch (StoreException e) {
            LOG.warn("names=unread reason=\"{}\"", e.getMessage());
            return null;
        }
    }

    /** Waits for the database; empty if it does not know. */
    List<String> xmppIds(Jid user, String conversation, String legacyId) {
        try {
            return table == null ? List.of() : table.xmppIds(user, conversation, legacyId);
        } catch (StoreException e) {
            LOG.warn("names=unread reason=\"{}\"", e.getMessage());
            return List.of();
        }
    }

    /** Writes what waits. */
    @Override
    public void close() {
        write();
    }

    private void write() {
        List<Entry> batch;
        synchronized (this) {
            batch = waiting;
            waiting = new ArrayList<>();
            writing = false;
        }
        MessageIdTable kept = table;
        if (kept == null || batch.isEmpty()) {
            return;
        }
        try {
            kept.add(batch);
            clean(kept, batch);
        } catch (StoreException e) {
            LOG.warn("names=unwritten count={} reason=\"{}\"", batch.size(), e.getMessage());
        }
    }

    private synchronized void clean(MessageIdTable kept, List<Entry> batch) {
        Set<Jid> full = new HashSet<>();
        for (Entry each : batch) {
            if (added.merge(each.user(), 1, Integer::sum) >= SLACK) {
                full.add(each.user());
                added.remove(each.user());
            }
        }
        if (!full.isEmpty()) {
            kept.keepNewest(full, MAX_OF_USER);
        }
        if (added.size() > MAX_WAITING) {
            added.clear();
        }
    }
}
