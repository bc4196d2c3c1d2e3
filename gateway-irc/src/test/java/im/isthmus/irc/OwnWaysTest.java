package im.isthmus.irc;

import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.action.RoomAdministration.FetchConfiguration;
import im.isthmus.core.backend.action.UserAction.JoinRoom;
import im.isthmus.core.backend.command.Answers;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoinFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.RoomReport.ConfigurationFetched;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.store.Store;
import im.isthmus.core.text.Language;
import im.isthmus.irc.store.SettingsTable;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import im.isthmus.testing.StandInSessions;
import im.isthmus.testing.store.Databases;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What users set for a network is how they come to it. */
@Timeout(60)
class OwnWaysTest {
    private static final Charset KOI8 = Charset.forName("KOI8-R");

    @TempDir Path folder;

    private FakeIrcServer server;
    private Store store;
    private SettingsTable table;
    private IrcBackend backend;

    @BeforeEach
    void start() throws Exception {
        server = FakeIrcServer.start(FakeIrcServer.Options.DEFAULT.withAccount("jc", "s3cret"));
        store = Store.open(Databases.SQLITE.empty(folder));
        table = new SettingsTable(store);
        backend = TestBackends.keeping(server.port(), table);
    }

    @AfterEach
    void stop() throws Exception {
        store.close();
        server.close();
    }

    private TestUser who(Map<String, String> settings) throws Exception {
        table.save(Jid.parse("juliet@example.org"), TestBackends.NETWORK, settings);
        TestUser juliet = new TestUser(backend, "juliet@example.org");
        backend.start(
                new StandInSessions(
                        juliet.user(), (_, task) -> juliet.asOwner(() -> task.accept(juliet))));
        return juliet;
    }

    @Test
    void nickNamesPasswordsAndFirstLinesAreTheUsers() throws Exception {
        Map<String, String> settings =
                Map.of(
                        "nick", "capulet",
                        "username", "jcap",
                        "realname", "Juliet C.",
                        "pass", "open sesame",
                        "sasl_account", "jc",
                        "sasl_password", "s3cret",
                        "after_connect_commands", "MODE capulet +i\nPRIVMSG NickServ :hello you");
        try (TestUser juliet = who(settings)) {
            assertThat(juliet.join("#balcony", "juliet").nick()).isEqualTo("capulet");
            FakeIrcClient client = server.awaitClient("capulet");
            client.await("JOIN #balcony");
            List<String> said = client.received();
            assertThat(said)
                    .contains("NICK capulet")
                    .containsSubsequence(
                            "PASS :open sesame",
                            "USER jcap 0 * :Juliet C.",
                            "AUTHENTICATE PLAIN",
                            "CAP END",
                            "MODE capulet +i",
                            "PRIVMSG NickServ :hello you",
                            "JOIN #balcony");
        }
    }

    @Test
    void whoSetNothingIsCalledAsAtHomeAndTheirDomainIsNotTold() throws Exception {
        try (TestUser juliet = who(Map.of())) {
            juliet.join("#balcony", "capulet");
            assertThat(server.awaitClient("capulet").received())
                    .contains("USER juliet 0 * juliet")
                    .noneMatch(line -> line.contains("example.org"));
        }
    }

    @Test
    void aWrongPasswordOfAnAccountEndsTheJoin() throws Exception {
        Map<String, String> settings = Map.of("sasl_account", "jc", "sasl_password", "guess");
        try (TestUser juliet = who(settings)) {
            juliet.act(new JoinRoom(room("#balcony"), "juliet", null));
            assertThat(juliet.await(RoomJoinFailed.class).failure())
                    .isInstanceOf(BackendFailure.AuthFailed.class);
        }
    }

    @Test
    void whereTheAdminNamesTheNetworksNobodyIsLedElsewhere() throws Exception {
        try (TestUser juliet = who(Map.of("address", "irc.example.invalid"))) {
            assertThat(juliet.join("#balcony", "juliet").nick()).isEqualTo("juliet");
        }
    }

    @Test
    void theCharacterSetsOfANetworkAreTheUsersBothWays() throws Exception {
        Map<String, String> settings = Map.of("encoding_in", "KOI8-R", "encoding_out", "KOI8-R");
        try (TestUser juliet = who(settings)) {
            juliet.join("#balcony", "juliet");
            FakeIrcClient client = server.awaitClient("juliet");
            client.sendBytes(":romeo!r@h PRIVMSG #balcony :привет\r\n".getBytes(KOI8));
            assertThat(juliet.await(RoomMessage.class).body()).isEqualTo("привет");
            juliet.say("#balcony", "m1", "да");
            String bytes = new String("да".getBytes(KOI8), StandardCharsets.UTF_8);
            client.await("PRIVMSG #balcony " + bytes);
        }
    }

    @Test
    void whereNothingButUtf8IsTakenCharacterSetsAreNeitherUsedNorAskedFor() throws Exception {
        server.close();
        server = FakeIrcServer.start(FakeIrcServer.Options.DEFAULT.withIsupport("UTF8ONLY"));
        backend = TestBackends.keeping(server.port(), table);
        Map<String, String> settings = Map.of("encoding_in", "KOI8-R", "encoding_out", "KOI8-R");
        try (TestUser juliet = who(settings)) {
            assertThat(fields(juliet)).contains("realname", "encoding_in", "encoding_out");
            juliet.join("#balcony", "juliet");
            juliet.say("#balcony", "m1", "да");
            server.awaitClient("juliet").await("PRIVMSG #balcony да");
            assertThat(fields(juliet))
                    .contains("realname")
                    .doesNotContain("encoding_in", "encoding_out");
            juliet.act(new FetchConfiguration(room("#balcony"), juliet.ref("c1")));
            assertThat(juliet.await(ConfigurationFetched.class).fields())
                    .extracting(Field::name)
                    .contains("persistent")
                    .doesNotContain("encoding_in", "encoding_out");
        }
    }

    /** What the form of the network asks for. */
    private List<String> fields(TestUser user) throws Exception {
        Command command =
                backend.commands().stream()
                        .filter(each -> each.word().equals("configure-network"))
                        .findFirst()
                        .orElseThrow();
        Invocation invocation =
                new Invocation(
                        user.user().withResource("balcony"),
                        TestUser.network(),
                        false,
                        Language.ENGLISH,
                        new Answers(Map.of()));
        Step.Ask form =
                (Step.Ask)
                        command.handler()
                                .run(invocation)
                                .toCompletableFuture()
                                .get(20, TimeUnit.SECONDS);
        return form.fields().stream().map(Field::name).toList();
    }
}
