package im.isthmus.core.archive;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to read in an archive (XEP-0313 section 4).
 *
 * @param start not said before; null for no bound
 * @param end not said after; null for no bound
 * @param afterId only behind this message; null for no bound
 * @param beforeId only before this message; null for no bound
 * @param ids only these; empty for all
 * @param sender only of this resourcepart; null for everybody
 * @param page which part of all that
 */
public record ArchiveQuery(
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable String afterId,
        @Nullable String beforeId,
        List<String> ids,
        @Nullable String sender,
        Page page) {
    public ArchiveQuery {
        ids = List.copyOf(ids);
    }

    /** Everything, from the beginning. */
    public static ArchiveQuery everything(int max) {
        return new ArchiveQuery(
                null, null, null, null, List.of(), null, new Page(max, null, null, false, -1));
    }

    /**
     * Which messages of all that fit (XEP-0059).
     *
     * @param max how many at most; 0 asks for their number alone
     * @param after only behind this message; null for no bound
     * @param before only before this message; null for no bound
     * @param newest the last ones that fit instead of the first
     * @param index how many to skip; -1 for no skipping
     */
    public record Page(
            int max, @Nullable String after, @Nullable String before, boolean newest, int index) {}
}
