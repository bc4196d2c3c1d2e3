package im.isthmus.core.archive;

import im.isthmus.core.store.table.ArchiveTable;
import im.isthmus.core.store.table.ArchivedRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Puts messages into the table, and throws out what is too old or too much. */
final class ArchiveShelves {
    private static final int KNOWN = 10_000;
    private static final int MAX_CHARS = 256 * 1024;
    private static final Duration SWEEP = Duration.ofHours(1);

    private final ArchiveTable table;
    private final ArchiveSettings settings;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<Key, Shelf> known = new LinkedHashMap<>(16, 0.75f, true);
    private Instant swept = Instant.EPOCH;

    ArchiveShelves(ArchiveTable table, ArchiveSettings settings, InstantSource clock) {
        this.table = table;
        this.settings = settings;
        this.clock = clock;
    }

    void write(List<KeptMessage> batch) {
        lock.lock();
        try {
            List<ArchivedRow> rows = new ArrayList<>(batch.size());
            Set<Shelf> touched = new HashSet<>();
            for (KeptMessage each : batch) {
                String xml = StoredXml.text(each.message());
                if (xml.length() <= MAX_CHARS) {
                    Shelf shelf = shelf(new Key(each.owner(), each.room()));
                    shelf.added++;
                    touched.add(shelf);
                    rows.add(
                            new ArchivedRow(
                                    shelf.number,
                                    each.place(),
                                    each.id(),
                                    each.stamp(),
                                    each.sender(),
                                    xml));
                }
            }
            table.add(rows);
            touched.forEach(this::pruneIfFull);
            sweep();
        } finally {
            lock.unlock();
        }
    }

    void erase(String owner) {
        lock.lock();
        try {
            known.keySet().removeIf(key -> key.owner().equals(owner));
            table.erase(owner);
        } finally {
            lock.unlock();
        }
    }

    private Shelf shelf(Key key) {
        Shelf shelf = known.get(key);
        if (shelf == null) {
            shelf = new Shelf(table.open(key.owner(), key.room()));
            known.put(key, shelf);
            if (known.size() > KNOWN) {
                known.pollFirstEntry();
            }
        }
        return shelf;
    }

    /** An archive may be a tenth larger than allowed before that costs a statement. */
    private void pruneIfFull(Shelf shelf) {
        if (shelf.added >= Math.max(1, settings.messages() / 10)) {
            shelf.added = 0;
            table.prune(shelf.number, oldest(), settings.messages());
        }
    }

    private void sweep() {
        if (clock.instant().isBefore(swept.plus(SWEEP))) {
            return;
        }
        swept = clock.instant();
        for (long number : table.all()) {
            table.prune(number, oldest(), settings.messages());
        }
    }

    private long oldest() {
        return Archive.micros(clock.instant().minus(settings.age()));
    }

    private record Key(String owner, String room) {}

    private static final class Shelf {
        final long number;
        int added;

        Shelf(long number) {
            this.number = number;
        }
    }
}
