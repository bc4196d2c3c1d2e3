package im.isthmus.core.archive;

import java.util.List;

/**
 * What an archive answers to a query.
 *
 * @param messages oldest first
 * @param count how many messages fit the query on all pages
 * @param index how many of those come before the first one here
 * @param complete whether there is nothing more in the direction that was asked for
 */
public record ArchivePage(
        List<ArchivedMessage> messages, long count, long index, boolean complete) {
    public ArchivePage {
        messages = List.copyOf(messages);
    }

    /** Of an archive in which nothing is. */
    static final ArchivePage EMPTY = new ArchivePage(List.of(), 0, 0, true);
}
