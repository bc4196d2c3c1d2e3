package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RealIrcServer;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of what is said on IRC is the user's choice, channel by channel. */
@Timeout(120)
class IrcHistoryTest {
    private static final String KEPT = IrcLab.room("#kept");
    private static final String SECRET = IrcLab.room("#secret");

    @TempDir Path directory;

    private int asked;

    @Test
    void whatIsNotKeptInOneChannelIsKeptInAnotherAlsoAfterARestart() {
        try (RealXmppServer xmpp = RealProsody.start(XmppSetup.standard());
                RealIrcServer irc = RealInspircd.start();
                IrcUser carol = IrcUser.login(irc.port(), "carol");
                XmppClient alice = XmppClient.login(xmpp, "alice")) {
            carol.join("#kept");
            carol.join("#secret");
            try (IrcLab _ = IrcLab.start(directory, xmpp, irc)) {
                Forms.submit(alice, SECRET, "configure", "record_history", "false");
                hears(alice, carol, "before");
                assertThat(archived(alice, KEPT)).contains("<count>1<");
                assertThat(archived(alice, SECRET)).contains("<count>0<");
            }
            try (IrcLab _ = IrcLab.start(directory, xmpp, irc)) {
                hears(alice, carol, "after");
                assertThat(archived(alice, KEPT)).contains("<count>2<");
                assertThat(archived(alice, SECRET)).contains("<count>0<");
            }
        }
    }

    private static void hears(XmppClient alice, IrcUser carol, String words) {
        for (String channel : new String[] {"#kept", "#secret"}) {
            String room = IrcLab.room(channel);
            assertThat(XmppClient.xml(alice.joinRoom(room, "alice"))).contains("code='110'");
            carol.awaitLine(":alice!", "JOIN", channel);
            carol.say(channel, words);
            alice.awaitMessage(room + "/carol", words);
        }
    }

    /** What ended a query for all of it; Smack shows what it does not know as text. */
    private String archived(XmppClient alice, String room) {
        String id = "mam" + ++asked;
        alice.send(
                "<iq type='set' id='%s' to='%s'><query xmlns='urn:xmpp:mam:2'/></iq>"
                        .formatted(id, room));
        return XmppClient.xml(alice.awaitXml("id='" + id + "'", "fin"))
                .replace("&lt;", "<")
                .replace("&gt;", ">");
    }
}
