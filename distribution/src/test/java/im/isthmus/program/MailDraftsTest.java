package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.TestCertificate;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.mail.RelaySetup;
import im.isthmus.testing.mail.RelayedMail;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of messages before they are mails, and whom they go to. */
@Timeout(180)
class MailDraftsTest {
    private static final String DOMAIN =
            """
            relay-ca-file = "localhost.pem"
            relay-user = "gateway"
            relay-password = "open sesame"
            authentication-results = "mx.test"
            dmarc = "refuse"
            """;

    private static final String OTHERS =
            """
            [email]
            hold = "1s"
            [email.limits]
            messages-per-minute = 20
            new-correspondents-per-day = 6
            recipients = 4
            """;

    @TempDir static Path directory;

    private static RelayLab lab;

    @BeforeAll
    static void start() throws Exception {
        TestCertificate certificate = TestCertificate.create(directory, "localhost");
        RelaySetup relay =
                RelaySetup.standard()
                        .withTls(certificate.serverContext(), true)
                        .withLogin("gateway", "open sesame");
        lab = RelayLab.start(directory, relay, DOMAIN, OTHERS);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void messagesInARowBecomeOneMailAndTheRelayIsLoggedInToOverTls() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            say(alice, "row1", "ann", "first thing");
            say(alice, "row2", "ann", "second thing");
            RelayedMail mail = lab.relay().await("first thing");
            assertThat(mail.text()).contains("second thing");
            assertThat(mail.secure()).isTrue();
            assertThat(mail.user()).isEqualTo("gateway");
            assertThat(mail.field("Subject")).isEqualTo("first thing");
        }
    }

    @Test
    void aCorrectionChangesTheMailWhileItIsHeldAndIsAMailOfItsOwnLater() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            say(alice, "fix1", "ben", "we meet at nien");
            correct(alice, "fix2", "fix1", "ben", "we meet at nine");
            RelayedMail mail = lab.relay().await("we meet at nine");
            assertThat(mail.text()).doesNotContain("nien");

            correct(alice, "fix3", "fix1", "ben", "we meet at *ten*");
            RelayedMail second = lab.relay().await("we meet at *ten*", "<strong>ten</strong>");
            assertThat(second.text()).contains("Correction of my last message:");
            assertThat(second.field("In-Reply-To")).isEqualTo(mail.field("Message-ID"));
        }
    }

    @Test
    void whatIsTakenBackWhileItIsHeldIsNotSentAndNothingIsTakenBackLater() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            say(alice, "back1", "cid", "never mind this");
            retract(alice, "back2", "back1", "cid");
            say(alice, "back3", "cid", "but mind this");
            lab.relay().await("but mind this");
            assertThat(lab.relay().mails()).noneMatch(mail -> mail.has("never mind this"));

            retract(alice, "back4", "back3", "cid");
            alice.awaitXml("id='back4'", "type='error'", "on its way already");
        }
    }

    @Test
    void aMessageToSeveralHasThemInItsHeaderButForThoseWhoAreHidden() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            alice.send(
                    ToSeveral.message(
                            "all1",
                            RelayLab.contact("dan"),
                            "<body>to all of you</body>",
                            ToSeveral.address("cc", RelayLab.contact("eve")),
                            ToSeveral.address("bcc", RelayLab.contact("fay"))));
            RelayedMail mail = lab.relay().await("to all of you");
            assertThat(mail.field("To")).isEqualTo("dan@outside.test");
            assertThat(mail.field("Cc")).isEqualTo("eve@outside.test");
            assertThat(mail.text()).doesNotContain("fay@");
            assertThat(String.join(" ", mail.recipients())).contains("dan@", "eve@", "fay@");
        }
    }

    @Test
    void nothingThatAUserWritesBecomesAHeaderField() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            alice.send(
                    """
                    <message type='chat' id='inj1' to='%s'>
                    <subject>lunch&#10;Bcc: eve@outside.test&#13;&#10;&#x85;X-A: b&#x2028;X-C: d</subject>
                    <thread>t&#10;X-E: f</thread>
                    <body>just one field</body></message>
                    """
                            .formatted(RelayLab.contact("dan")));
            RelayedMail mail = lab.relay().await("just one field");
            assertThat(mail.field("Subject"))
                    .isEqualTo("lunch Bcc: eve@outside.test X-A: b X-C: d");
            for (String field : List.of("Bcc", "X-A", "X-C", "X-E")) {
                assertThat(mail.field(field)).as(field).isEmpty();
            }
            assertThat(mail.recipients()).hasSize(1);
        }
    }

    @Test
    void whoWritesTooMuchToTooManyIsToldHowMuchThereIs() {
        try (XmppClient bob = XmppClient.login(lab.prosody(), "bob")) {
            for (int i = 1; i <= 7; i++) {
                say(bob, "new" + i, "stranger" + i, "hello there");
            }
            bob.awaitXml("id='new7'", "type='error'", "You may write to 6 new people a day");
            for (int i = 1; i <= 20; i++) {
                say(bob, "fast" + i, "stranger1", "more and more");
            }
            bob.awaitXml("id='fast20'", "type='error'", "You write faster than is allowed here");
        }
    }

    @Test
    void aForgedMailIsRefusedIfTheTrustedServerSaysThatItIsOne() {
        String mail = "From: bank@outside.test\nTo: alice=localhost@mail.test\nSubject: x\n\n%s\n";
        String forged =
                "Authentication-Results: mx.test; dmarc=fail header.from=outside.test\n" + mail;
        assertThat(lab.tryToBring("a@b.test", RelayLab.address("alice"), forged.formatted("1")))
                .startsWith("550 5.7.1");
        String claimed = forged.replace("mx.test", "mx.evil.test");
        assertThat(lab.tryToBring("a@b.test", RelayLab.address("alice"), claimed.formatted("2")))
                .startsWith("250");
        String asBob = mail.replace("bank@outside.test", RelayLab.address("bob"));
        assertThat(lab.tryToBring("a@b.test", RelayLab.address("alice"), asBob.formatted("3")))
                .startsWith("550 5.7.1");
    }

    private static void say(XmppClient who, String id, String to, String text) {
        who.send(
                "<message type='chat' id='%s' to='%s'><body>%s</body></message>"
                        .formatted(id, RelayLab.contact(to), text));
    }

    private static void correct(
            XmppClient who, String id, String original, String to, String text) {
        who.send(
                "<message type='chat' id='%s' to='%s'><body>%s</body>"
                                .formatted(id, RelayLab.contact(to), text)
                        + "<replace xmlns='urn:xmpp:message-correct:0' id='%s'/></message>"
                                .formatted(original));
    }

    private static void retract(XmppClient who, String id, String original, String to) {
        who.send(
                "<message type='chat' id='%s' to='%s'>".formatted(id, RelayLab.contact(to))
                        + "<retract xmlns='urn:xmpp:message-retract:1' id='%s'/></message>"
                                .formatted(original));
    }
}
