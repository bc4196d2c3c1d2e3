package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.Await;
import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.LoopbackPorts;
import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RealPostgres;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two machines with one configuration and one database: the second serves when the first cannot.
 */
@Timeout(180)
class StandbyTest {
    private static final String ROOM = IrcLab.room("#walk");
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final String LOCKS = " FROM pg_locks WHERE locktype = 'advisory' AND ";

    private static RealProsody xmpp;
    private static RealInspircd irc;
    private static RealPostgres postgres;

    @TempDir Path directory;
    private String database;
    private RunningIsthmus first;

    @BeforeAll
    static void startServers() {
        xmpp = RealProsody.start(XmppSetup.standard());
        irc = RealInspircd.start();
        postgres = RealPostgres.start();
    }

    @AfterAll
    static void stopServers() {
        postgres.close();
        irc.close();
        xmpp.close();
    }

    @BeforeEach
    void startTheFirst() throws Exception {
        database = postgres.newDatabase();
        first = machine("first", "");
        first.awaitLog("stream.up");
    }

    @AfterEach
    void endTheFirst() {
        first.close();
    }

    @Test
    void whenTheFirstDiesTheConversationGoesOnByTheSecond() throws Exception {
        int port = LoopbackPorts.one();
        String watched = "[observe]\nlisten = \"127.0.0.1:" + port + "\"\n";
        try (RunningIsthmus second = machine("second", watched);
                IrcUser carol = IrcUser.login(irc.port(), "carol");
                XmppClient alice = XmppClient.login(xmpp, "alice")) {
            second.awaitLog("isthmus.standby");
            assertThat(health(port)).contains("stands by", "in use by another gateway");
            carol.join("#walk");
            alice.joinRoom(ROOM, "alice");
            awaitIn(carol);
            carol.say("#walk", "before");
            alice.awaitMessage(ROOM + "/carol", "before");

            first.kill();
            awaitIn(carol);
            carol.say("#walk", "after");
            alice.awaitMessage(ROOM + "/carol", "after");
            alice.sayInRoom(ROOM, "I never left");
            carol.awaitMessage("alice", "I never left");
            assertThat(second.log()).contains("isthmus.takes-over");
            assertThat(health(port)).doesNotContain("stands by");
        }
    }

    @Test
    void aHangUpDoesNotEndWhoStandsBy() throws Exception {
        try (RunningIsthmus second = machine("second", "")) {
            second.awaitLog("isthmus.standby");
            second.signal("HUP");
            second.awaitLog("config=not-read");
            first.kill();
            second.awaitLog("isthmus.takes-over");
        }
    }

    @Test
    void whoLostTheDatabaseEndsAtOnce() throws Exception {
        try (RunningIsthmus second = machine("second", "")) {
            second.awaitLog("isthmus.standby");
            try (Connection link = DriverManager.getConnection(database);
                    Statement statement = link.createStatement()) {
                Await.until("the second waits in line", () -> isOneWaiting(statement));
                statement.execute("SELECT pg_terminate_backend(pid)" + LOCKS + "granted");
            }
            second.awaitLog("isthmus.takes-over");

            assertThat(first.awaitExit()).as(first.log()).isEqualTo(1);
            assertThat(first.log())
                    .contains("isthmus.taken-over problem=\"another gateway has the database now\"")
                    .doesNotContain("isthmus.stopped");
            second.awaitLog("stream.up");
        }
    }

    @Test
    void whoStandsByEndsWhenItIsTold() throws Exception {
        try (RunningIsthmus second = machine("second", "")) {
            second.awaitLog("isthmus.standby");
            second.signal("TERM");
            assertThat(second.awaitExit()).as(second.log()).isZero();
            assertThat(second.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void whoHasNotTheKeyCannotStandBy() throws Exception {
        Files.move(directory.resolve("store.key"), directory.resolve("elsewhere.key"));
        try (RunningIsthmus second = machine("second", "")) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.log())
                    .contains("second.toml: store.key-file: a gateway that stands by needs the key")
                    .contains(directory.resolve("store.key").toString());
        }
    }

    private static boolean isOneWaiting(Statement statement) {
        try (ResultSet rows = statement.executeQuery("SELECT pid" + LOCKS + "NOT granted")) {
            return rows.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each coming in is seen once. */
    private static void awaitIn(IrcUser witness) {
        witness.await(
                "alice in the channel",
                LONG,
                line -> line.startsWith(":alice") && line.contains(" JOIN "));
    }

    private static String health(int port) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + "/health");
            return client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private RunningIsthmus machine(String name, String more) throws Exception {
        Path home = Files.createDirectories(directory.resolve(name));
        String configuration =
                IrcLab.configuration(xmpp, irc)
                        .replace(
                                "url = \"jdbc:sqlite:irc.sqlite\"",
                                "url = \"%s\"\nkey-file = \"%s\"\nstandby = true"
                                        .formatted(database, directory.resolve("store.key")));
        Path file = Files.writeString(home.resolve(name + ".toml"), configuration + more);
        return new RunningIsthmus(home, Map.of(), "run", file.toString());
    }
}
