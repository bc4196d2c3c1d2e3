package im.isthmus.core.store;

import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.store.database.Database;
import im.isthmus.core.store.database.StoreException;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what was kept long enough, in small steps. */
public final class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** So few that nobody waits long for the one writer of SQLite. */
    private static final int STEP = 500;

    private final Database database;
    private final List<Swept> tables;
    private final RetentionConfig keep;
    private final InstantSource clock;

    /**
     * @param tables all that forget
     */
    public Sweeper(Store store, List<Swept> tables, RetentionConfig keep, InstantSource clock) {
        this.database = store.database();
        this.tables = List.copyOf(tables);
        this.keep = keep;
        this.clock = clock;
    }

    /** Goes through all tables once; to be called hourly, from a thread that may wait. */
    public void sweep() {
        long removed = 0;
        for (Swept table : tables) {
            try {
                removed += sweep(table);
            } catch (StoreException e) {
                LOG.warn("store.sweep=failed problem=\"{}\"", e.getMessage());
            }
        }
        if (removed > 0) {
            LOG.info("store.sweep removed={}", removed);
        }
    }

    private long sweep(Swept table) {
        long removed = 0;
        int last = STEP;
        while (last == STEP) {
            last = database.write(change -> table.sweep(change, clock.instant(), keep, STEP));
            removed += last;
        }
        return removed;
    }
}
