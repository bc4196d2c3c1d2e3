package im.isthmus.sms.store;

import im.isthmus.core.config.section.StoreConfig;

class SqliteSmsStoreTest extends SmsStoreContract {
    @Override
    StoreConfig.Database emptyDatabase() {
        return new StoreConfig.Database.Sqlite(directory.resolve("sms.sqlite"));
    }
}
