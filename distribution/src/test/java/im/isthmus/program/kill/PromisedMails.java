package im.isthmus.program.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** Which messages of users a killed program has on its disk: those it has to send. */
final class PromisedMails {
    private PromisedMails() {}

    /** The ids of their stanzas, read from a copy, so that the database is left as it was. */
    static Set<String> in(Path database, Path scratch) throws IOException, SQLException {
        Path copy = scratch.resolve("copy.sqlite");
        for (String part : Set.of("", "-wal")) {
            Path from = Path.of(database + part);
            Path to = Path.of(copy + part);
            if (Files.exists(from)) {
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(to);
            }
        }
        Files.deleteIfExists(Path.of(copy + "-shm"));
        Set<String> ids = new HashSet<>();
        try (Connection link = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = link.createStatement();
                ResultSet tables =
                        statement.executeQuery(
                                "SELECT 1 FROM sqlite_master WHERE name = 'email_outgoing_part'")) {
            if (!tables.next()) {
                return ids;
            }
        }
        try (Connection link = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = link.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT stanza_id FROM email_outgoing_part")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }
}
