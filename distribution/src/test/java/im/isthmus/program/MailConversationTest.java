package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.client.SmtpTalk;
import im.isthmus.testing.client.XmppClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A user of Prosody and somebody with a mailbox behind Postfix and Dovecot write to each other. */
@Timeout(180)
class MailConversationTest {
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
    void aMailBecomesAMessageAndTheAnswerGoesIntoItsThread() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            lab.mail(
                    "carol",
                    "alice",
                    """
                    From: Carol <carol@example.test>
                    To: alice=localhost@mail.test
                    Subject: Lunch
                    Message-ID: <first@example.test>

                    Shall we have lunch?
                    """);
            String message =
                    XmppClient.xml(
                            alice.awaitMessage(EmailLab.contact("carol"), "Shall we have lunch?"));
            assertThat(message).contains("<subject>Lunch</subject>").contains("<thread>");

            alice.send(
                    "<message type='chat' id='a1' to='%s'><body>Yes, at *noon*!</body></message>"
                            .formatted(EmailLab.contact("carol")));
            String mail = lab.awaitMail("carol", "Yes, at");
            assertThat(mail)
                    .contains("Subject: Re: Lunch")
                    .contains("In-Reply-To: <first@example.test>")
                    .contains("References: <first@example.test>")
                    .contains("From: alice=localhost@mail.test")
                    .contains("<strong>noon</strong>");
        }
    }

    @Test
    void aMailThatCannotBeDeliveredIsAnErrorOnTheVeryMessage() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            alice.send(
                    "<message type='chat' id='lost1' to='%s'><body>Anybody?</body></message>"
                            .formatted(EmailLab.contact("nobody")));
            String error =
                    XmppClient.xml(alice.awaitXml("type='error'", "id='lost1'", "item-not-found"));
            assertThat(error).contains("nobody@example.test");
            alice.awaitXml(
                    "<presence",
                    "from='" + EmailLab.contact("nobody"),
                    "<show>xa</show>",
                    "did not arrive");
        }
    }

    @Test
    void aBounceThatComesLaterIsAnErrorOnTheVeryMessage() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            alice.send(
                    "<message type='chat' id='lost2' to='who\\40elsewhere.test@%s'>"
                                    .formatted(EmailLab.DOMAIN)
                            + "<body>Anybody out there?</body></message>");
            alice.awaitXml("type='error'", "id='lost2'", "item-not-found");
        }
    }

    @Test
    void aReportThatItWasDeliveredIsAReceiptAndWeWriteSuchReports() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice");
                XmppClient bob = XmppClient.login(lab.prosody(), "bob")) {
            alice.send(
                    "<message type='chat' id='r1' to='bob=localhost\\40mail.test@%s'>"
                                    .formatted(EmailLab.DOMAIN)
                            + "<body>Got it?</body><request xmlns='urn:xmpp:receipts'/></message>");
            bob.awaitMessage("alice=localhost\\40mail.test@" + EmailLab.DOMAIN, "Got it?");
            alice.awaitXml("urn:xmpp:receipts", "received", "r1");
        }
    }

    @Test
    void filesGoBothWays() throws Exception {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            lab.mail(
                    "dave",
                    "alice",
                    """
                    From: Dave <dave@example.test>
                    To: alice=localhost@mail.test
                    Subject: File
                    MIME-Version: 1.0
                    Content-Type: multipart/mixed; boundary=b

                    --b

                    Here it is.
                    --b
                    Content-Type: text/plain; name=notes.txt
                    Content-Disposition: attachment; filename=notes.txt

                    the contents
                    --b--
                    """);
            String message = XmppClient.xml(alice.awaitXml("jabber:x:oob", "notes.txt"));
            String url = message.replaceAll("(?s).*<url>([^<]+)</url>.*", "$1");
            assertThat(url).startsWith("http");

            alice.send(
                    "<message type='chat' id='f1' to='%s'><body>%s</body>"
                                    .formatted(EmailLab.contact("dave"), url)
                            + "<x xmlns='jabber:x:oob'><url>"
                            + url
                            + "</url></x></message>");
            String mail = lab.awaitMail("dave", "Content-Disposition: attachment");
            assertThat(mail).contains("notes.txt").contains("dGhlIGNvbnRlbnRz");
        }
    }

    @Test
    void theWholeOfATrimmedMailCanBeHad() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            lab.mail(
                    "erin",
                    "alice",
                    "From: erin@example.test\nTo: alice=localhost@mail.test\nSubject: t\n\nnew words\n\n> old words\n");
            alice.awaitMessage(EmailLab.contact("erin"), "new words");
            alice.send(
                    "<iq type='set' id='w1' to='%s'>".formatted(EmailLab.contact("erin"))
                            + "<command xmlns='http://jabber.org/protocol/commands'"
                            + " node='whole' action='execute'/></iq>");
            alice.awaitXml("w1", "completed", "old words");
        }
    }

    @Test
    void nobodyElseCanUseUsAsARelay() {
        try (SmtpTalk talk = SmtpTalk.connect(lab.lmtpPort())) {
            talk.answer();
            talk.expect("250", "LHLO lab.test");
            talk.expect("250", "MAIL FROM:<>");
            talk.expect("550 5.7.1", "RCPT TO:<carol@example.test>");
            talk.expect("550 5.1.1", "RCPT TO:<alice=elsewhere.test@mail.test>");
            talk.expect("250", "RCPT TO:<alice=localhost@mail.test>");
        }
    }

    @Test
    void theOldFormOfAddressIsAnsweredInTheSameForm() {
        String old = "dave%example.test@" + EmailLab.DOMAIN;
        try (XmppClient bob = XmppClient.login(lab.prosody(), "bob")) {
            bob.send("<message type='chat' to='" + old + "'><body>old form</body></message>");
            lab.awaitMail("dave", "old form", "From: bob=localhost@mail.test");
            lab.mail(
                    "dave",
                    "bob",
                    "From: Dave@Example.Test\nTo: bob=localhost@mail.test\nSubject: x\n\nanswered\n");
            bob.awaitMessage(old, "answered");
        }
    }

    @Test
    void usersOfTheDomainAndUsersWithAccountsAreServedByOneGateway() {
        try (XmppClient erin = XmppClient.login(lab.prosody(), "erin")) {
            say(erin, "both1", "carol", "before there was an account");
            lab.awaitMail("carol", "before there was an account", "From: erin=localhost@mail.test");
            AccountLab.register(erin, "erin");
            erin.awaitXml("<presence", "from='" + EmailLab.DOMAIN + "'");
            say(erin, "both2", "carol", "from the account");
            lab.awaitMail("carol", "from the account", "From: erin Example <erin@example.test>");

            lab.mail("dave", "erin", mail("dave", "erin=localhost@mail.test", "to the domain"));
            erin.awaitMessage(EmailLab.contact("dave"), "to the domain");
            lab.servers()
                    .mail(
                            "dave@example.test",
                            "erin@example.test",
                            mail("dave", "erin@example.test", "to the mailbox"));
            erin.awaitMessage(EmailLab.contact("dave"), "to the mailbox");

            erin.send(
                    "<iq type='set' id='both3' to='%s'><query xmlns='jabber:iq:register'><remove/></query></iq>"
                            .formatted(EmailLab.DOMAIN));
            erin.awaitXml("id='both3'", "type='result'");
            say(erin, "both4", "carol", "after the account");
            lab.awaitMail("carol", "after the account", "From: erin=localhost@mail.test");
        }
    }

    private static void say(XmppClient who, String id, String to, String text) {
        who.send(
                "<message type='chat' id='%s' to='%s'><body>%s</body></message>"
                        .formatted(id, EmailLab.contact(to), text));
    }

    private static String mail(String from, String to, String text) {
        return "From: %s@example.test\nTo: %s\nSubject: %s\n\n%s\n".formatted(from, to, text, text);
    }
}
