package im.isthmus.program.sms;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.LoopbackPorts;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What cheogram wants of a gateway behind it: its addresses, its groups, its registration. */
@Timeout(60)
class SmsBehindCheogramTest {
    private static final String CODE = "12345;phone-context=ca-us.phone-context.soprani.ca";
    private static final String PHONE = "+12025550177";
    private static final String OTHER = "+12025550178";

    @TempDir private static Path directory;
    private static FakeTwilio twilio;
    private static int port;
    private static SmsLab lab;
    private static XmppClient alice;
    private static XmppClient bob;

    @BeforeAll
    static void start() throws Exception {
        twilio = new FakeTwilio();
        port = LoopbackPorts.one();
        lab =
                SmsLab.start(
                        directory,
                        """
                        [sms]
                        default-region = "US"
                        short-codes = true
                        claims = true
                        group-rooms = false
                        cheogram-addresses = true
                        [sms.numbers."+12025550100"]
                        owners = ["alice@localhost"]
                        [sms.numbers."+12025550110"]
                        owners = ["bob@localhost"]
                        [sms.limits]
                        messages-per-second = 100
                        [sms.accounts.trial]
                        provider = "loopback"
                        numbers = ["+12025550110"]
                        """
                                + twilio.account("main", port, "+12025550100"),
                        twilio);
        alice = lab.login("alice");
        bob = lab.login("bob");
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void itIntroducesItselfAndNumbersAsAGateway() {
        alice.send(disco("d1", SmsLab.DOMAIN));
        String gateway = XmppClient.xml(alice.awaitXml("id='d1'", "type='result'"));
        assertThat(gateway)
                .contains(
                        "category='gateway'",
                        "type='sms'",
                        "'jabber:iq:register'",
                        "'jabber:iq:gateway'");
        alice.send(disco("d2", SmsLab.jid(PHONE)));
        String number = XmppClient.xml(alice.awaitXml("id='d2'", "type='result'"));
        assertThat(number)
                .contains(
                        "category='client'", "type='sms'", "'urn:xmpp:receipts'", "'jabber:x:oob'")
                .contains("'http://jabber.org/protocol/address'");
        alice.send(
                "<iq type='get' id='d3' to='%s'><query xmlns='jabber:iq:register'/></iq>"
                        .formatted(SmsLab.DOMAIN));
        assertThat(XmppClient.xml(alice.awaitXml("id='d3'", "type='result'")))
                .contains("<phone", "var='phone'", "var='code'");
    }

    private static String disco(String id, String to) {
        return "<iq type='get' id='%s' to='%s'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>"
                .formatted(id, to);
    }

    @Test
    void shortCodesAreSpeltItsWay() {
        bob.send(SmsLab.message("c1", SmsLab.jid(CODE), "to the code"));
        bob.awaitMessage(SmsLab.jid(CODE), "to the code");
        bob.send(SmsLab.message("c2", SmsLab.jid("12345;phone-context=+1"), "to the code"));
        bob.awaitXml("id='c2'", "<gone", SmsLab.jid(CODE));
    }

    @Test
    void sendersThatAreNamesAreSpeltItsWayAndHaveACard() {
        twilio.write("main", port, "SMn1", "My Bank", "+12025550100", "pay!");
        String jid =
                SmsLab.jid("47910236678077;phone-context=alphanumeric.phone-context.soprani.ca");
        alice.awaitMessage(jid, "pay!");
        alice.send(
                "<iq type='get' id='n2' to='%s'><vCard xmlns='vcard-temp'/></iq>".formatted(jid));
        alice.awaitXml("id='n2'", "type='result'", "My Bank");
    }

    @Test
    void aGroupIsAddressedByNumbersAndComesFromWhoWrote() {
        bob.send(
                "<message type='chat' id='g1' to='%s'><body>group text</body>"
                                .formatted(SmsLab.DOMAIN)
                        + "<addresses xmlns='http://jabber.org/protocol/address'>"
                        + "<address type='to' uri='sms:"
                        + PHONE
                        + "'/>"
                        + "<address type='to' uri='sms:"
                        + OTHER
                        + "'/></addresses></message>");
        String first = XmppClient.xml(bob.awaitMessage(SmsLab.jid(PHONE), "group text"));
        assertThat(first).contains("uri='sms:" + OTHER + "'", "delivered='true'");
        String second = XmppClient.xml(bob.awaitMessage(SmsLab.jid(OTHER), "group text"));
        assertThat(second).contains("uri='sms:" + PHONE + "'");
    }
}
