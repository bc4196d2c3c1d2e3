package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.client.SmtpTalk;
import im.isthmus.testing.client.XmppClient;
import java.util.List;
import org.jivesoftware.smack.packet.Stanza;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A user of Prosody and somebody with a mailbox behind Postfix and Dovecot write to each other. */
@Timeout(180)
class MailConversationTest extends MailDeliveryRules {
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
            assertThat(message)
                    .contains("<subject>Lunch</subject><body>Lunch\n\nShall we have lunch?</body>")
                    .contains("<thread>");

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
    void anAnswerToAnOldMailGoesIntoItsThreadAndANewSubjectBeginsAnother() {
        try (XmppClient bob = XmppClient.login(lab.prosody(), "bob")) {
            threaded("old", "Old matter");
            Stanza old = bob.awaitMessage(EmailLab.contact("carol"), "Old matter");
            threaded("new", "New matter");
            bob.awaitMessage(EmailLab.contact("carol"), "New matter");
            bob.send(
                    "<message type='chat' id='t1' to='%1$s'><body>About the old one</body><reply xmlns='urn:xmpp:reply:0' to='%1$s' id='%2$s'/></message>"
                            .formatted(EmailLab.contact("carol"), old.getStanzaId()));
            lab.awaitMail(
                    "carol",
                    "About the old one",
                    "Subject: Re: Old matter",
                    "In-Reply-To: <old@example.test>");
            bob.send(
                    "<message type='chat' id='t2' to='%s'><subject>Third</subject><body>Something else</body></message>"
                            .formatted(EmailLab.contact("carol")));
            assertThat(lab.awaitMail("carol", "Something else", "Subject: Third"))
                    .doesNotContain("In-Reply-To");
        }
    }

    private static void threaded(String id, String text) {
        lab.mail(
                "carol",
                "bob",
                "Message-ID: <"
                        + id
                        + "@example.test>\n"
                        + mail("carol", "bob=localhost@mail.test", text));
    }

    @Test
    void theGatewayTellsTheJidOfAMailAddress() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            alice.send(
                    "<iq type='set' id='g1' to='%s'><query xmlns='jabber:iq:gateway'><prompt>Carol.X@Example.Test</prompt></query></iq>"
                            .formatted(EmailLab.DOMAIN));
            alice.awaitXml("id='g1'", "carol.x\\40example.test@" + EmailLab.DOMAIN);
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

    @Test
    void aMessageToSeveralIsOneMailThatTellsOfThoseWhoAreNotHidden() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            alice.send(
                    ToSeveral.message(
                            "all1",
                            EmailLab.contact("carol"),
                            "<body>to all of you</body>",
                            ToSeveral.address("cc", EmailLab.contact("dave")),
                            ToSeveral.address("bcc", EmailLab.contact("erin"))));
            for (String user : List.of("carol", "dave", "erin")) {
                assertThat(lab.awaitMail(user, "to all of you"))
                        .contains("To: carol@example.test")
                        .contains("Cc: dave@example.test")
                        .doesNotContainIgnoringCase("Bcc:");
            }
            assertThat(lab.awaitMail("carol", "to all of you")).doesNotContain("erin");
        }
    }

    @Test
    void anAnswerGoesToTheAuthorAloneAndToAllOnWish() {
        String carol = EmailLab.contact("carol");
        try (XmppClient bob = XmppClient.login(lab.prosody(), "bob")) {
            lab.mail(
                    "carol",
                    "bob",
                    """
                    From: Carol <carol@example.test>
                    To: bob=localhost@mail.test, dave@example.test
                    Cc: Erin <erin@example.test>
                    Subject: Picnic
                    Message-ID: <picnic@example.test>

                    Who comes along?
                    """);
            String message = XmppClient.xml(bob.awaitMessage(carol, "Who comes along?"));
            assertThat(message)
                    .contains("http://jabber.org/protocol/address")
                    .contains("jid='" + EmailLab.contact("dave") + "'")
                    .contains("jid='" + EmailLab.contact("erin") + "'");
            say(bob, "one1", "carol", "Just between us: no.");
            assertThat(lab.awaitMail("carol", "Just between us", "Subject: Re: Picnic"))
                    .doesNotContain("dave@example.test", "erin@example.test");

            answerAll(bob, AccountLab.id(message));
        }
        for (String user : List.of("carol", "dave", "erin")) {
            assertThat(lab.awaitMail(user, "I do, all of you!"))
                    .contains("In-Reply-To: <picnic@example.test>", "Subject: Re: Picnic")
                    .containsPattern("(?i)To: carol@example.test,\\s+dave@example.test")
                    .contains("Cc: erin@example.test");
        }
        for (String user : List.of("dave", "erin")) {
            assertThat(lab.servers().dovecot().mails(user))
                    .filteredOn(mail -> mail.contains("Re: Picnic"))
                    .as("copies for " + user)
                    .hasSize(1);
        }
    }

    private static void answerAll(XmppClient bob, String id) {
        String carol = EmailLab.contact("carol");
        bob.send(
                ToSeveral.message(
                        "all2",
                        carol,
                        "<body>I do, all of you!</body><reply xmlns='urn:xmpp:reply:0' to='%s' id='%s'/>"
                                .formatted(carol, id),
                        ToSeveral.address("to", EmailLab.contact("dave")),
                        ToSeveral.address("cc", EmailLab.contact("erin"))));
    }

    @Test
    void linesInOneBreathAreOneMailWithWhatWasCorrectedInTime() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            say(alice, "row1", "dave", "first lnie");
            say(alice, "row2", "dave", "second line");
            alice.send(
                    "<message type='chat' id='row3' to='%s'><body>first line</body><replace xmlns='urn:xmpp:message-correct:0' id='row1'/></message>"
                            .formatted(EmailLab.contact("dave")));
            assertThat(lab.awaitMail("dave", "first line", "second line")).doesNotContain("lnie");
        }
    }

    @Test
    void aCorrectionOfAMailThatLeftIsAnAnswerToIt() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            say(alice, "fix1", "carol", "we meet at nien");
            String first = lab.awaitMail("carol", "we meet at nien");
            alice.send(
                    "<message type='chat' id='fix2' to='%s'><body>we meet at nine</body><replace xmlns='urn:xmpp:message-correct:0' id='fix1'/></message>"
                            .formatted(EmailLab.contact("carol")));
            lab.awaitMail(
                    "carol",
                    "we meet at nine",
                    "Correction of my last message:",
                    "In-Reply-To: " + first.replaceAll("(?s).*Message-ID: (<[^>]*>).*", "$1"));
        }
    }

    @Test
    void aMailThatItsDomainCallsForgedIsMarked() {
        try (XmppClient bob = XmppClient.login(lab.prosody(), "bob")) {
            lab.mail(
                    "dave",
                    "bob",
                    "Authentication-Results: mx.test; dmarc=fail\n"
                            + mail("bank", "bob=localhost@mail.test", "give me money"));
            assertThat(XmppClient.xml(bob.awaitXml("give me money")))
                    .contains("The domain of the sender says");
        }
    }
}
