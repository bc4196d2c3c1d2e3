package im.isthmus.core.archive;

import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.testing.real.RealPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Lives here and not beside the contract, since the core cannot stand on its own test servers. */
class PostgresArchiveTest extends ArchiveContract {
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
