package im.isthmus.core.store.table;

import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.testing.real.RealPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresMediaTablesTest extends MediaTablesContract {
    private static RealPostgres server;

    @BeforeAll
    static void startServer() {
        server = RealPostgres.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    StoreConfig.Database emptyDatabase() {
        return new StoreConfig.Database.Postgres(server.newDatabase(), null, null, false);
    }
}
