package im.isthmus.core.store.table;

import im.isthmus.core.config.section.StoreConfig;

class SqliteMediaTablesTest extends MediaTablesContract {
    @Override
    StoreConfig.Database emptyDatabase() {
        return new StoreConfig.Database.Sqlite(directory.resolve("media.sqlite"));
    }
}
