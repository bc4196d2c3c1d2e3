package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealEjabberd;
import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RealIrcServer;
import im.isthmus.testing.real.RealNgircd;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A user of a real XMPP server and one of a real IRC server talk through the whole program. */
@Timeout(120)
class ConversationTest {
    private static final String ROOM = IrcLab.room("#walk");

    @TempDir Path directory;

    /** The XMPP servers and IRC servers that must work together. */
    enum Pair {
        PROSODY_AND_INSPIRCD,
        EJABBERD_AND_NGIRCD;

        RealXmppServer xmpp() {
            return switch (this) {
                case PROSODY_AND_INSPIRCD -> RealProsody.start(XmppSetup.standard());
                case EJABBERD_AND_NGIRCD -> RealEjabberd.start(XmppSetup.standard());
            };
        }

        RealIrcServer irc() {
            return switch (this) {
                case PROSODY_AND_INSPIRCD -> RealInspircd.start();
                case EJABBERD_AND_NGIRCD -> RealNgircd.start();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void theGatewayIsFoundAndAnswers(Pair pair) {
        try (RealXmppServer xmpp = pair.xmpp();
                RealIrcServer irc = pair.irc();
                IrcLab _ = IrcLab.start(directory, xmpp, irc);
                XmppClient alice = XmppClient.login(xmpp, "alice")) {
            ask(alice, IrcLab.DOMAIN, "<ping xmlns='urn:xmpp:ping'/>");
            alice.awaitXml("type='result'", "id='ask'");
            discover(alice, IrcLab.DOMAIN);
            alice.awaitXml("category='conference'", "type='irc'", "urn:xmpp:ping");
            ask(alice, IrcLab.DOMAIN, "<query xmlns='http://jabber.org/protocol/disco#items'/>");
            alice.awaitXml(IrcLab.NETWORK + "@" + IrcLab.DOMAIN);
            discover(alice, ROOM);
            alice.awaitXml("from='" + ROOM + "'", "name='#walk'", "type='irc'", "type='text'");
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoPeopleTalkInAChannelAndInPrivate(Pair pair) {
        try (RealXmppServer xmpp = pair.xmpp();
                RealIrcServer irc = pair.irc();
                IrcLab _ = IrcLab.start(directory, xmpp, irc);
                XmppClient alice = XmppClient.login(xmpp, "alice");
                IrcUser carol = IrcUser.login(irc.port(), "carol")) {
            carol.join("#walk");
            assertThat(XmppClient.xml(alice.joinRoom(ROOM, "alice"))).contains("code='110'");
            carol.awaitLine("JOIN", "#walk", "alice");

            alice.sayInRoom(ROOM, "hello from XMPP ✓ 😀");
            carol.awaitMessage("alice", "hello from XMPP ✓ 😀");
            alice.awaitMessage(ROOM + "/alice", "hello from XMPP ✓ 😀");
            carol.say("#walk", "hello from IRC ✓ 😀");
            alice.awaitMessage(ROOM + "/carol", "hello from IRC ✓ 😀");
            alice.sayInRoom(ROOM, "/me waves");
            carol.awaitLine("PRIVMSG #walk", "\001ACTION waves\001");

            alice.send(
                    "<message type='chat' to='%s'><body>psst</body></message>"
                            .formatted(IrcLab.contact("carol")));
            carol.awaitMessage("alice", "psst");
            carol.say("alice", "what is it?");
            alice.awaitMessage(IrcLab.contact("carol"), "what is it?");

            alice.send("<presence type='unavailable' to='" + ROOM + "/alice'/>");
            alice.awaitXml("type='unavailable'", "code='110'");
            carol.awaitLine("PART", "#walk");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoDoesNotKnowTheAddressOfAChannelIsInvitedToIt(Pair pair) {
        try (RealXmppServer xmpp = pair.xmpp();
                RealIrcServer irc = pair.irc();
                IrcLab _ = IrcLab.start(directory, xmpp, irc);
                XmppClient alice = XmppClient.login(xmpp, "alice")) {
            say(alice, "join irc://" + IrcLab.NETWORK + "/walk");
            alice.awaitXml("<message", "from='" + ROOM + "'", "<invite", "jabber:x:conference");
            alice.awaitXml("<message", "<body>You are invited to #walk.</body>");
            alice.joinRoom(ROOM, "alice");
            say(alice, "join #talk " + IrcLab.NETWORK);
            alice.awaitXml("<message", "from='" + IrcLab.room("#talk") + "'", "<invite");
            say(alice, "join talk " + IrcLab.NETWORK);
            alice.awaitXml("<message", "A channel begins with a sign");
            say(alice, "join #talk");
            alice.awaitXml("<message", "network's name is missing");
            say(alice, "join");
            alice.awaitXml("<message", "irc://");
        }
    }

    private static void say(XmppClient client, String body) {
        client.send(
                "<message type='chat' to='%s'><body>%s</body></message>"
                        .formatted(IrcLab.DOMAIN, body));
    }

    @ParameterizedTest
    @EnumSource
    void whoSomebodyIsIsDiscovered(Pair pair) {
        try (RealXmppServer xmpp = pair.xmpp();
                RealIrcServer irc = pair.irc();
                IrcLab _ = IrcLab.start(directory, xmpp, irc);
                XmppClient alice = XmppClient.login(xmpp, "alice");
                IrcUser carol = IrcUser.login(irc.port(), "carol")) {
            carol.join("#walk");
            alice.joinRoom(ROOM, "alice");
            for (String carols : List.of(IrcLab.contact("carol"), ROOM + "/carol")) {
                discover(alice, carols);
                alice.awaitXml(
                        "from='" + carols + "'",
                        "category='account'",
                        "name='carol'",
                        "var='channels'",
                        "#walk</value>",
                        "var='user_host'");
            }
            discover(alice, IrcLab.contact("nobody"));
            alice.awaitXml(
                    "from='" + IrcLab.contact("nobody") + "'", "type='error'", "item-not-found");
            discover(alice, ROOM + "/nobody");
            alice.awaitXml("from='" + ROOM + "/nobody'", "type='error'", "item-not-found");
        }
    }

    private static void discover(XmppClient who, String whom) {
        ask(who, whom, "<query xmlns='http://jabber.org/protocol/disco#info'/>");
    }

    @ParameterizedTest
    @EnumSource
    void manyMessagesArriveOnceAndInOrderBothWays(Pair pair) {
        int count = 500;
        try (RealXmppServer xmpp = pair.xmpp();
                RealIrcServer irc = pair.irc();
                IrcLab _ = IrcLab.start(directory, xmpp, irc);
                XmppClient alice = XmppClient.login(xmpp, "alice");
                IrcUser carol = IrcUser.login(irc.port(), "carol")) {
            carol.join("#walk");
            alice.joinRoom(ROOM, "alice");
            for (int i = 0; i < count; i++) {
                alice.sayInRoom(ROOM, "from xmpp " + i);
            }
            carol.awaitMessage("alice", "from xmpp " + (count - 1));
            assertThat(numbers(carol.lines(), "from xmpp ")).hasSize(count).isSorted();
            for (int i = 0; i < count; i++) {
                carol.say("#walk", "from irc " + i);
            }
            alice.awaitMessage(ROOM, "from irc " + (count - 1));
            List<String> seen = alice.stanzas().stream().map(XmppClient::xml).toList();
            assertThat(numbers(seen, "<body>from irc ")).hasSize(count).isSorted();
        }
    }

    private static List<Integer> numbers(List<String> lines, String before) {
        return lines.stream()
                .filter(line -> line.contains(before))
                .map(line -> line.substring(line.indexOf(before) + before.length()))
                .map(rest -> Integer.valueOf(rest.replaceAll("[^0-9].*", "").strip()))
                .toList();
    }

    private static void ask(XmppClient client, String to, String payload) {
        client.send("<iq type='get' id='ask' to='" + to + "'>" + payload + "</iq>");
    }
}
