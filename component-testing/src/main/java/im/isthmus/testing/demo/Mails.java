package im.isthmus.testing.demo;

import im.isthmus.testing.Await;
import im.isthmus.testing.client.SmtpTalk;
import im.isthmus.testing.client.XmppClient;
import java.util.Optional;
import org.jivesoftware.smack.packet.Stanza;

/** An XMPP user and somebody with a mailbox write to each other. */
final class Mails {
    private static final String CAROL = MailSite.USER + "@example.test";
    private static final String ALICE = "alice=localhost@" + MailSite.DOMAIN;

    private final XmppClient alice;
    private final MailSite site;
    private final Transcript transcript;
    private final String gateway;

    Mails(XmppClient alice, MailSite site, Transcript transcript, String gateway) {
        this.alice = alice;
        this.site = site;
        this.transcript = transcript;
        this.gateway = gateway;
    }

    /** Carol's address as XMPP has it (XEP-0106). */
    static String contact(String gateway) {
        return MailSite.USER + "\\40example.test@" + gateway;
    }

    /**
     * Plays it from beginning to end.
     *
     * @throws AssertionError if somebody did not see what they should
     */
    void play() {
        transcript.step("carol sends a mail to " + ALICE);
        SmtpTalk.mail(
                site.smtpPort(),
                CAROL,
                ALICE,
                """
                From: Carol <%s>
                To: %s
                Subject: Lunch
                Message-ID: <lunch@example.test>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                Shall we have lunch? I found a café.
                """
                        .formatted(CAROL, ALICE));
        Stanza lunch =
                alice.awaitMessage(contact(gateway), "Shall we have lunch? I found a caf\u00e9.");
        transcript.xmppSaw(lunch);
        if (!XmppClient.xml(lunch).contains("<subject>Lunch</subject>")) {
            throw new AssertionError("the subject is missing: " + XmppClient.xml(lunch));
        }
        transcript.step("alice answers in the chat");
        alice.send(
                "<message type='chat' id='mail-1' to='%s'><body>Yes, at *noon*!</body></message>"
                        .formatted(contact(gateway)));
        Await.until("the answer in carol's mailbox", () -> answer().isPresent());
        transcript.mailSaw(answer().orElseThrow());
    }

    private Optional<String> answer() {
        return site.mails().stream()
                .filter(mail -> mail.contains("In-Reply-To: <lunch@example.test>"))
                .filter(mail -> mail.contains("Subject: Re: Lunch"))
                .findFirst();
    }
}
