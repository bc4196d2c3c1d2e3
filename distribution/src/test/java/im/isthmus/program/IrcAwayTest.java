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

/** What people on IRC see of clients that come and go. */
@Timeout(120)
class IrcAwayTest {
    private static final String ROOM = IrcLab.room("#walk");

    @TempDir Path directory;

    @Test
    void aClientThatDropsAndReturnsIsNotAwayAndOneThatSaysSoIsAtOnce() {
        try (RealXmppServer xmpp = RealProsody.start(XmppSetup.standard());
                RealIrcServer irc = RealInspircd.start();
                IrcLab _ = staying(xmpp, irc);
                IrcUser carol = IrcUser.login(irc.port(), "carol")) {
            carol.send("CAP REQ :away-notify");
            carol.awaitLine("CAP", "ACK", "away-notify");
            carol.join("#walk");
            try (XmppClient bob = XmppClient.login(xmpp, "bob")) {
                bob.joinRoom(ROOM, "bob");
                bob.drop();
            }
            try (XmppClient bob = XmppClient.login(xmpp, "bob")) {
                bob.joinRoom(ROOM, "bob");
                bob.sayInRoom(ROOM, "back");
                carol.awaitMessage("bob", "back");
                assertThat(carol.lines()).noneMatch(line -> IrcUser.command(line).equals("AWAY"));
                assertThat(carol.lines()).noneMatch(line -> IrcUser.command(line).equals("PART"));

                bob.send("<presence to='" + ROOM + "/bob'><show>away</show></presence>");
                carol.awaitLine(":bob!", "AWAY");
            }
        }
    }

    /** A gateway whose users stay in channels without a client. */
    private IrcLab staying(RealXmppServer xmpp, RealIrcServer irc) {
        String networks = "[irc.networks";
        return IrcLab.run(
                directory.resolve("irc.toml"),
                IrcLab.configuration(xmpp, irc)
                        .replace(networks, "[irc]\nstay = true\n" + networks));
    }
}
