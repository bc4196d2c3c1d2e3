package im.isthmus.core.store.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of one archive are meant; those that fit all of it.
 *
 * @param room the number of the archive
 * @param above only places behind this one
 * @param below only places before this one
 * @param from only said then or later, in milliseconds since 1970; null for no bound
 * @param to only said then or earlier; null for no bound
 * @param sender only of this resourcepart; null for everybody
 * @param ids only these; empty for all
 */
public record ArchiveFilter(
        long room,
        long above,
        long below,
        @Nullable Long from,
        @Nullable Long to,
        @Nullable String sender,
        List<String> ids) {
    public ArchiveFilter {
        ids = List.copyOf(ids);
    }

    /** Everything in an archive. */
    public static ArchiveFilter all(long room) {
        return new ArchiveFilter(room, Long.MIN_VALUE, Long.MAX_VALUE, null, null, null, List.of());
    }

    /** The same between other places. */
    public ArchiveFilter between(long newAbove, long newBelow) {
        return new ArchiveFilter(
                room, Math.max(above, newAbove), Math.min(below, newBelow), from, to, sender, ids);
    }
}
