package im.isthmus.core.store.table;

import im.isthmus.core.config.section.StoreConfig;

class SqliteAccountTablesTest extends AccountTablesContract {
    @Override
    StoreConfig.Database emptyDatabase() {
        return new StoreConfig.Database.Sqlite(directory.resolve("accounts.sqlite"));
    }
}
