package im.isthmus.core.store;

import im.isthmus.core.config.StoreConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs where {@code -Disthmus.postgres.url=jdbc:postgresql://...} names a server to play with. */
@EnabledIfSystemProperty(named = "isthmus.postgres.url", matches = "jdbc:postgresql:.+")
class PostgresStoreTest extends StoreContract {
    @Override
    StoreConfig.Database emptyDatabase() throws Exception {
        String url = System.getProperty("isthmus.postgres.url");
        String schema = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(url);
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE SCHEMA " + schema);
        }
        String separator = url.indexOf('?') < 0 ? "?" : "&";
        return new StoreConfig.Database.Postgres(
                url + separator + "currentSchema=" + schema, null, null);
    }
}
