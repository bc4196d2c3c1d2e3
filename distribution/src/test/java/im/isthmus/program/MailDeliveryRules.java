package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.client.SmtpTalk;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.mail.RelayedMail;
import org.junit.jupiter.api.Test;

/** What becomes of the mails that users of Prosody write, behind a real Postfix. */
abstract class MailDeliveryRules extends MailContentRules {
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
    void aReceiptComesOnlyIfAskedForAndIfTheMailIsKnownToBeThere() {
        String self = "alice=localhost\\40mail.test@" + EmailLab.DOMAIN;
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            alice.send(
                    "<message type='chat' id='r2' to='%s'><body>asked, but Dovecot says nothing</body><request xmlns='urn:xmpp:receipts'/></message>"
                            .formatted(EmailLab.contact("dave")));
            lab.awaitMail("dave", "asked, but Dovecot says nothing");
            alice.send(
                    "<message type='chat' id='r3' to='%s'><body>not asked</body></message>"
                            .formatted(self));
            alice.awaitMessage(self, "not asked");
            alice.send(
                    "<message type='chat' id='r4' to='%s'><body>asked</body><request xmlns='urn:xmpp:receipts'/></message>"
                            .formatted(self));
            alice.awaitXml("urn:xmpp:receipts", "<received", "id='r4'");
            assertThat(alice.stanzas().stream().map(XmppClient::xml))
                    .noneMatch(xml -> xml.contains("<received") && xml.matches("(?s).*'r[23]'.*"));
        }
    }

    @Test
    void addressesWithATagAndAddressesBeyondAsciiWorkThroughPostfix() {
        try (XmppClient bob = XmppClient.login(lab.prosody(), "bob")) {
            String tagged = "bob+tea=localhost@mail.test";
            lab.servers().mail("dave@example.test", tagged, mail("dave", tagged, "with a tag"));
            bob.awaitMessage(EmailLab.contact("dave"), "with a tag\n\n(+tea)");

            String doerte = "d\u00f6rte\\40m\u00fcller.test@" + EmailLab.DOMAIN;
            bob.send(
                    "<message type='chat' to='%s'><body>servus</body></message>".formatted(doerte));
            RelayedMail mail = lab.nextHop().await("servus");
            assertThat(mail.from()).contains("SMTPUTF8");
            assertThat(mail.recipients().getFirst()).contains("<d\u00f6rte@");
            try (SmtpTalk talk = SmtpTalk.connect(lab.servers().postfix().smtpPort())) {
                talk.answer();
                talk.expect("250", "EHLO lab.test");
                talk.expect("250", "MAIL FROM:<d\u00f6rte@m\u00fcller.test> SMTPUTF8");
                talk.expect("250", "RCPT TO:<" + EmailLab.address("bob") + ">");
                talk.expect("354", "DATA");
                talk.expect(
                        "250",
                        """
                        From: D\u00f6rte <d\u00f6rte@m\u00fcller.test>
                        To: bob=localhost@mail.test
                        Subject: Re: servus

                        gr\u00fc\u00df di
                        .\
                        """
                                .replace("\n", "\r\n"));
            }
            bob.awaitMessage(doerte, "gr\u00fc\u00df di");
        }
    }

    @Test
    void postfixTakesFromTheInternetOnlyWhatIsForUsersOfOurs() {
        try (SmtpTalk talk = SmtpTalk.connect(lab.servers().postfix().outsidePort())) {
            talk.answer();
            talk.expect("250", "EHLO lab.test");
            talk.expect("250", "MAIL FROM:<eve@outside.test>");
            talk.expect("454 4.7.1", "RCPT TO:<dave@elsewhere.test>");
            talk.expect("454 4.7.1", "RCPT TO:<alice%localhost@mail.test>");
            talk.expect("550", "RCPT TO:<alice=elsewhere.test@mail.test>");
            talk.expect("250", "RCPT TO:<" + EmailLab.address("alice") + ">");
        }
    }

    @Test
    void aDelayIsANoteAndWhoHasGoneOfflineReadsOfTheBounceElsewhere() {
        String contact = "late\\40next.test@" + EmailLab.DOMAIN;
        lab.nextHop().say(command -> command.startsWith("RCPT") ? "451 4.3.0 Come later" : "");
        try (XmppClient home = XmppClient.login(lab.prosody(), "frank", "home")) {
            try (XmppClient phone = XmppClient.login(lab.prosody(), "frank", "phone")) {
                phone.send(
                        "<message type='chat' id='late' to='%s'><body>in time?</body></message>"
                                .formatted(contact));
                phone.awaitXml("<message", "from='" + contact, "The mail is delayed.");
            }
            home.awaitXml("<presence", "phone", "unavailable");
            lab.nextHop().say(command -> command.startsWith("RCPT") ? "550 5.1.1 Moved" : "");
            home.awaitXml("<message", "Your message to " + contact + " could not be delivered");
        } finally {
            lab.nextHop().say(_ -> "");
        }
    }
}
