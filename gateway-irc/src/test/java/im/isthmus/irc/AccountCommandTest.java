package im.isthmus.irc;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.command.Answers;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Handler;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.store.Store;
import im.isthmus.core.text.Language;
import im.isthmus.irc.store.SettingsTable;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import im.isthmus.testing.StandInSessions;
import im.isthmus.testing.store.Databases;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Making an account on a network by a command (IRCv3 draft/account-registration). */
@Timeout(60)
class AccountCommandTest {
    private static final Map<String, String> FORM =
            Map.of("account", "capulet", "email", "j@example.org", "password", "se same");

    @TempDir Path folder;

    private FakeIrcServer server;
    private Store store;
    private SettingsTable table;
    private IrcBackend backend;
    private TestUser juliet;

    @BeforeEach
    void start() throws Exception {
        server =
                FakeIrcServer.start(
                        FakeIrcServer.Options.DEFAULT.withCapabilities(
                                "message-tags draft/account-registration=custom-account-name"));
        store = Store.open(Databases.SQLITE.empty(folder));
        table = new SettingsTable(store);
        backend = TestBackends.keeping(server.port(), table);
        juliet = new TestUser(backend, "juliet@example.org");
        backend.start(
                new StandInSessions(
                        juliet.user(), (_, task) -> juliet.asOwner(() -> task.accept(juliet))));
    }

    @AfterEach
    void stop() throws Exception {
        juliet.close();
        store.close();
        server.close();
    }

    @Test
    void anAccountThatIsMadeIsLoggedInToFromThenOn() throws Exception {
        juliet.join("#balcony", "juliet");
        FakeIrcClient client = server.awaitClient("juliet");
        CompletableFuture<Step> step = run(fill(FORM));
        client.await("REGISTER capulet j@example.org :se same");
        client.send(":irc.test REGISTER VERIFICATION_REQUIRED capulet :Look into your mail");
        Step.Ask code = (Step.Ask) step.get(20, TimeUnit.SECONDS);
        step = run(code.next(), Map.of("code", "1234"));
        client.await("VERIFY capulet 1234");
        client.send(":irc.test VERIFY SUCCESS capulet :Done");
        assertThat(step.get(20, TimeUnit.SECONDS)).isInstanceOf(Step.Done.class);
        assertThat(table.load(juliet.user()).get(TestBackends.NETWORK))
                .containsEntry("sasl_account", "capulet")
                .containsEntry("sasl_password", "se same");
    }

    @Test
    void whatTheNetworkRefusesIsToldInItsWords() throws Exception {
        juliet.join("#balcony", "juliet");
        FakeIrcClient client = server.awaitClient("juliet");
        CompletableFuture<Step> step = run(fill(FORM));
        client.awaitStart("REGISTER");
        client.send("FAIL REGISTER ACCOUNT_EXISTS capulet :Account already exists");
        assertThat(step.get(20, TimeUnit.SECONDS).toString()).contains("Account already exists");
        assertThat(table.load(juliet.user())).isEmpty();
    }

    @Test
    void whoIsNotConnectedIsToldSo() throws Exception {
        assertThat(run(fill(FORM)).get(20, TimeUnit.SECONDS)).isInstanceOf(Step.Failed.class);
    }

    private Fill fill(Map<String, String> answers) throws Exception {
        Command command =
                backend.commands().stream()
                        .filter(each -> each.node().equals("register-account"))
                        .findFirst()
                        .orElseThrow();
        Step.Ask form = (Step.Ask) run(command.handler(), Map.of()).get(20, TimeUnit.SECONDS);
        return new Fill(form.next(), answers);
    }

    private record Fill(Handler next, Map<String, String> answers) {}

    private CompletableFuture<Step> run(Fill fill) throws Exception {
        return run(fill.next(), fill.answers());
    }

    private CompletableFuture<Step> run(Handler handler, Map<String, String> answers)
            throws Exception {
        Invocation invocation =
                new Invocation(
                        juliet.user().withResource("balcony"),
                        TestUser.network(),
                        false,
                        Language.ENGLISH,
                        new Answers(answers));
        return handler.run(invocation).toCompletableFuture();
    }
}
