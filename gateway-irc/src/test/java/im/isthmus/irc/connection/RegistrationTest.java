package im.isthmus.irc.connection;

import static im.isthmus.irc.connection.TestConnections.JULIET;
import static im.isthmus.irc.connection.TestConnections.juliet;
import static im.isthmus.irc.connection.TestConnections.open;
import static im.isthmus.irc.connection.TestConnections.openPatiently;
import static im.isthmus.irc.connection.TestConnections.paced;
import static im.isthmus.irc.connection.TestConnections.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.irc.connection.dialing.ConnectionConfig;
import im.isthmus.irc.connection.dialing.ConnectionConfig.Timeouts;
import im.isthmus.irc.connection.ending.CloseReason;
import im.isthmus.irc.connection.registration.IrcIdentity;
import im.isthmus.irc.connection.sending.Writing;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import im.isthmus.testing.FakeIrcServer.Options;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class RegistrationTest {
    private static final Options EXTENDED =
            Options.DEFAULT.withCapabilities("batch draft/pre-away draft/extended-isupport");

    private static final Duration LONG = Duration.ofSeconds(60);

    private final RecordingListener listener = new RecordingListener();

    @Test
    void theFirstLinesComeInTheirOrder() throws Exception {
        var identity = new IrcIdentity("juliet", "jc", "Juliet C", "open sesame", null);
        try (var server = FakeIrcServer.start()) {
            open(server, identity, listener);
            assertThat(server.awaitClient("juliet").received())
                    .startsWith("CAP LS 302", "PASS :open sesame")
                    .containsSubsequence(
                            "PASS :open sesame", "NICK juliet", "USER jc 0 * :Juliet C", "CAP END");
        }
    }

    @Test
    void theFirstNickIsAsLongAsTheServerSaysBeforeTheWelcome() throws Exception {
        try (var server = FakeIrcServer.start(EXTENDED)) {
            server.answer(
                    line -> line.equals("ISUPPORT"),
                    client -> {
                        client.send(":irc.test BATCH +i draft/isupport");
                        client.send("@batch=i :irc.test 005 * NICKLEN=5 :are supported");
                        client.send("@batch=i :irc.test 005 * LINELEN=1024 :are supported");
                        client.send(":irc.test BATCH -i");
                    });
            IrcConnection connection = openPatiently(server, JULIET.away("*"), listener);
            listener.awaitRegistered();
            assertThat(server.awaitClient("julie").received())
                    .containsSubsequence(
                            "ISUPPORT",
                            "NICK julie",
                            "USER jcapulet 0 * :Juliet Capulet",
                            "AWAY *",
                            "CAP END")
                    .doesNotContain("NICK juliet");
            assertThat(connection.nick()).isEqualTo("julie");
            assertThat(connection.supports().lineLength()).isEqualTo(1024);
        }
    }

    @Test
    void withoutBatchesTheLengthOfNicksIsWaitedFor() throws Exception {
        try (var server = FakeIrcServer.start(EXTENDED)) {
            server.answer(
                    line -> line.equals("ISUPPORT"),
                    client -> {
                        client.send(":irc.test 005 * LINELEN=1024 :are supported");
                        client.send(":irc.test 005 * NICKLEN=5 :are supported");
                    });
            openPatiently(server, JULIET, listener);
            listener.awaitRegistered();
            assertThat(server.awaitClient("julie").received()).doesNotContain("NICK juliet");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISUPPORT", "CAP LS 302"})
    void aServerThatOwesAnAnswerIsToldTheNickAllTheSame(String owed) throws Exception {
        try (var server = FakeIrcServer.start(EXTENDED)) {
            server.script((_, line) -> line.equals(owed));
            var soon = new Timeouts(LONG, Duration.ofSeconds(12), LONG, LONG, LONG);
            IrcConnection.open(
                    TestConnections.with(soon, server.port()), JULIET, Runnable::run, listener);
            server.awaitConnection(1).await("USER jcapulet 0 * :Juliet Capulet");
        }
    }

    @Test
    void aServerThatRefusesToTellIsToldTheNickAtOnce() throws Exception {
        try (var server = FakeIrcServer.start(EXTENDED)) {
            server.answer(
                    line -> line.equals("ISUPPORT"),
                    client -> client.send(":irc.test 451 * ISUPPORT :You have not registered"));
            openPatiently(server, JULIET, listener);
            listener.awaitRegistered();
        }
    }

    @Test
    void aServerThatPacesByItselfIsNotKeptWaiting() throws Exception {
        Options options = Options.DEFAULT.withIsupport("soju.im/SAFERATE");
        try (var server = FakeIrcServer.start(options)) {
            // At a line in an hour the second one would never come.
            ConnectionConfig slow = paced(plain(server.port()), 1, 1 / 3600.0, 100);
            IrcConnection connection = IrcConnection.open(slow, JULIET, Runnable::run, listener);
            listener.awaitRegistered();
            for (int i = 0; i < 5; i++) {
                connection.send(List.of(IrcMessage.of("PING", "p" + i)), Writing.UNHEARD);
            }
            server.awaitClient("juliet").await("PING p4");
        }
    }

    @Test
    void aServerWithoutCapabilitiesWelcomesToo() throws Exception {
        try (var server = FakeIrcServer.start(Options.DEFAULT.withCapabilities(null))) {
            IrcConnection connection = open(server, JULIET, listener);
            listener.awaitRegistered();
            assertThat(connection.capabilities()).isEmpty();
        }
    }

    @Test
    void aRefusedCapabilityDoesNotHangTheConnection() throws Exception {
        try (var server = FakeIrcServer.start()) {
            server.script((client, line) -> {
                boolean request = line.startsWith("CAP REQ");
                if (request) {
                    client.send("CAP * NAK :" + line.replaceFirst("CAP REQ :?", ""));
                }
                return request;
            });
            IrcConnection connection = open(server, JULIET, listener);
            listener.awaitRegistered();
            assertThat(connection.capabilities()).isEmpty();
        }
    }

    @Test
    void aCapabilityListOfManyLinesIsTakenTogether() throws Exception {
        Options options = Options.DEFAULT.withCapabilities("multi-prefix a=b\nc\nserver-time");
        try (var server = FakeIrcServer.start(options)) {
            IrcConnection connection = open(server, JULIET, listener);
            listener.awaitRegistered();
            assertThat(connection.capabilities())
                    .containsExactlyInAnyOrder("multi-prefix", "server-time");
        }
    }

    @Test
    void aUserLogsInBeforeBeingWelcomed() throws Exception {
        Options options = Options.DEFAULT.withAccount("jc", "secret");
        try (var server = FakeIrcServer.start(options)) {
            open(server, juliet("jc", "secret", true), listener);
            listener.awaitRegistered();
            List<String> lines = server.awaitClient("juliet").received();
            assertThat(lines).containsSubsequence("AUTHENTICATE PLAIN", "CAP END");
            assertThat(listener.await("900").param(2)).isEqualTo("jc");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 295, 296, 297, 400, 596, 597, 2000})
    void longCredentialsAreSentInChunks(int length) throws Exception {
        String password = "p".repeat(length);
        Options options = Options.DEFAULT.withAccount("jc", password);
        try (var server = FakeIrcServer.start(options)) {
            open(server, juliet("jc", password, true), listener);
            listener.awaitRegistered();
            assertThat(server.awaitClient("juliet").received())
                    .allMatch(line -> line.length() <= "AUTHENTICATE ".length() + 400);
        }
    }

    @Test
    void aRefusedLoginIsTheEndIfItIsRequired() throws Exception {
        Options options = Options.DEFAULT.withAccount("jc", "secret");
        try (var server = FakeIrcServer.start(options)) {
            open(server, juliet("jc", "wrong", true), listener);
            assertThat(listener.awaitEnd())
                    .isEqualTo(new CloseReason.LoginFailed("SASL authentication failed"));
            server.awaitConnection(1).awaitClosed();
            assertThat(listener.isRegistered()).isFalse();
        }
    }

    @Test
    void aRefusedLoginIsNoHindranceIfItIsNotRequired() throws Exception {
        try (var server = FakeIrcServer.start()) {
            open(server, juliet("jc", "wrong", false), listener);
            listener.awaitRegistered();
            assertThat(listener.await("904").lastParam()).isEqualTo("SASL authentication failed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"multi-prefix", "sasl=EXTERNAL", ""})
    void whereThereIsNoLoginARequiredOneFails(String capabilities) throws Exception {
        Options options = Options.DEFAULT.withCapabilities(capabilities);
        try (var server = FakeIrcServer.start(options)) {
            open(server, juliet("jc", "secret", true), listener);
            assertThat(listener.awaitEnd()).isInstanceOf(CloseReason.LoginFailed.class);
            assertThat(server.awaitConnection(1).received())
                    .noneMatch(line -> line.startsWith("AUTHENTICATE"));
        }
    }

    @Test
    void withoutCapabilitiesARequiredLoginFails() throws Exception {
        try (var server = FakeIrcServer.start(Options.DEFAULT.withCapabilities(null))) {
            open(server, juliet("jc", "secret", true), listener);
            assertThat(listener.awaitEnd()).isInstanceOf(CloseReason.LoginFailed.class);
        }
    }

    @Test
    void aServerThatIgnoresCapIsNoReasonToWaitForALogin() throws Exception {
        try (var server = FakeIrcServer.start(Options.DEFAULT.withCapabilities(null))) {
            server.ignore("CAP");
            open(server, juliet("jc", "secret", true), listener);
            assertThat(listener.awaitEnd()).isInstanceOf(CloseReason.LoginFailed.class);
        }
    }

    @Test
    void whenServicesComeBackTheUserIsLoggedIn() throws Exception {
        Options options =
                Options.DEFAULT.withAccount("jc", "secret").withCapabilities("multi-prefix");
        try (var server = FakeIrcServer.start(options)) {
            open(server, juliet("jc", "secret", false), listener);
            FakeIrcClient client = server.awaitClient("juliet");
            server.answer(
                    line -> line.equals("CAP REQ sasl"), to -> to.send("CAP juliet ACK :sasl"));
            client.send("CAP juliet NEW :sasl=PLAIN");
            assertThat(listener.await("903").lastParam()).contains("successful");
        }
    }

    @Test
    void noServerIsToldAPasswordUnasked() throws Exception {
        try (var server = FakeIrcServer.start(Options.DEFAULT.withCapabilities("multi-prefix"))) {
            server.script((client, line) -> {
                if (line.startsWith("USER")) {
                    client.send("AUTHENTICATE +");
                    client.send("PING :after");
                }
                return false;
            });
            open(server, juliet("jc", "secret", false), listener);
            FakeIrcClient client = server.awaitConnection(1);
            client.await("PONG after");
            assertThat(client.received()).noneMatch(line -> line.startsWith("AUTHENTICATE"));
        }
    }

    @Test
    void aLoginThatFailedIsTriedAgainWhenServicesAreBack() throws Exception {
        try (var server = FakeIrcServer.start()) {
            open(server, juliet("jc", "wrong", false), listener);
            FakeIrcClient client = server.awaitClient("juliet");
            listener.await("904");
            client.send("CAP juliet DEL :sasl");
            client.send("CAP juliet NEW :sasl=PLAIN");
            Await.until(
                    "a second login",
                    () ->
                            client.received().stream().filter("AUTHENTICATE PLAIN"::equals).count()
                                    == 2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FAIL * ACCOUNT_REQUIRED_TO_CONNECT :You must log in with SASL to join this server",
                "ERROR :Closing Link: 127.0.0.1 (SASL access only)"
            })
    void whereOnlyAccountsMayComeItIsNotTriedAgainWithoutOne(String words) throws Exception {
        assertThat(endAfter(words)).isInstanceOf(CloseReason.LoginFailed.class);
        assertThat(listener.awaitEnd().text()).contains("SASL");
        assertThat(listener.awaitEnd().mayRetry()).isFalse();
    }

    @Test
    void aWrongServerPasswordIsALoginFailure() throws Exception {
        try (var server = FakeIrcServer.start()) {
            server.script((client, line) -> {
                if (line.startsWith("USER")) {
                    client.send(":irc.test 464 * :Password incorrect");
                    client.send("ERROR :Closing Link: Bad Password");
                    client.close();
                }
                return true;
            });
            open(server, new IrcIdentity("juliet", "jc", "J", "wrong", null), listener);
            assertThat(listener.awaitEnd())
                    .isEqualTo(new CloseReason.LoginFailed("Password incorrect"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"433", "436", "437"})
    void afterAllNicksAreRefusedItIsTheEnd(String numeric) throws Exception {
        try (var server = FakeIrcServer.start()) {
            server.answer(
                    line -> line.startsWith("NICK"),
                    client -> client.send(":irc.test " + numeric + " * x :Not this one"));
            open(server, JULIET, listener);
            assertThat(listener.awaitEnd()).isInstanceOf(CloseReason.NickRefused.class);
            assertThat(server.awaitConnection(1).received())
                    .contains("NICK juliet", "NICK juliet_", "NICK juliet__", "NICK juliet3");
        }
    }

    @Test
    void anImpossibleNickBecomesAPossibleOne() throws Exception {
        try (var server = FakeIrcServer.start()) {
            server.answer(
                    line -> line.equals("NICK 1jülia"),
                    client -> client.send(":irc.test 432 * 1j :Erroneous nickname"));
            IrcConnection connection = open(server, new IrcIdentity("1jülia", "jc", "J"), listener);
            listener.awaitRegistered();
            assertThat(connection.nick()).isEqualTo("jlia");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR :Closing Link: me (K-Lined), Banned",
                "ERROR :Closing Link: x[1.2.3.4] (G-lined)",
                "ERROR :Closing link: (me@h) [Z-Lined: bye]",
                "ERROR :You are banned from this server",
                "ERROR :Closing Link: h (Killed (oper (spam)))",
                ":irc.test 465 * :You are banned from this server- go away"
            })
    void aBanIsNotRetried(String words) throws Exception {
        assertThat(endAfter(words)).isInstanceOf(CloseReason.Banned.class);
        assertThat(listener.awaitEnd().mayRetry()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR :Trying to reconnect too fast.",
                "ERROR :Closing Link: 127.0.0.1 (Throttled: Reconnecting too fast)",
                "ERROR :Your host is connecting too many times: throttled",
                "ERROR :Too many connections from your IP",
                "ERROR :Closing link: (j@127.0.0.1) [No more connections allowed from your host via"
                        + " this connect class (local)]",
                "ERROR :All connections in use",
                "ERROR :Closing Link: 127.0.0.1 (Sorry, server is full - try later)"
            })
    void tooManyConnectionsAreRetriedLater(String words) throws Exception {
        assertThat(endAfter(words)).isInstanceOf(CloseReason.Throttled.class);
        assertThat(listener.awaitEnd().mayRetry()).isTrue();
    }

    private CloseReason endAfter(String words) throws Exception {
        try (var server = FakeIrcServer.start()) {
            server.script((client, line) -> {
                if (line.startsWith("USER")) {
                    client.send(words);
                    client.close();
                }
                return true;
            });
            open(server, JULIET, listener);
            return listener.awaitEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ju liet", "", ":juliet", "juliet\r\nQUIT"})
    void anIdentityThatCannotBeSentIsRefused(String nick) {
        assertThatThrownBy(() -> new IrcIdentity(nick, "u", "r"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IrcIdentity("juliet", nick, "r"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
