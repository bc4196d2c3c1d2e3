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

/** What may not be sent, and what phones and users hear of it. */
@Timeout(60)
class SmsRulesTest {
    private static final String OWN = "+12025550100";
    private static final String SMALL = "+12025550101";

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
                        [sms.numbers."+12025550100"]
                        owners = ["alice@localhost"]
                        stop-words = true
                        help-text = "Ask Alice."
                        [sms.numbers."+12025550101"]
                        owners = ["bob@localhost"]
                        [sms.limits]
                        messages-per-second = 100
                        messages-per-minute = 12
                        segments-per-day = 9
                        segments-per-day-to-one = 2
                        segments-per-day-total = 50
                        """
                                + twilio.account("main", port, OWN, SMALL),
                        twilio);
        alice = lab.login("alice");
        bob = lab.login("bob");
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void whoWroteStopGetsNothingUntilTheyWriteStart() {
        String phone = "+12025550177";
        String jid = SmsLab.jid(phone);
        alice.send("<presence type='subscribe' to='%s'/>".formatted(jid));
        alice.awaitXml("<presence", "type='subscribed'", "from='" + jid);
        twilio.write("main", port, "SMs1", phone, OWN, " Stop ");
        alice.awaitMessage(jid, " Stop ");
        alice.send(SmsLab.message("s1", jid, "unwanted"));
        alice.awaitXml("id='s1'", "policy-violation", "its owner sent STOP");
        alice.awaitXml("<presence", "from='" + jid, "<show>xa</show>", "(STOP)");

        twilio.write("main", port, "SMs2", phone, OWN, "START");
        alice.awaitMessage(jid, "START");
        alice.send(SmsLab.message("s2", jid, "wanted"));
        assertThat(twilio.awaitSent("wanted").get("To")).isEqualTo(phone);
        assertThat(twilio.sent()).noneMatch(form -> form.get("Body").equals("unwanted"));
    }

    @Test
    void whoAsksForHelpIsAnsweredOnce() {
        String phone = "+12025550178";
        twilio.write("main", port, "SMh1", phone, OWN, "help");
        alice.awaitMessage(SmsLab.jid(phone), "help");
        assertThat(twilio.awaitSentTo(phone).get("Body")).isEqualTo("Ask Alice.");
        twilio.write("main", port, "SMh1", phone, OWN, "help");
        assertThat(twilio.sentTo(phone)).hasSize(1);
    }

    @Test
    void thePhoneOfAProviderThatTookNoStopIsBlockedByItsWord() {
        String phone = "+12025550179";
        twilio.refuse(phone, 21610);
        alice.send(SmsLab.message("t1", SmsLab.jid(phone), "first"));
        alice.awaitXml("id='t1'", "policy-violation", "21610");
        alice.send(SmsLab.message("t2", SmsLab.jid(phone), "second"));
        alice.awaitXml("id='t2'", "policy-violation");
        assertThat(twilio.asked(phone)).isEqualTo(1);
    }

    @Test
    void expensiveFarAndUnknownNumbersAreRefused() {
        refused("p1", "+19002345678", "premium");
        refused("p2", "+18765550123", "region (JM)");
        refused("p3", "+881612345678", "region");
        refused("p4", "+442079460000", "region (GB)");
        refused("p5", "12345;phone-context=+1", "short codes");
        refused("p6", "my\\20bank;phone-context=alphanumeric", "nobody can reply");
        refused("p7", "911", "emergency services");
        refused("p8", "112", "emergency services");
    }

    private static void refused(String id, String localpart, String reason) {
        alice.send(SmsLab.message(id, SmsLab.jid(localpart), "hello"));
        alice.awaitXml("id='" + id + "'", "type='error'", reason);
    }

    @Test
    void otherSpellingsAreAnsweredWithTheRightAddress() {
        moved("m1", "2025550177", "+12025550177");
        moved("m2", "+1-202-555-0177", "+12025550177");
        moved("m3", "+1\\20202\\20555\\200177", "+12025550177");
        moved("m4", "12345", "12345;phone-context=+1");
        moved("m5", "12345;phone-context=ca-us.phone-context.soprani.ca", "12345;phone-context=+1");
    }

    private static void moved(String id, String localpart, String right) {
        alice.send(SmsLab.message(id, SmsLab.jid(localpart), "hello"));
        alice.awaitXml("id='" + id + "'", "<gone", "xmpp:" + SmsLab.jid(right));
    }

    @Test
    void nobodySpendsMoreThanTheyMay() {
        String one = SmsLab.jid("+12025550191");
        bob.send(SmsLab.message("b1", one, "1"));
        bob.send(SmsLab.message("b2", one, "2"));
        bob.send(SmsLab.message("b3", one, "3"));
        bob.awaitXml("id='b3'", "resource-constraint", "to this number today");
        for (int i = 4; i < 7; i++) {
            bob.send(SmsLab.message("b" + i, SmsLab.jid("+1202555019" + i), "x".repeat(161)));
        }
        bob.send(SmsLab.message("b7", SmsLab.jid("+12025550197"), "y".repeat(161)));
        bob.awaitXml("id='b7'", "resource-constraint", "all you may today");
        bob.send(SmsLab.message("b8", SmsLab.jid("+12025550197"), "the last"));
        assertThat(twilio.awaitSent("the last").get("From")).isEqualTo(SMALL);
        for (int i = 0; i < 20; i++) {
            bob.send(SmsLab.message("v" + i, SmsLab.jid("+12025550194"), "more"));
        }
        bob.awaitXml("resource-constraint", "many messages this minute");
    }

    @Test
    void theSameStanzaAgainIsNotSentAgain() {
        String jid = SmsLab.jid("+12025550185");
        alice.send(SmsLab.message("d1", jid, "once"));
        twilio.awaitSent("once");
        alice.send(SmsLab.message("d1", jid, "once"));
        alice.send(SmsLab.message("d2", jid, "behind it"));
        twilio.awaitSent("behind it");
        assertThat(twilio.sentTo("+12025550185")).hasSize(2);
    }

    @Test
    void aReceiptComesWhenThePhoneHasItAndNotBefore() {
        String phone = "+12025550186";
        alice.send(SmsLab.message("e1", SmsLab.jid(phone), "receipt?"));
        twilio.awaitSent("receipt?");
        int number = twilio.numberOf("receipt?");
        assertThat(twilio.report(number, port, "sent")).startsWith("200 ");
        alice.send(
                "<iq type='get' id='ping1' to='%s'><ping xmlns='urn:xmpp:ping'/></iq>"
                        .formatted(SmsLab.DOMAIN));
        alice.awaitXml("id='ping1'", "type='result'");
        assertThat(alice.stanzas()).noneMatch(stanza -> XmppClient.xml(stanza).contains("id='e1'"));
        assertThat(twilio.report(number, port, "delivered")).startsWith("200 ");
        alice.awaitXml("<received xmlns='urn:xmpp:receipts' id='e1'");
        // Reports that come late or again change nothing.
        assertThat(twilio.report(number, port, "sent")).startsWith("200 ");
        assertThat(twilio.report(number, port, "undelivered")).startsWith("200 ");
        assertThat(alice.stanzas())
                .noneMatch(stanza ->
                        XmppClient.xml(stanza).contains("id='e1'")
                                && XmppClient.xml(stanza).contains("type='error'"));
    }
}
