package im.isthmus.program;

import im.isthmus.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** The whole program in this JVM with one email gateway, which can be ended and started again. */
final class RunningProgram implements AutoCloseable {
    private final Path file;
    private Program program = new Program(Map.of());

    /**
     * @param directory where its configuration and its database are
     */
    RunningProgram(Path directory) {
        file = directory.resolve("email.toml");
    }

    /** Starts it, with the database there is; returns once it is connected. */
    void start(String configuration) {
        try {
            Files.writeString(file, configuration);
            GatewayFile.Several read = GatewayFile.readAll(List.of(file), Map.of());
            if (!read.problems().isEmpty()) {
                throw new IllegalStateException(read.problems().toString());
            }
            program = new Program(Map.of());
            program.start(read.files());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Program.StartException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Await.until("connected", program::isConnected);
    }

    /** Runs a statement in its database, as a program that is none of ours. */
    void change(String sql) {
        try (Connection link = database();
                Statement statement = link.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one number that a query of its database finds. */
    int number(String sql) {
        try (Connection link = database();
                Statement statement = link.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return found.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file.resolveSibling("email.sqlite"));
    }

    /** Ends it. */
    @Override
    public void close() {
        program.close();
    }
}
