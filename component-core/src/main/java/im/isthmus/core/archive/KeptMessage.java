package im.isthmus.core.archive;

import im.isthmus.core.store.table.ArchiveTable;
import org.dom4j.Element;

/**
 * A message on its way into an archive.
 *
 * @param archive where to
 * @param place where in the order of arrival
 * @param id what the room calls it
 * @param stamp when it was said, in milliseconds since 1970
 * @param withdraws whether it says what is left of an earlier message of this id
 */
record KeptMessage(
        ArchiveTable.Name archive,
        long place,
        String id,
        long stamp,
        Element message,
        boolean withdraws) {
    /** The resourcepart of who said it; empty for the room itself. */
    String sender() {
        String from = message.attributeValue("from", "");
        int slash = from.indexOf('/');
        return slash < 0 ? "" : from.substring(slash + 1);
    }
}
