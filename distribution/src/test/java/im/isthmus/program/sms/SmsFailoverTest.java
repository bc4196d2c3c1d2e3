package im.isthmus.program.sms;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.LoopbackPorts;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Accounts in trouble: others stand in, where the admin says so, and contacts show it. */
@Timeout(60)
class SmsFailoverTest {
    private static final String PHONE = "+12025550177";

    @TempDir private static Path directory;
    private static FakeTwilio first;
    private static FakeTwilio second;
    private static SmsLab lab;
    private static XmppClient alice;
    private static XmppClient bob;
    private static XmppClient carol;

    @BeforeAll
    static void start() throws Exception {
        first = new FakeTwilio();
        second = new FakeTwilio();
        int port = LoopbackPorts.one();
        String other = second.account("backup", port, "+12025550109");
        lab =
                SmsLab.start(
                        directory,
                        """
                        [sms]
                        default-region = "US"
                        [sms.numbers."+12025550100"]
                        owners = ["alice@localhost"]
                        stand-ins = ["backup"]
                        [sms.numbers."+12025550101"]
                        owners = ["bob@localhost"]
                        [sms.limits]
                        messages-per-second = 100
                        """
                                + first.account("main", port, "+12025550100", "+12025550101")
                                + other.substring(other.indexOf("[sms.accounts")),
                        first,
                        second);
        alice = lab.login("alice");
        bob = lab.login("bob");
        carol = lab.login("carol");
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void whatOneRefusesForARegionAnotherSendsAndOnlyThat() {
        first.refuse("+12025550178", 21408);
        alice.send(SmsLab.message("r1", SmsLab.jid("+12025550178"), "elsewhere"));
        assertThat(second.awaitSent("elsewhere").get("From")).isEqualTo("+12025550100");
        alice.send(SmsLab.message("r2", SmsLab.jid(PHONE), "as ever"));
        first.awaitSent("as ever");
        assertThat(second.sent()).noneMatch(form -> form.get("Body").equals("as ever"));
    }

    @Test
    void whileAnAccountIsInTroubleContactsAreAwayAndOthersStandIn() {
        String jid = SmsLab.jid(PHONE);
        bob.send("<presence type='subscribe' to='%s'/>".formatted(jid));
        bob.awaitXml("<presence", "type='subscribed'", "from='" + jid);
        first.refuseCredentials(true);
        bob.send(
                "<message type='chat' xml:lang='de' id='t1' to='%s'><body>waits</body></message>"
                        .formatted(jid));
        bob.awaitXml(
                "<presence", "from='" + jid, "<show>away</show>", "Der Anbieter ist gerade nicht");
        assertThat(lab.command(carol, "accounts", Map.of()))
                .contains("<value>down</value>", "it answers 401");

        alice.send(SmsLab.message("t2", jid, "through the other"));
        assertThat(second.awaitSent("through the other").get("From")).isEqualTo("+12025550100");
        first.refuseCredentials(false);
        first.awaitSent("waits");
        bob.await(
                "a contact that is there again",
                stanza -> {
                    String xml = XmppClient.xml(stanza);
                    return xml.startsWith("<presence")
                            && xml.contains("from='" + jid)
                            && !xml.contains("<show>")
                            && !xml.contains("type=");
                });
    }
}
