package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
