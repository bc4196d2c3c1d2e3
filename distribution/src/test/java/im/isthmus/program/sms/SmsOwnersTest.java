package im.isthmus.program.sms;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.sms.webhook.FormPairs;
import im.isthmus.testing.Await;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.LoopbackPorts;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who has which number, and how it comes to them. */
@Timeout(60)
class SmsOwnersTest {
    private static final String PHONE = "+12025550177";
    private static final String FIRST = "+12025550100";
    private static final String SECOND = "+12025550101";
    private static final String FREE = "+12025550105";

    @TempDir private static Path directory;
    private static FakeTwilio twilio;
    private static int port;
    private static SmsLab lab;
    private static XmppClient alice;
    private static XmppClient bob;
    private static XmppClient carol;

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
                        claims = true
                        [sms.numbers."+12025550100"]
                        owners = ["alice@localhost", "bob@localhost"]
                        [sms.numbers."+12025550101"]
                        owners = ["alice@localhost"]
                        [sms.limits]
                        messages-per-second = 100
                        messages-per-minute = 100
                        """
                                + twilio.account("main", port, FIRST, SECOND, FREE, "+12025550106"),
                        twilio);
        alice = lab.login("alice");
        bob = lab.login("bob");
        carol = lab.login("carol");
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void theOtherOwnersSeeWhatOneWritesAndAllGetWhatComes() {
        String jid = SmsLab.jid(PHONE);
        bob.send("<iq type='set' id='carbons'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
        bob.awaitXml("id='carbons'", "type='result'");
        alice.send(SmsLab.message("o1", jid, "from Alice"));
        bob.awaitXml("alice@localhost wrote: from Alice", "to='" + jid, "urn:xmpp:carbons:2");
        alice.send(SmsLab.message("o2", jid, "again"));
        twilio.awaitSent("again");
        assertThat(twilio.sentTo(PHONE)).as("what Bob saw was not sent again").hasSize(2);
        twilio.write("main", port, "SMo1", PHONE, FIRST, "to you both");
        alice.awaitMessage(jid, "to you both");
        bob.awaitMessage(jid, "to you both");
    }

    @Test
    void theNumberThatIsWrittenFromIsChosenPerContact() {
        String other = "+12025550188";
        alice.send(SmsLab.message("c1", SmsLab.jid(other), "from the first"));
        assertThat(twilio.awaitSent("from the first").get("From")).isEqualTo(FIRST);
        assertThat(lab.command(alice, "sender", Map.of("contact", other, "number", SECOND)))
                .contains(SECOND);
        alice.send(SmsLab.message("c2", SmsLab.jid(other), "from the second"));
        assertThat(twilio.awaitSent("from the second").get("From")).isEqualTo(SECOND);
        // What comes to another number does not change what was chosen.
        twilio.write("main", port, "SMc1", other, FIRST, "to the first");
        alice.awaitMessage(SmsLab.jid(other), "to the first");
        alice.send(SmsLab.message("c3", SmsLab.jid(other), "still from the second"));
        assertThat(twilio.awaitSent("still from the second").get("From")).isEqualTo(SECOND);
        assertThat(lab.command(alice, "sender", Map.of("contact", other, "number", FREE)))
                .contains("Your numbers are");
    }

    @Test
    void anAnswerGoesFromTheNumberThatWasWrittenTo() {
        String other = "+12025550189";
        twilio.write("main", port, "SMt1", other, SECOND, "to the second");
        alice.awaitMessage(SmsLab.jid(other), "to the second");
        alice.send(SmsLab.message("t1", SmsLab.jid(other), "an answer"));
        assertThat(twilio.awaitSent("an answer").get("From")).isEqualTo(SECOND);
    }

    @Test
    void whoCanReadTheCodeGetsTheNumberAndCanGiveItBack() {
        assertThat(lab.command(carol, "claim", Map.of("number", FIRST)))
                .contains("not to be claimed");
        String asked = lab.command(carol, "claim", Map.of("number", FREE));
        assertThat(asked).contains("code that was sent to " + FREE);
        FormPairs sent = twilio.awaitSentTo(FREE);
        assertThat(sent.get("From")).isNotEqualTo(FREE);
        assertThat(lab.next(carol, "claim", asked, Map.of("code", "x"))).contains("not the code");

        String again = lab.command(carol, "claim", Map.of("number", FREE));
        Await.until("another code", () -> twilio.sentTo(FREE).size() == 2);
        String code = twilio.sentTo(FREE).getLast().get("Body");
        assertThat(code).matches("[0-9]{6}");
        assertThat(lab.next(carol, "claim", again, Map.of("code", code)))
                .contains(FREE + " is your number now");
        twilio.write("main", port, "SMf1", PHONE, FREE, "to the claimer");
        carol.awaitMessage(SmsLab.jid(PHONE), "to the claimer");

        assertThat(lab.command(carol, "release", Map.of())).contains("no claimed number");
        carol.send(SmsLab.message("f1", SmsLab.jid(PHONE), "too late"));
        carol.awaitXml("id='f1'", "registration-required");
    }

    @Test
    void registeringIsAnotherWayToClaim() {
        String free = "+12025550106";
        carol.send(register("q1", "<phone>" + free + "</phone>"));
        carol.awaitXml("id='q1'", "type='error'", "A code was sent to " + free);
        String code = twilio.awaitSentTo(free).get("Body");
        carol.send(register("q2", "<phone>" + free + "</phone><misc/>"));
        carol.awaitXml("id='q2'", "type='error'");
        Await.until("another code", () -> twilio.sentTo(free).size() == 2);
        String form =
                "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'>"
                        + "<value>jabber:iq:register</value></field><field var='phone'><value>"
                        + free
                        + "</value></field><field var='code'><value>"
                        + twilio.sentTo(free).getLast().get("Body")
                        + "</value></field></x>";
        assertThat(code).matches("[0-9]{6}");
        carol.send(register("q3", form));
        carol.awaitXml("id='q3'", "type='result'");
        Await.until("the gateway in the roster", () -> carol.rosterItem(SmsLab.DOMAIN) != null);

        carol.send(register("q4", "<remove/>"));
        carol.awaitXml("id='q4'", "type='result'");
        carol.send(SmsLab.message("q5", SmsLab.jid(PHONE), "too late"));
        carol.awaitXml("id='q5'", "registration-required");
    }

    private static String register(String id, String fields) {
        return "<iq type='set' id='%s' to='%s'><query xmlns='jabber:iq:register'>%s</query></iq>"
                .formatted(id, SmsLab.DOMAIN, fields);
    }

    @Test
    void usersSeeTheirUsageAndAdminsAllOfIt() {
        bob.send(SmsLab.message("u1", SmsLab.jid("+12025550190"), "x".repeat(161)));
        twilio.awaitSentTo("+12025550190");
        assertThat(lab.command(bob, "usage", Map.of())).contains("<value>2</value>", "of 500");
        assertThat(lab.command(bob, "cost-report", Map.of())).contains("forbidden");
        assertThat(lab.command(carol, "cost-report", Map.of())).contains("bob@localhost", "0.0200");
        assertThat(lab.command(carol, "accounts", Map.of()))
                .contains("<value>main</value>", "<value>up</value>", "<value>ok</value>");
    }
}
