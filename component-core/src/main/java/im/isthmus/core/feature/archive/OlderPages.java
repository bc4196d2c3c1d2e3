package im.isthmus.core.feature.archive;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.archive.Archive;
import im.isthmus.core.archive.ArchivePage;
import im.isthmus.core.archive.ArchiveQuery;
import im.isthmus.core.archive.ArchivedMessage;
import im.isthmus.core.archive.UnknownMessageException;
import im.isthmus.core.backend.term.HistoryPoint;
import im.isthmus.core.conversation.MessageNames;
import im.isthmus.core.room.talk.OlderMessages.Brought;
import im.isthmus.core.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Pages of an archive. Who reads back to its beginning gets from the network what is older, if that
 * knows; once, for then it is in the archive.
 */
final class OlderPages {
    private static final int PATIENCE_SECONDS = 10;

    private final Archive archive;

    OlderPages(Archive archive) {
        this.archive = archive;
    }

    /** What a query finds; waits for the database and the network. */
    ArchivePage find(Session session, LegacyRoom room, ArchiveQuery query)
            throws UnknownMessageException {
        ArchivePage page = archive.find(session.user(), room.localpart(), query);
        int missing = query.page().max() - page.messages().size();
        HistoryPoint beginning =
                isShort(query, page, missing) ? beginning(session, room, query) : null;
        Brought brought =
                beginning == null ? Brought.NOTHING : ask(session, room, beginning, missing);
        if (brought.messages() == 0) {
            return page;
        }
        ArchivePage longer = archive.find(session.user(), room.localpart(), query);
        // If it does not grow it is full, and asking again would not change that.
        return longer.messages().size() <= page.messages().size() || !brought.more()
                ? longer
                : new ArchivePage(longer.messages(), longer.count(), longer.index(), false);
    }

    /** Whether somebody reads backwards, and the archive has less than they want. */
    private boolean isShort(ArchiveQuery query, ArchivePage page, int missing) {
        ArchiveQuery.Page wanted = query.page();
        boolean backwards = wanted.newest() || wanted.before() != null;
        boolean all =
                query.ids().isEmpty()
                        && query.sender() == null
                        && query.afterId() == null
                        && wanted.after() == null
                        && wanted.index() < 0;
        boolean room = page.count() + missing <= archive.capacity();
        return backwards && all && room && page.complete() && missing > 0;
    }

    /** Where the archive begins; null if what is older than that is not asked for. */
    private @Nullable HistoryPoint beginning(Session session, LegacyRoom room, ArchiveQuery query) {
        List<ArchivedMessage> ends = archive.ends(session.user(), room.localpart());
        HistoryPoint first =
                ends.isEmpty()
                        ? new HistoryPoint(null, session.clock().instant())
                        : point(ends.getFirst());
        Instant start = query.start();
        Instant end = query.end();
        boolean later =
                (start != null && !start.isBefore(first.time()))
                        || (end != null && end.isBefore(first.time()));
        return later ? null : first;
    }

    private static HistoryPoint point(ArchivedMessage message) {
        String name = message.id();
        return new HistoryPoint(MessageNames.isFit(name) ? name : null, message.time());
    }

    private static Brought ask(Session session, LegacyRoom room, HistoryPoint before, int most) {
        CompletableFuture<Brought> answer = new CompletableFuture<>();
        if (!session.asOwner(() -> session.rooms().stanzas().older(room, before, most, answer))) {
            return Brought.NOTHING;
        }
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Brought.NOTHING;
        } catch (ExecutionException | TimeoutException e) {
            return Brought.NOTHING;
        }
    }
}
