package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.Await;
import im.isthmus.testing.client.XmppClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Prosody sends back of mails that Postfix was told we have: who hears of it by mail. */
@Timeout(120)
class BackscatterTest {
    /** What a DMARC check in front of Postfix writes that found the sender to be who they say. */
    private static final String PASSED = "Authentication-Results: mx.test; dmarc=pass\n";

    @TempDir static Path directory;

    private static EmailLab lab;

    @BeforeAll
    static void start() {
        lab = EmailLab.start(directory, "");
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void onlyWhoCertainlyWroteHearsThatAUserIsNotThereOrGoneOrBlocksThem() {
        try (XmppClient bob = XmppClient.login(lab.prosody(), "bob");
                XmppClient frank = XmppClient.login(lab.prosody(), "frank")) {
            lab.mail("carol", "bob", mail("", "bob", "before"));
            bob.awaitMessage(EmailLab.contact("carol"), "before");
            bob.send(
                    "<iq type='set' id='block'><block xmlns='urn:xmpp:blocking'><item jid='%s'/></block></iq>"
                            .formatted(EmailLab.contact("carol")));
            bob.awaitXml("id='block'", "type='result'");
            lab.mail("carol", "frank", mail("", "frank", "before"));
            frank.awaitMessage(EmailLab.contact("carol"), "before");
            frank.send(
                    "<iq type='set' id='gone'><query xmlns='jabber:iq:register'><remove/></query></iq>");
            frank.awaitClosed();
        }
        List<String> users = List.of("nosuch", "bob", "frank");
        users.forEach(BackscatterTest::uncertain);
        users.forEach(user -> lab.mail("carol", user, mail(PASSED, user, "certain")));
        Await.until("Prosody sent mails back", () -> waiting("DISTINCT user_jid", "> 0") == 3);
        Await.until("all mails are ours", () -> waiting("*", ">= 0") == 23);
        assertThat(lab.servers().dovecot().mails("carol")).as("as long as it is tried").isEmpty();

        aWeekPasses();
        users.forEach(user -> lab.awaitMail("carol", "Action: failed", "certain-" + user));
        Await.until("nothing is tried any more", () -> waiting("*", ">= 0") == 0);
        Await.until("nothing waits", () -> lab.servers().postfix().queue().isEmpty());
        assertThat(lab.servers().dovecot().mails("carol"))
                .as("what came for the sender, in all")
                .hasSize(users.size())
                .allMatch(report -> report.contains("Subject: certain-"));
        assertThat(lab.servers().dovecot().mails("dave")).as("whom others named").isEmpty();
    }

    /** Mails that were not brought to their users yet. */
    private static int waiting(String what, String attempts) {
        return lab.program()
                .number(
                        "SELECT count(%s) FROM delivery_outbox WHERE taken_at IS NULL AND attempts %s"
                                .formatted(what, attempts));
    }

    /** For which what Prosody does not take is tried again. */
    private static void aWeekPasses() {
        lab.program().close();
        lab.program()
                .change(
                        "UPDATE delivery_outbox SET due_at = 0, given_at = given_at - 8 * 86400000");
        lab.resume();
    }

    /** Mails about which nobody may be told. */
    private static void uncertain(String user) {
        lab.mail("carol", user, mail("", user, "unknown"));
        lab.mail("carol", user, mail(PASSED.replace("pass", "fail"), user, "forged"));
        lab.mail("carol", user, mail(PASSED.replace("mx.test", "my.test"), user, "stranger"));
        lab.mail("carol", user, mail(PASSED + "Auto-Submitted: auto-replied\n", user, "robot"));
        if (!user.equals("bob")) { // whom a list can reach
            lab.mail("carol", user, mail(PASSED + "List-Id: <l.example.test>\n", user, "list"));
        }
        lab.mail(
                "carol",
                user,
                mail(
                        "Return-Path: <dave@example.test>\nReply-To: dave@example.test\n",
                        user,
                        "led"));
        lab.servers().mail("", EmailLab.address(user), mail(PASSED, user, "nobody"));
    }

    private static String mail(String fields, String user, String what) {
        String id = what + '-' + user;
        return "%sFrom: carol@example.test\nTo: %s\nSubject: %s\nMessage-ID: <%s@example.test>\n\n%s\n"
                .formatted(fields, EmailLab.address(user), id, id, what);
    }
}
