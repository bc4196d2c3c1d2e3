package im.isthmus.core.archive;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.store.table.ArchiveFilter;
import im.isthmus.core.store.table.ArchiveTable;
import im.isthmus.core.store.table.ArchivedRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    private final int capacity;
    private final InstantSource clock;
    private final ArchiveWriter writer;
    private final AtomicLong lastPlace;
    private final AtomicLong filled = new AtomicLong();

    /**
     * The archives in a store.
     *
     * @param messages how many are kept of each room of each user
     */
    public Archive(Store store, int messages, InstantSource clock) {
        this.table = new ArchiveTable(store);
        this.capacity = messages;
        this.clock = clock;
        this.lastPlace = new AtomicLong(table.lastPlace());
        this.writer = new ArchiveWriter(new ArchiveShelves(table, messages)::write);
    }

    /** How many messages are kept of each room of each user. */
    public int capacity() {
        return capacity;
    }

    /**
     * Keeps a message soon; never waits.
     *
     * @param room its localpart
     * @param id what the room calls the message; a second one of that id is not kept
     * @param message the stanza as somebody got it, which nobody changes any more
     */
    public void keep(Jid user, String room, String id, Instant time, Element message) {
        long now = ArchiveTable.place(clock.instant());
        long place = lastPlace.updateAndGet(last -> Math.max(last + 1, now));
        keep(user, room, id, time, message, place);
    }

    /** As {@link #keep}, for what was said before other messages that are there already. */
    public void fill(Jid user, String room, String id, Instant time, Element message) {
        // Networks tell milliseconds: messages of the same one keep their order.
        long micros = filled.getAndIncrement() % 1000;
        keep(user, room, id, time, message, ArchiveTable.place(time) / 1000 * 1000 + micros);
    }

    private void keep(Jid user, String room, String id, Instant time, Element message, long place) {
        ArchiveTable.Name archive = new ArchiveTable.Name(user.bare().toString(), room);
        writer.keep(new KeptMessage(archive, place, id, time.toEpochMilli(), message, false));
    }

    /**
     * Leaves a tombstone (XEP-0424 section 5) in place of a message, soon; never waits.
     *
     * @param id what the room calls the message; nothing happens if it is not there
     * @param retracted what stands there from now on
     */
    public void withdraw(Jid user, String room, String id, Element retracted) {
        ArchiveTable.Name archive = new ArchiveTable.Name(user.bare().toString(), room);
        writer.keep(new KeptMessage(archive, 0, id, 0, retracted, true));
    }

    /** The last messages of a room, oldest first. */
    public List<ArchivedMessage> last(Jid user, String room, int most) {
        Long number = settled(user, room);
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
}
