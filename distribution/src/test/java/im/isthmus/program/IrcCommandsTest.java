package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RealIrcServer;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands, forms and questions at the addresses, nodes and fields that biboumi's users know. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IrcCommandsTest {
    private static final String NETWORK = IrcLab.NETWORK + "@" + IrcLab.DOMAIN;
    private static final String COMMANDS = "http://jabber.org/protocol/commands";
    private static final String PING = "<ping xmlns='urn:xmpp:ping'/>";
    private static final String[] OF_A_CHANNEL = {
        "record_history", "persistent", "encoding_in", "encoding_out"
    };

    @TempDir static Path directory;

    private RealXmppServer xmpp;
    private RealIrcServer irc;
    private IrcLab isthmus;
    private XmppClient admin;
    private XmppClient bob;
    private IrcUser carol;
    private int asked;

    @BeforeAll
    void start() {
        xmpp = RealProsody.start(XmppSetup.standard());
        irc = RealInspircd.start();
        isthmus = IrcLab.start(directory, xmpp, irc);
        admin = XmppClient.login(xmpp, "alice");
        bob = XmppClient.login(xmpp, "bob");
        carol = IrcUser.login(irc.port(), "carol");
    }

    @AfterAll
    void stop() {
        carol.close();
        bob.close();
        admin.close();
        isthmus.close();
        irc.close();
        xmpp.close();
    }

    @Test
    void theNodesAreThoseOfBiboumiAndAdminsHaveMore() {
        List<String> admins = nodes(admin, IrcLab.DOMAIN);
        assertThat(admins)
                .contains(
                        "ping",
                        "configure",
                        "disconnect-from-irc-server",
                        "disconnect-user",
                        "reload");
        assertThat(nodes(bob, IrcLab.DOMAIN))
                .contains("ping", "configure", "disconnect-from-irc-server")
                .doesNotContain("disconnect-user", "reload");
        assertThat(nodes(bob, NETWORK)).contains("configure", "get-irc-connection-info");
        assertThat(nodes(bob, IrcLab.room("#walk"))).contains("configure");
    }

    @Test
    void theFormsHaveTheFieldsOfBiboumi() {
        assertThat(fields(execute(bob, IrcLab.DOMAIN, "configure")))
                .containsExactly("max_history_length", "record_history", "persistent");
        assertThat(fields(execute(bob, NETWORK, "configure")))
                .contains(
                        "address",
                        "ports",
                        "tls_ports",
                        "verify_cert",
                        "fingerprint",
                        "nick",
                        "pass",
                        "sasl_password",
                        "after_connect_commands",
                        "username",
                        "realname",
                        "throttle_limit",
                        "max_history_length",
                        "encoding_in",
                        "encoding_out");
        String channel = execute(bob, IrcLab.room("#walk"), "configure");
        assertThat(fields(channel)).containsExactly(OF_A_CHANNEL);
        assertThat(channel)
                .contains("<value>unset</value>", "<value>true</value>", "<value>false</value>");
    }

    @Test
    void aRoomsOwnFormHasThemToo() {
        enter(bob, "#form", "bob");
        String form =
                ask(
                        bob,
                        "get",
                        IrcLab.room("#form"),
                        "<query xmlns='http://jabber.org/protocol/muc#owner'/>");
        assertThat(fields(form)).contains(OF_A_CHANNEL);
    }

    @Test
    void aConnectionIsDescribedAndEndedByAnAdminWithTheReason() {
        enter(bob, "#info", "bob");
        assertThat(execute(bob, NETWORK, "get-irc-connection-info"))
                .contains("Connected to " + IrcLab.NETWORK + " as bob", "without TLS");
        String form = execute(admin, IrcLab.DOMAIN, "disconnect-user");
        assertThat(fields(form)).contains("quit-message");
        ask(
                admin,
                "set",
                IrcLab.DOMAIN,
                "<command xmlns='%s' node='disconnect-user' action='complete' sessionid='%s'>"
                                .formatted(
                                        COMMANDS, form.replaceAll(".*sessionid='([^']*)'.*", "$1"))
                        + "<x xmlns='jabber:x:data' type='submit'>"
                        + "<field var='accountjids'><value>bob@localhost</value></field>"
                        + "<field var='quit-message'><value>enough</value></field></x></command>");
        carol.awaitLine(":bob!", "QUIT", "enough");
        bob.awaitXml("from='" + IrcLab.room("#info") + "/bob'", "unavailable", "enough");
    }

    @Test
    void anAdminHasTheConfigurationReadAgain() throws Exception {
        Path file = directory.resolve("irc.toml");
        Files.writeString(file, Files.readString(file) + "burst = 20\n");
        assertThat(execute(admin, IrcLab.DOMAIN, "reload"))
                .contains("Changed: irc.networks.", IrcLab.NETWORK, ".burst.")
                .doesNotContain("restart");
    }

    @Test
    void peopleOnIrcArePingedAndSayWhatTheyUseByCtcp() {
        enter(admin, "#ctcp", "alice");
        String ping = question(IrcLab.contact("carol"), PING);
        String heard = carol.awaitLine(":alice!", "PRIVMSG carol :\u0001PING ");
        carol.send("NOTICE alice :" + heard.substring(heard.indexOf('\u0001')));
        admin.awaitXml(ping, "type='result'");
        for (String carols : List.of(IrcLab.room("#ctcp") + "/carol", IrcLab.contact("carol"))) {
            String version = question(carols, "<query xmlns='jabber:iq:version'/>");
            carol.awaitLine(":alice!", "PRIVMSG carol :\u0001VERSION\u0001");
            carol.send("NOTICE alice :\u0001VERSION irssi 1.4\u0001");
            admin.awaitXml(version, "type='result'", "irssi", "1.4", "from='" + carols + "'");
        }
    }

    /** It may be a client's own nick of before (XEP-0410), which is nobody else's business. */
    @Test
    void aPingToANickInARoomReachesNobody() {
        long before = pings();
        enter(admin, "#self", "alice");
        for (String nick : List.of("carol", "alicia")) {
            admin.awaitXml(question(IrcLab.room("#self") + "/" + nick, PING), "type='error'");
        }
        admin.awaitXml(question(IrcLab.room("#self") + "/alice", PING), "type='result'");
        admin.sayInRoom(IrcLab.room("#self"), "done");
        carol.awaitMessage("alice", "done");
        assertThat(pings()).isEqualTo(before);
    }

    private long pings() {
        return carol.lines().stream().filter(line -> line.contains("\u0001PING")).count();
    }

    private String question(String whom, String payload) {
        String id = "ask" + ++asked;
        admin.send("<iq type='get' id='%s' to='%s'>%s</iq>".formatted(id, whom, payload));
        return "id='" + id + "'";
    }

    private void enter(XmppClient who, String channel, String nick) {
        assertThat(XmppClient.xml(who.joinRoom(IrcLab.room(channel), nick))).contains("'110'");
        carol.join(channel);
        who.awaitXml("from='" + IrcLab.room(channel) + "/carol'");
    }

    private List<String> nodes(XmppClient who, String where) {
        String items =
                "<query xmlns='http://jabber.org/protocol/disco#items' node='" + COMMANDS + "'/>";
        return found("<item[^>]* node='([^']*)'", ask(who, "get", where, items));
    }

    private String execute(XmppClient who, String where, String node) {
        return ask(
                who,
                "set",
                where,
                "<command xmlns='" + COMMANDS + "' node='" + node + "' action='execute'/>");
    }

    private static List<String> fields(String form) {
        return found("<field[^>]* var='([^']*)'", form).stream()
                .filter(name -> !name.equals("FORM_TYPE"))
                .toList();
    }

    private static List<String> found(String pattern, String xml) {
        return Pattern.compile(pattern)
                .matcher(xml)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    private String ask(XmppClient who, String type, String to, String payload) {
        String id = "ask" + ++asked;
        who.send("<iq type='%s' id='%s' to='%s'>%s</iq>".formatted(type, id, to, payload));
        return XmppClient.xml(who.awaitXml("id='" + id + "'", "type='result'"));
    }
}
