package im.isthmus.irc.connection;

import static im.isthmus.irc.connection.TestConnections.JULIET;
import static im.isthmus.irc.connection.TestConnections.open;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.irc.connection.ending.CloseReason;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class IrcConnectionTest {
    private final RecordingListener listener = new RecordingListener();
    private FakeIrcServer server;

    @BeforeEach
    void startServer() throws Exception {
        server = FakeIrcServer.start();
    }

    @AfterEach
    void stopServer() throws Exception {
        server.close();
    }

    @Test
    void aUserIsWelcomedJoinsTalksAndLeaves() throws Exception {
        IrcConnection connection = open(server, JULIET, listener);
        listener.awaitRegistered();
        FakeIrcClient client = server.awaitClient("juliet");

        connection.send(IrcMessage.of("JOIN", "#balcony"));
        assertThat(listener.await("366").param(1)).isEqualTo("#balcony");
        client.send("@time=2026-01-01T00:00:00.000Z :romeo!r@host PRIVMSG #balcony :hi there");
        assertThat(listener.await("PRIVMSG").params()).containsExactly("#balcony", "hi there");
        connection.quit("good night");

        client.await("QUIT :good night");
        assertThat(listener.awaitEnd()).isInstanceOf(CloseReason.Quit.class);
        assertThat(connection.registered()).isFalse();
    }

    @Test
    void whatTheServerSaysAboutItselfAndTheUserIsKnown() {
        IrcConnection connection = open(server, JULIET, listener);
        listener.awaitRegistered();

        assertThat(connection.registered()).isTrue();
        assertThat(connection.nick()).isEqualTo("juliet");
        assertThat(connection.prefix()).isEqualTo("juliet!jcapulet@127.0.0.1");
        assertThat(connection.supports().network()).isEqualTo("TestNet");
        assertThat(connection.capabilities())
                .containsExactlyInAnyOrder(
                        "multi-prefix", "userhost-in-names", "server-time", "message-tags");
    }

    @Test
    void aLineIsAsLongAsTheAddressThatOthersSeeAllows() {
        IrcConnection connection = open(server, JULIET, listener);
        listener.awaitRegistered();
        FakeIrcClient client = server.awaitClient("juliet");
        assertThat(longest(connection)).isEqualTo(510 - line("juliet!jcapulet@127.0.0.1"));
        client.send(":irc.test 396 juliet cloak.example :is now your displayed host");
        listener.await("396");
        assertThat(longest(connection)).isEqualTo(510 - line("juliet!jcapulet@cloak.example"));
        client.send(":juliet!jcapulet@cloak.example CHGHOST jc verona");
        listener.await("CHGHOST");
        assertThat(longest(connection)).isEqualTo(510 - line("juliet!jc@verona"));
        client.send(":juliet!jc@verona NICK Juliet_Capulet");
        listener.await("NICK");
        assertThat(longest(connection)).isEqualTo(510 - line("Juliet_Capulet!jc@verona"));
    }

    private static int longest(IrcConnection connection) {
        return connection.splitter().split("PRIVMSG", "#c", "x".repeat(1000)).getFirst().length();
    }

    private static int line(String prefix) {
        return (":" + prefix + " PRIVMSG #c :").length();
    }

    @Test
    void aPingIsAnsweredAndNotTold() {
        open(server, JULIET, listener);
        FakeIrcClient client = server.awaitClient("juliet");
        client.send("PING :a b");
        client.await("PONG :a b");
        assertThat(listener.messages()).noneMatch(m -> m.command().equals("PING"));
    }

    @Test
    void aTakenNickIsReplacedByTheNextOne() {
        open(server, JULIET, new RecordingListener());
        server.awaitClient("juliet");
        IrcConnection second = open(server, JULIET, listener);
        listener.awaitRegistered();
        assertThat(second.nick()).isEqualTo("juliet_");
        assertThat(listener.messages()).noneMatch(m -> m.command().equals("433"));
    }

    @Test
    void theServerClosingIsTheEndWithItsWords() {
        open(server, JULIET, listener);
        FakeIrcClient client = server.awaitClient("juliet");
        client.send("ERROR :Closing Link: 127.0.0.1 (Server shutting down)");
        client.close();
        assertThat(listener.awaitEnd())
                .isEqualTo(
                        new CloseReason.ServerClosed(
                                "Closing Link: 127.0.0.1 (Server shutting down)"));
    }

    @Test
    void whereNobodyListensTheNextServerIsTried() {
        IrcConnection connection =
                IrcConnection.open(
                        TestConnections.plain(1, server.port()), JULIET, Runnable::run, listener);
        listener.awaitRegistered();
        assertThat(connection.nick()).isEqualTo("juliet");
    }

    @Test
    void whereNobodyListensIsTheEndOnce() {
        IrcConnection.open(TestConnections.plain(1), JULIET, Runnable::run, listener);
        assertThat(listener.awaitEnd()).isInstanceOf(CloseReason.ConnectFailed.class);
        Await.until("told once", () -> listener.ends().size() == 1);
    }
}
