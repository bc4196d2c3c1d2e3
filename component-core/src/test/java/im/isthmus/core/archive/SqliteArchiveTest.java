package im.isthmus.core.archive;

import im.isthmus.core.config.section.StoreConfig;

class SqliteArchiveTest extends ArchiveContract {
    @Override
    StoreConfig.Database emptyDatabase() {
        return new StoreConfig.Database.Sqlite(directory.resolve("archive.sqlite"));
    }
}
