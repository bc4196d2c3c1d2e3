package im.isthmus.core.store.table;

import im.isthmus.core.config.section.StoreConfig;

class SqliteMessageIdTest extends MessageIdContract {
    @Override
    StoreConfig.Database emptyDatabase() {
        return new StoreConfig.Database.Sqlite(directory.resolve("ids.sqlite"));
    }
}
