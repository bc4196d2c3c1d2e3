package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RealIrcServer;
import im.isthmus.testing.real.RealNgircd;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is corrected in XMPP (XEP-0308), as XMPP sees it and as IRC sees it. */
@Timeout(120)
class IrcCorrectionTest {
    private static final String ROOM = IrcLab.room("#walk");
    private static final String CORRECT = "urn:xmpp:message-correct:0";

    @TempDir Path directory;

    @Test
    void aCorrectionIsOneForTheUsersClientsAndWordsForOthers() {
        try (RealXmppServer xmpp = RealProsody.start(XmppSetup.standard());
                RealIrcServer irc = RealInspircd.start();
                IrcLab _ = IrcLab.start(directory, xmpp, irc);
                XmppClient alice = XmppClient.login(xmpp, "alice");
                XmppClient bob = XmppClient.login(xmpp, "bob");
                IrcUser carol = IrcUser.login(irc.port(), "carol")) {
            corrects(alice, carol);
            bob.joinRoom(ROOM, "bob");
            correct(alice, "m3", "hello new worlds");
            bob.awaitMessage(ROOM + "/alice", "* worlds");
            String archive = archive(alice);
            assertThat(archive).contains("<body>hello new world</body>");
            assertThat(archive.split("<replace ", -1)).hasSize(3);

            long before = toldToAsk(alice);
            Forms.submit(alice, IrcLab.DOMAIN, "settings", "irc_corrections", "sed");
            assertThat(toldToAsk(alice)).isEqualTo(before);
            Forms.submit(alice, IrcLab.DOMAIN, "settings", "irc_corrections", "off");
            assertThat(toldToAsk(alice)).isEqualTo(before + 1);
            discover(alice, "d2");
            assertThat(XmppClient.xml(alice.awaitXml("id='d2'"))).doesNotContain(CORRECT);
        }
    }

    @Test
    void aNetworkWithoutTagsHasTheSame() {
        try (RealXmppServer xmpp = RealProsody.start(XmppSetup.standard());
                RealIrcServer irc = RealNgircd.start();
                IrcLab _ = IrcLab.start(directory, xmpp, irc);
                XmppClient alice = XmppClient.login(xmpp, "alice");
                IrcUser carol = IrcUser.login(irc.port(), "carol")) {
            corrects(alice, carol);
            correctsInPrivate(alice, carol);
            correct(alice, "m3", "another thing altogether");
            carol.awaitMessage("alice", "* another thing altogether");

            Forms.submit(alice, IrcLab.DOMAIN, "settings", "irc_corrections", "sed");
            correct(alice, "m4", "another matter altogether");
            carol.awaitMessage("alice", "s/thing/matter/");

            carol.send("MODE #walk +m");
            alice.awaitXml("<presence", "from='" + ROOM + "/alice'", "role='visitor'");
            correct(alice, "m5", "another chapter altogether");
            alice.awaitXml("type='error'", "id='m5'", "Cannot send to channel");

            Forms.submit(alice, IrcLab.DOMAIN, "settings", "irc_corrections", "off");
            correct(alice, "m6", "nothing");
            alice.awaitXml("type='error'", "id='m6'", "feature-not-implemented", "Say it anew.");
            assertThat(alice.stanzas().stream().map(XmppClient::xml))
                    .noneMatch(xml -> xml.contains("type='error'") && xml.contains("id='m4'"));
        }
    }

    private static void corrects(XmppClient alice, IrcUser carol) {
        carol.join("#walk");
        alice.joinRoom(ROOM, "alice");
        discover(alice, "d1");
        alice.awaitXml("id='d1'", CORRECT);
        alice.send(
                "<message type='groupchat' id='m1' to='"
                        + ROOM
                        + "'><body>hello wrold</body>"
                        + "</message>");
        carol.awaitMessage("alice", "hello wrold");
        correct(alice, "m2", "hello new world");
        carol.awaitMessage("alice", "* new world");
        String shown = XmppClient.xml(alice.awaitXml("id='m2'", "hello new world"));
        assertThat(shown)
                .contains("<replace xmlns='" + CORRECT + "' id='m1'", "<stanza-id")
                .doesNotContain("* new world");
    }

    private static void correctsInPrivate(XmppClient alice, IrcUser carol) {
        String message = "<message type='chat' id='%s' to='%s'><body>%s</body>";
        String carols = IrcLab.contact("carol");
        alice.send(message.formatted("p1", carols, "come tonigth") + "</message>");
        carol.awaitMessage("alice", "come tonigth");
        alice.send(
                message.formatted("p2", carols, "come tonight")
                        + "<replace xmlns='"
                        + CORRECT
                        + "' id='p1'/></message>");
        carol.awaitMessage("alice", "* tonight");
    }

    private static void correct(XmppClient who, String id, String text) {
        who.send(
                "<message type='groupchat' id='%s' to='%s'><body>%s</body>"
                                .formatted(id, ROOM, text)
                        + "<replace xmlns='"
                        + CORRECT
                        + "' id='m1'/></message>");
    }

    private static void discover(XmppClient who, String id) {
        who.send(
                "<iq type='get' id='"
                        + id
                        + "' to='"
                        + ROOM
                        + "'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
    }

    /** How often a client heard that the room is something else now (XEP-0045 section 10.2.1). */
    private static long toldToAsk(XmppClient who) {
        return who.stanzas().stream()
                .map(XmppClient::xml)
                .filter(xml -> xml.contains("from='" + ROOM + "'") && xml.contains("code='104'"))
                .count();
    }

    /** All that the room's archive has. */
    private static String archive(XmppClient who) {
        who.send("<iq type='set' id='mam' to='" + ROOM + "'><query xmlns='urn:xmpp:mam:2'/></iq>");
        who.awaitXml("id='mam'", "<fin");
        StringBuilder all = new StringBuilder();
        who.stanzas().stream()
                .map(XmppClient::xml)
                .filter(xml -> xml.contains("<forwarded"))
                .forEach(all::append);
        return all.toString();
    }
}
