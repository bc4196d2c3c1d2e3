package im.isthmus.core.archive;

import im.isthmus.core.store.table.ArchiveTable;
import im.isthmus.core.store.table.ArchivedRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts messages into the table, and throws out what is too much. Used by one thread. */
final class ArchiveShelves {
    /** Archives whose additions are counted; of another one too much is found later. */
    private static final int COUNTED = 10_000;

    private static final int MAX_CHARS = 256 * 1024;

    private final ArchiveTable table;
    private final int messages;
    private final LinkedHashMap<ArchiveTable.Name, Integer> added =
            new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param messages how many are kept in an archive
     */
    ArchiveShelves(ArchiveTable table, int messages) {
        this.table = table;
        this.messages = messages;
    }

    void write(List<KeptMessage> batch) {
        Map<ArchiveTable.Name, List<ArchivedRow>> rows = new LinkedHashMap<>();
        for (KeptMessage each : batch) {
            if (each.withdraws()) {
                continue;
            }
            String xml = StoredXml.text(each.message());
            if (xml.length() <= MAX_CHARS) {
                rows.computeIfAbsent(each.archive(), _ -> new ArrayList<>())
                        .add(
                                new ArchivedRow(
                                        each.place(), each.id(), each.stamp(), each.sender(), xml));
            }
        }
        table.add(rows);
        rows.forEach((name, some) -> pruneIfFull(name, some.size()));
        batch.stream().filter(KeptMessage::withdraws).forEach(this::withdraw);
    }

    /** After what was said in the same batch, which may be the very message. */
    private void withdraw(KeptMessage tombstone) {
        String xml = table.xml(tombstone.archive(), tombstone.id());
        if (xml != null) {
            String left = StoredXml.tombstone(xml, tombstone.message());
            table.replace(tombstone.archive(), tombstone.id(), left);
        }
    }

    /** An archive may be a tenth larger than allowed before that costs a statement. */
    private void pruneIfFull(ArchiveTable.Name name, int more) {
        int count = added.merge(name, more, Integer::sum);
        if (count >= Math.max(1, messages / 10)) {
            added.put(name, 0);
            table.prune(name, messages);
        }
        if (added.size() > COUNTED) {
            added.pollFirstEntry();
        }
    }
}
