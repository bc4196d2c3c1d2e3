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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway to one IRC network, as clients see it: rooms are channels, and it is administered. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FixedNetworkTest {
    private static final String ADMIN = "http://jabber.org/protocol/muc#admin";

    @TempDir static Path directory;

    private RealXmppServer xmpp;
    private RealIrcServer irc;
    private IrcLab isthmus;
    private XmppClient alice;
    private IrcUser carol;
    private int asked;

    @BeforeAll
    void start() {
        xmpp = RealProsody.start(XmppSetup.standard());
        irc = RealInspircd.start();
        isthmus = IrcLab.fixed(directory, xmpp, irc);
        alice = XmppClient.login(xmpp, "alice");
        carol = IrcUser.login(irc.port(), "carol");
    }

    @AfterAll
    void stop() {
        carol.close();
        alice.close();
        isthmus.close();
        irc.close();
        xmpp.close();
    }

    private static String room(String channel) {
        return channel + "@" + IrcLab.DOMAIN;
    }

    private void enter(String channel) {
        assertThat(XmppClient.xml(alice.joinRoom(room(channel), "alice"))).contains("code='110'");
        carol.join(channel);
        alice.awaitXml("from='" + room(channel) + "/carol'");
    }

    @Test
    void aChannelAndANickAreAllThatAJidNames() {
        enter("#walk");
        alice.sayInRoom(room("#walk"), "hello");
        carol.awaitMessage("alice", "hello");
        alice.send(
                "<message type='chat' to='carol@%s'><body>psst</body></message>"
                        .formatted(IrcLab.DOMAIN));
        carol.awaitMessage("alice", "psst");
        carol.say("alice", "what is it?");
        alice.awaitMessage("carol@" + IrcLab.DOMAIN, "what is it?");
    }

    @Test
    void theGatewayIsTheNetworkAndStillKnowsItsCommands() {
        enter("#console");
        say("WHOIS carol");
        alice.awaitXml("<message", "from='" + IrcLab.DOMAIN + "'", "End of /WHOIS");
        say("help");
        alice.awaitXml(
                "<message",
                "from='" + IrcLab.DOMAIN + "'",
                "Join #channel@" + IrcLab.DOMAIN,
                "configure-network");
        ask("get", IrcLab.DOMAIN, "<query xmlns='http://jabber.org/protocol/disco#items'/>");
        alice.awaitXml(id(), "jid='" + room("#console") + "'", "#console (2)");
    }

    @Test
    void anOwnerOfAChannelGivesRanksBansAndReadsTheList() {
        enter("#rule");
        set("#rule", "<item nick='carol' role='moderator'/>");
        alice.awaitXml("type='result'", id());
        alice.awaitXml("from='" + room("#rule") + "/carol'", "role='moderator'");
        carol.awaitLine("MODE #rule +h", "carol");

        set("#rule", "<item jid='*!*@evil.example' affiliation='outcast'/>");
        carol.awaitLine("MODE #rule +b :*!*@evil.example");
        ask(
                "get",
                room("#rule"),
                "<query xmlns='" + ADMIN + "'><item affiliation='outcast'/></query>");
        alice.awaitXml(
                id(), "type='result'", "affiliation='outcast'", "evil.example", "set by alice");

        set("#rule", "<item jid='carol@" + IrcLab.DOMAIN + "' affiliation='outcast'/>");
        alice.awaitXml("type='unavailable'", "from='" + room("#rule") + "/carol'", "code='301'");
        set("#rule", "<item nick='nobody' role='moderator'/>");
        alice.awaitXml(id(), "type='error'", "item-not-found");
    }

    @Test
    void theModesOfAChannelAreInItsConfiguration() {
        enter("#form");
        ask("get", room("#form"), "<query xmlns='http://jabber.org/protocol/muc#owner'/>");
        assertThat(XmppClient.xml(alice.awaitXml(id()))).contains("muc#roomconfig_moderatedroom");
        ask(
                "set",
                room("#form"),
                "<query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data'"
                        + " type='submit'><field var='muc#roomconfig_moderatedroom'>"
                        + "<value>1</value></field></x></query>");
        carol.awaitLine("MODE #form", "+m");
        alice.awaitXml("from='" + room("#form") + "/carol'", "role='visitor'");
    }

    @Test
    void topicsPingsTheArchiveNicksAndKicksAreAsInAnyRoom() {
        enter("#day");
        alice.send(
                "<message type='groupchat' to='%s'><subject>Two households</subject></message>"
                        .formatted(room("#day")));
        carol.awaitLine("TOPIC #day", "Two households");
        alice.awaitXml("from='" + room("#day"), "<subject>Two households</subject>");
        ask("get", room("#day") + "/alice", "<ping xmlns='urn:xmpp:ping'/>");
        alice.awaitXml(id(), "type='result'");

        carol.say("#day", "for the archive");
        alice.awaitMessage(room("#day") + "/carol", "for the archive");
        ask(
                "set",
                room("#day"),
                "<query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'>"
                        + "<max>1</max><before/></set></query>");
        alice.awaitXml("<forwarded", "for the archive");
        alice.awaitXml(id(), "<fin", "count");

        carol.send("NICK carla");
        alice.awaitXml("from='" + room("#day") + "/carol'", "nick='carla'", "code='303'");
        carol.send("NICK carol");
        alice.awaitXml("from='" + room("#day") + "/carla'", "nick='carol'", "code='303'");
        set("#day", "<item nick='carol' role='none'><reason>out</reason></item>");
        carol.awaitLine("KICK #day carol", "out");
        alice.awaitXml("from='" + room("#day") + "/carol'", "code='307'", "<reason>out</reason>");
        alice.awaitXml(id(), "type='result'");
    }

    @Test
    void aVoiceIsAskedOfPeopleAndAChannelIsNotDestroyed() {
        enter("#mute");
        alice.send(
                "<message to='%s'><x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'>"
                                .formatted(room("#mute"))
                        + "<value>http://jabber.org/protocol/muc#request</value></field>"
                        + "<field var='muc#role'><value>participant</value></field></x></message>");
        alice.awaitXml("<message", "type='error'", "You may speak in this channel already.");
        ask(
                "set",
                room("#mute"),
                "<query xmlns='http://jabber.org/protocol/muc#owner'><destroy/></query>");
        alice.awaitXml(id(), "feature-not-implemented", "ends when the last one leaves");
    }

    @Test
    void theCommandsAreAtTheNodesThatBiboumisUsersKnow() {
        ask(
                "get",
                IrcLab.DOMAIN,
                "<query xmlns='http://jabber.org/protocol/disco#items'"
                        + " node='http://jabber.org/protocol/commands'/>");
        alice.awaitXml(
                id(),
                "node='ping'",
                "node='reload'",
                "node='disconnect-user'",
                "node='disconnect-from-irc-server'",
                "node='global-configure'",
                "node='server-configure'",
                "node='get-irc-connection-info'");
        ask(
                "set",
                IrcLab.DOMAIN,
                "<command xmlns='http://jabber.org/protocol/commands' node='ping'"
                        + " action='execute'/>");
        alice.awaitXml(id(), "status='completed'", "Pong");
    }

    @Test
    void nobodyIsLedToAnotherNetwork() {
        ask(
                "set",
                IrcLab.DOMAIN,
                "<command xmlns='http://jabber.org/protocol/commands' node='server-configure'"
                        + " action='execute'/>");
        assertThat(XmppClient.xml(alice.awaitXml(id(), "status='executing'")))
                .contains("var='nick'", "var='ports'")
                .doesNotContain("var='address'");
        String elsewhere = "<query xmlns='http://jabber.org/protocol/disco#info'/>";
        ask("get", "carol%irc.example.net@" + IrcLab.DOMAIN, elsewhere);
        alice.awaitXml(id(), "type='error'", "jid-malformed");
    }

    @Test
    void whoHasAChannelNotKeptIsToldSoThenAndOnEntering() {
        assertThat(XmppClient.xml(alice.joinRoom(room("#secret"), "alice"))).contains("code='170'");
        ask(
                "set",
                room("#secret"),
                "<query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data'"
                        + " type='submit'><field var='record_history'><value>false</value>"
                        + "</field></x></query>");
        alice.awaitXml("from='" + room("#secret") + "'", "code='104'", "code='171'");
        alice.awaitXml(id(), "type='result'");
        assertThat(XmppClient.xml(alice.joinRoom(room("#secret"), "alice")))
                .doesNotContain("code='170'");
    }

    @Test
    void aUserEndsTheConnectionByACommandWithPartingWords() {
        enter("#leave");
        String start =
                "<command xmlns='http://jabber.org/protocol/commands'"
                        + " node='disconnect-from-irc-server' ";
        ask("set", IrcLab.DOMAIN, start + "action='execute'/>");
        String form = XmppClient.xml(alice.awaitXml(id(), "sessionid=", "quit-message"));
        String session = form.replaceAll(".*sessionid='([^']*)'.*", "$1");
        ask(
                "set",
                IrcLab.DOMAIN,
                start
                        + "sessionid='"
                        + session
                        + "' action='complete'><x xmlns='jabber:x:data' type='submit'>"
                        + "<field var='irc-servers'><value>"
                        + IrcLab.NETWORK
                        + "</value></field><field var='quit-message'><value>farewell</value>"
                        + "</field></x></command>");
        alice.awaitXml(id(), "status='completed'");
        carol.awaitLine("QUIT", ":alice!", "farewell");
        alice.awaitXml("from='" + room("#leave") + "/alice'", "type='unavailable'", "code='110'");
    }

    @Test
    void anAdminSeesWhoIsOnIrcAndEndsAConnection() {
        enter("#census");
        say("who-is-on-irc alice");
        alice.awaitXml("<message", "On IRC: 1", "alice@localhost");
        say("irc-networks");
        alice.awaitXml("<message", IrcLab.NETWORK, "Networks: 1");
        say("disconnect-user-from alice@localhost " + IrcLab.NETWORK);
        carol.awaitLine("QUIT", "alice", "Disconnected by an admin");
        alice.awaitXml(
                "from='" + room("#census") + "/alice'",
                "type='unavailable'",
                "An admin closed your connection.");
        alice.awaitXml("<message", "Disconnected from " + IrcLab.NETWORK);
        say("connection");
        alice.awaitXml("<message", "You are not connected to " + IrcLab.NETWORK);
    }

    private String id() {
        return "id='ask" + asked + "'";
    }

    private void say(String body) {
        alice.send(
                "<message type='chat' to='%s'><body>%s</body></message>"
                        .formatted(IrcLab.DOMAIN, body));
    }

    private void set(String channel, String item) {
        ask("set", room(channel), "<query xmlns='" + ADMIN + "'>" + item + "</query>");
    }

    private void ask(String type, String to, String payload) {
        alice.send(
                "<iq type='"
                        + type
                        + "' id='ask"
                        + ++asked
                        + "' to='"
                        + to
                        + "'>"
                        + payload
                        + "</iq>");
    }
}
