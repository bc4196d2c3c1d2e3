package im.isthmus.program.sms;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.client.XmppClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Groups of phones in all their forms, and the room that the owners of a number share. */
@Timeout(60)
class SmsGroupTest {
    private static final String ANN = "+12025550177";
    private static final String BEN = "+12025550178";
    private static final String SHARED = "+12025550102";

    @TempDir private static Path directory;
    private static SmsLab lab;
    private static XmppClient alice;
    private static XmppClient bob;

    /** In this phone network everybody answers with what they get, to all of a group. */
    @BeforeAll
    static void start() {
        lab =
                SmsLab.start(
                        directory,
                        """
                        [sms]
                        default-region = "US"
                        [sms.accounts.trial]
                        provider = "loopback"
                        numbers = ["+12025550100", "+12025550101", "+12025550102"]
                        [sms.numbers."+12025550100"]
                        owners = ["alice@localhost"]
                        [sms.numbers."+12025550101"]
                        owners = ["bob@localhost"]
                        [sms.numbers."+12025550102"]
                        owners = ["alice@localhost", "bob@localhost"]
                        room = true
                        [sms.limits]
                        messages-per-second = 100
                        messages-per-minute = 100
                        """);
        alice = lab.login("alice");
        bob = lab.login("bob");
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void aContactOfSeveralNumbersIsAGroup() {
        String group = SmsLab.jid(ANN + "," + BEN);
        alice.send(SmsLab.message("g1", group, "to both"));

        alice.awaitXml("<received xmlns='urn:xmpp:receipts' id='g1'", "from='" + group);
        alice.awaitMessage(group, "<" + ANN + "> to both");
        alice.awaitMessage(group, "<" + BEN + "> to both");
    }

    @Test
    void aGroupInAnotherOrderIsAnsweredWithTheRightOne() {
        alice.send(SmsLab.message("g2", SmsLab.jid(BEN + "," + ANN), "hello"));
        alice.awaitXml("id='g2'", "<gone", "xmpp:" + SmsLab.jid(ANN + "," + BEN));
    }

    @Test
    void aMessageToTheGatewayGoesToTheAddressesInIt() {
        String cleo = "+12025550181";
        String dora = "+12025550182";
        alice.send(
                "<message type='chat' id='g3' to='%s'><body>by addresses</body>"
                                .formatted(SmsLab.DOMAIN)
                        + "<addresses xmlns='http://jabber.org/protocol/address'>"
                        + "<address type='to' uri='sms:"
                        + dora
                        + "'/>"
                        + "<address type='to' jid='"
                        + SmsLab.jid(cleo)
                        + "'/>"
                        + "<address type='to' uri='sms:"
                        + BEN
                        + "' delivered='true'/>"
                        + "</addresses></message>");
        String group = SmsLab.jid(cleo + "," + dora);
        alice.awaitMessage(group, "<" + cleo + "> by addresses");
        alice.awaitMessage(group, "<" + dora + "> by addresses");
    }

    @Test
    void whatIsNoNumberIsRefusedAndNotLeftOut() {
        alice.send(
                "<message type='chat' id='g4' to='%s'><body>hi</body>".formatted(SmsLab.jid(ANN))
                        + "<addresses xmlns='http://jabber.org/protocol/address'>"
                        + "<address type='cc' uri='mailto:dora@example.org'/>"
                        + "</addresses></message>");
        alice.awaitXml("id='g4'", "type='error'", "mailto:dora@example.org is no phone number");
    }

    @Test
    void aGroupIsARoom() {
        String ella = "+12025550183";
        String fred = "+12025550184";
        String done = lab.command(alice, "group", Map.of("members", ella + "\n(202) 555-0184"));
        Matcher room = Pattern.compile("g-[a-v0-9]{16}").matcher(done);
        assertThat(room.find()).as(done).isTrue();
        String jid = SmsLab.jid(room.group());
        assertThat(XmppClient.xml(alice.joinRoom(jid, "alice"))).contains("code='110'");
        alice.awaitXml("<presence", jid + "/" + ella);
        alice.awaitXml("<presence", jid + "/" + fred);

        alice.send(
                "<message type='groupchat' id='r1' to='%s'><body>in the room</body></message>"
                        .formatted(jid));
        alice.awaitXml("id='r1'", "from='" + jid + "/alice'", "in the room");
        alice.awaitMessage(jid + "/" + ella, "in the room");
        alice.awaitMessage(jid + "/" + fred, "in the room");
    }

    @Test
    void aRoomOfNobodysGroupIsNotThere() {
        assertThat(XmppClient.xml(bob.joinRoom(SmsLab.jid("g-0000000000000000"), "bob")))
                .contains("item-not-found");
        assertThat(XmppClient.xml(bob.joinRoom(SmsLab.jid("+12025550100;room"), "bob")))
                .contains("type='error'");
    }

    @Test
    void theOwnersOfANumberShareARoom() {
        String room = SmsLab.jid(SHARED + ";room");
        assertThat(XmppClient.xml(alice.joinRoom(room, "alice"))).contains("code='110'");
        assertThat(XmppClient.xml(bob.joinRoom(room, "bob"))).contains("code='110'");
        alice.awaitXml("<presence", room + "/bob");

        alice.send(
                "<message type='groupchat' id='s1' to='%s'><body>%s: how are you?</body></message>"
                        .formatted(room, ANN));
        alice.awaitMessage(room + "/alice", ANN + ": how are you?");
        bob.awaitMessage(room + "/alice", ANN + ": how are you?");
        alice.awaitMessage(room + "/" + ANN, "how are you?");
        bob.awaitMessage(room + "/" + ANN, "how are you?");

        bob.sayInRoom(room, "to nobody");
        bob.awaitXml("type='error'", "Say in front to whom this goes");
    }
}
