package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.Await;
import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jivesoftware.smack.packet.Stanza;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The gateway dies or is stopped with users in rooms, is started again, and they are in them. */
@Timeout(180)
class GatewayRestartTest {
    private static final String ROOM = IrcLab.room("#walk");
    private static final Duration LONG = Duration.ofSeconds(60);

    private static RealProsody xmpp;
    private static RealInspircd irc;

    @TempDir Path directory;

    @BeforeAll
    static void startServers() {
        xmpp = RealProsody.start(XmppSetup.standard());
        irc = RealInspircd.start();
    }

    @AfterAll
    static void stopServers() {
        irc.close();
        xmpp.close();
    }

    @BeforeEach
    void configure() throws Exception {
        Files.writeString(directory.resolve("irc.toml"), IrcLab.configuration(xmpp, irc));
    }

    @Test
    void afterItWasKilledTheConversationGoesOnAndNobodyHasToEnterAgain() throws Exception {
        try (IrcUser carol = IrcUser.login(irc.port(), "carol");
                XmppClient alice = XmppClient.login(xmpp, "alice")) {
            carol.join("#walk");
            try (RunningIsthmus before = run()) {
                alice.joinRoom(ROOM, "alice");
                awaitIn(carol, "alice");
                carol.say("#walk", "before");
                alice.awaitMessage(ROOM + "/carol", "before");
                String away = "><show>away</show><status>at mass</status></presence>";
                alice.send("<presence" + away);
                alice.send("<presence to='" + ROOM + "/alice'" + away);
                awaitStored("at mass");
                before.signal("KILL");
                assertThat(before.awaitExit()).isEqualTo(137);
                carol.await(
                        "alice gone",
                        LONG,
                        line -> line.contains(":alice!") && line.contains("QUIT"));
            }
            try (RunningIsthmus _ = run()) {
                awaitIn(carol, "alice");
                carol.say("#walk", "welcome back");
                alice.awaitMessage(ROOM + "/carol", "welcome back");
                alice.sayInRoom(ROOM, "I never left");
                carol.awaitMessage("alice", "I never left");
                carol.send("WHOIS alice");
                carol.awaitLine(" 301 ", "alice", "at mass");
            }
        }
    }

    @Test
    void afterItWasStoppedTheUserIsBackOnIrcAndTheClientFindsWhatWasSaid() throws Exception {
        try (IrcUser carol = IrcUser.login(irc.port(), "carol2");
                XmppClient bob = XmppClient.login(xmpp, "bob")) {
            carol.join("#walk");
            try (RunningIsthmus before = run()) {
                bob.joinRoom(ROOM, "bob");
                awaitIn(carol, "bob");
                before.signal("TERM");
                assertThat(before.awaitExit()).isZero();
                bob.awaitXml("type='unavailable'", "code='332'");
            }
            try (RunningIsthmus _ = run()) {
                awaitIn(carol, "bob");
                carol.say("#walk", "while nobody looked");
                bob.joinRoom(ROOM, "bob");
                bob.awaitMessage(ROOM + "/carol2", "while nobody looked");
            }
        }
    }

    @Test
    void reactionsFromBeforeItWasStoppedCountToo() throws Exception {
        String room = IrcLab.room("#hill");
        try (IrcUser carol = IrcUser.login(irc.port(), "carol3");
                XmppClient alice = XmppClient.login(xmpp, "alice")) {
            carol.send("CAP REQ :message-tags");
            carol.join("#hill");
            String said;
            try (RunningIsthmus before = run()) {
                alice.joinRoom(room, "alice3");
                carol.say("#hill", "hello");
                said = stanzaId(alice.awaitMessage(room + "/carol3", "hello"));
                carol.send("@+reply=" + said + ";+draft/react=👍 TAGMSG #hill");
                alice.awaitXml("<reactions ", "id='" + said + "'", "👍");
                alice.send(reactions(room, said, "<reaction>❤</reaction><reaction>👍</reaction>"));
                carol.awaitLine("+draft/react=❤", "TAGMSG");
                alice.awaitXml("/alice3'", "<reactions ", "❤", "👍");
                before.signal("TERM");
                assertThat(before.awaitExit()).isZero();
            }
            try (RunningIsthmus _ = run()) {
                alice.joinRoom(room, "alice3");
                alice.awaitMessage(room, "Back: the link to the network is up again.");
                carol.send("@+reply=" + said + ";+draft/react=🎉 TAGMSG #hill");
                alice.awaitXml("/carol3'", "<reactions ", "👍", "🎉");
                alice.send(reactions(room, said, "<reaction>👍</reaction>"));
                carol.awaitLine("+draft/unreact=❤", "TAGMSG");
            }
        }
    }

    private static String reactions(String room, String to, String reactions) {
        return ("<message type='groupchat' to='%s' id='%s'>"
                        + "<reactions xmlns='urn:xmpp:reactions:0' id='%s'>%s</reactions></message>")
                .formatted(room, UUID.randomUUID(), to, reactions);
    }

    /** What the room calls it. */
    private static String stanzaId(Stanza message) {
        Matcher id =
                Pattern.compile("<stanza-id [^>]*\\bid='([^']*)'").matcher(XmppClient.xml(message));
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    /** What is not on the disk yet may be lost with the process. */
    private void awaitStored(String away) throws Exception {
        String file = "jdbc:sqlite:" + directory.resolve("irc.sqlite");
        try (Connection database = DriverManager.getConnection(file);
                PreparedStatement query =
                        database.prepareStatement("SELECT 1 FROM room_stay WHERE away = ?")) {
            query.setString(1, away);
            Await.until(
                    "stored",
                    () -> {
                        try (ResultSet rows = query.executeQuery()) {
                            return rows.next();
                        } catch (SQLException e) {
                            throw new AssertionError(e);
                        }
                    });
        }
    }

    /** Each coming in is seen once. */
    private static void awaitIn(IrcUser witness, String nick) {
        witness.await(
                nick + " in the channel",
                LONG,
                line -> line.startsWith(":" + nick + "!") && line.contains(" JOIN "));
    }

    private RunningIsthmus run() throws Exception {
        RunningIsthmus running =
                new RunningIsthmus(
                        directory, Map.of(), "run", directory.resolve("irc.toml").toString());
        running.awaitLog("stream.up");
        return running;
    }
}
