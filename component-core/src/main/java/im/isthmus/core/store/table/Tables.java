package im.isthmus.core.store.table;

import im.isthmus.core.store.Store;
import im.isthmus.core.store.TableList;
import im.isthmus.core.store.stay.StayTable;
import java.util.List;

/** The list of the core's tables that know users or forget with time. A new one is added here. */
public final class Tables {
    private Tables() {}

    /** All of them, brought up to their last step. */
    public static TableList of(Store store) {
        AccountTable accounts = new AccountTable(store);
        OutboxTable outbox = new OutboxTable(store);
        JournalTable journal = new JournalTable(store);
        MessageIdTable messageIds = new MessageIdTable(store);
        SharedFiles files = new SharedFiles(store);
        PictureTable pictures = new PictureTable(store);
        ArchiveTable archive = new ArchiveTable(store);
        StayTable stays = new StayTable(store);
        return new TableList(
                List.of(
                        accounts,
                        new ContactTable(store),
                        outbox,
                        journal,
                        messageIds,
                        archive,
                        stays,
                        new PreferenceTable(store),
                        new DisabledTable(store),
                        files,
                        pictures),
                List.of(outbox, journal, messageIds, archive, files, pictures),
                List.of(accounts, stays));
    }
}
