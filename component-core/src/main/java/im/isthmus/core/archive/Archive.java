package im.isthmus.core.archive;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.StoreException;
import im.isthmus.core.store.table.ArchiveFilter;
import im.isthmus.core.store.table.ArchiveTable;
import im.isthmus.core.store.table.ArchivedRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * What was said in the rooms of a gateway, an archive for each user and room: two users of one room
 * have two, for each knows only what the network told that user. Callable from any thread; all but
 * {@link #keep} may wait for the database.
 */
public final class Archive implements AutoCloseable {
    /** How long a reader waits for what was said just before. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ArchiveTable table;
    private final ArchiveSettings settings;
    private final InstantSource clock;
    private final ArchiveShelves shelves;
    private final ArchiveWriter writer;
    private final AtomicLong lastPlace;

    /** The archives in a store. */
    public Archive(Store store, ArchiveSettings settings, InstantSource clock) {
        this.table = new ArchiveTable(store);
        this.settings = settings;
        this.clock = clock;
        this.lastPlace = new AtomicLong(table.lastPlace());
        this.shelves = new ArchiveShelves(table, settings, clock);
        this.writer = new ArchiveWriter(shelves::write);
    }

    /** Whether anything is kept. */
    public boolean isOn() {
        return settings.isOn();
    }

    /**
     * Keeps a message soon; never waits.
     *
     * @param room its localpart
     * @param id what the room calls the message; a second one of that id is not kept
     * @param message the stanza as somebody got it, which nobody changes any more
     */
    public void keep(Jid user, String room, String id, Instant time, Element message) {
        if (settings.isOn()) {
            long now = micros(clock.instant());
            long place = lastPlace.updateAndGet(last -> Math.max(last + 1, now));
            String owner = user.bare().toString();
            writer.keep(new KeptMessage(owner, room, place, id, time.toEpochMilli(), message));
        }
    }

    /** The last messages of a room, oldest first. */
    public List<ArchivedMessage> last(Jid user, String room, int most) {
        Long number = settings.isOn() ? settled(user, room) : null;
        return number == null
                ? List.of()
                : messages(table.select(ArchiveFilter.all(number), true, most, 0), true);
    }

    /** The first and the last message of a room; empty if there is none. */
    public List<ArchivedMessage> ends(Jid user, String room) {
        Long number = settled(user, room);
        if (number == null) {
            return List.of();
        }
        List<ArchivedRow> ends =
                new ArrayList<>(table.select(ArchiveFilter.all(number), false, 1, 0));
        ends.addAll(table.select(ArchiveFilter.all(number), true, 1, 0));
        return messages(ends, false);
    }

    /**
     * What a query finds.
     *
     * @throws UnknownMessageException if it names a message that is not there
     */
    public ArchivePage find(Jid user, String room, ArchiveQuery query)
            throws UnknownMessageException {
        Long number = settled(user, room);
        ArchiveFilter filter = filter(number, query);
        if (number == null) {
            return ArchivePage.EMPTY;
        }
        ArchiveQuery.Page page = query.page();
        ArchiveFilter rest =
                filter.between(
                        place(number, page.after(), Long.MIN_VALUE),
                        place(number, page.before(), Long.MAX_VALUE));
        boolean backwards = page.newest() || (page.before() != null && page.after() == null);
        List<ArchivedRow> found =
                table.select(rest, backwards, page.max() + 1, Math.max(0, page.index()));
        boolean complete = found.size() <= page.max();
        List<ArchivedRow> rows = complete ? found : found.subList(0, page.max());
        long count = table.count(filter);
        if (rows.isEmpty()) {
            return new ArchivePage(List.of(), count, 0, complete);
        }
        long first = (backwards ? rows.getLast() : rows.getFirst()).place();
        long index = table.count(filter.between(Long.MIN_VALUE, first));
        return new ArchivePage(messages(rows, backwards), count, index, complete);
    }

    /** The localparts of the rooms of which a user has an archive. */
    public List<String> rooms(Jid user) {
        return table.rooms(user.bare().toString());
    }

    /** Forgets everything of a user. */
    public void erase(Jid user) {
        awaitWritten();
        shelves.erase(user.bare().toString());
    }

    /** Writes what is left; takes at most a few seconds. */
    @Override
    public void close() {
        writer.close();
    }

    private ArchiveFilter filter(@Nullable Long number, ArchiveQuery query)
            throws UnknownMessageException {
        long above = place(number, query.afterId(), Long.MIN_VALUE);
        long below = place(number, query.beforeId(), Long.MAX_VALUE);
        for (String id : query.ids()) {
            place(number, id, 0);
        }
        Instant start = query.start();
        Instant end = query.end();
        return new ArchiveFilter(
                number == null ? 0 : number,
                above,
                below,
                start == null ? null : start.toEpochMilli(),
                end == null ? null : end.toEpochMilli(),
                query.sender(),
                query.ids());
    }

    private long place(@Nullable Long number, @Nullable String id, long ifNone)
            throws UnknownMessageException {
        if (id == null) {
            return ifNone;
        }
        Long place = number == null ? null : table.place(number, id);
        if (place == null) {
            throw new UnknownMessageException(id);
        }
        return place;
    }

    /** The number of an archive in which everything is that was kept before. */
    private @Nullable Long settled(Jid user, String room) {
        awaitWritten();
        return table.find(user.bare().toString(), room);
    }

    private void awaitWritten() {
        try {
            if (!writer.await(PATIENCE)) {
                throw new StoreException("the archive does not keep up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("the archive is closing");
        }
    }

    private static List<ArchivedMessage> messages(List<ArchivedRow> rows, boolean reversed) {
        List<ArchivedMessage> messages = new ArrayList<>(rows.size());
        for (ArchivedRow row : rows) {
            messages.add(
                    new ArchivedMessage(
                            row.id(),
                            Instant.ofEpochMilli(row.stamp()),
                            row.sender(),
                            StoredXml.message(row.xml())));
        }
        if (reversed) {
            Collections.reverse(messages);
        }
        return messages;
    }

    static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + time.getNano() / 1000;
    }
}
