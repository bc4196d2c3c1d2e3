package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.TestCertificate;
import im.isthmus.testing.client.SmtpTalk;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.mail.RelaySetup;
import im.isthmus.testing.mail.RelayedMail;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mails of all kinds come in from outside, as XMPP users see them. */
@Timeout(180)
class MailArrivalsTest {
    private static final String DOMAIN =
            """
            tls-certificate = "localhost.pem"
            tls-key = "localhost.pem.key"
            authentication-results = "mx.test"
            [email.domain.aliases."sales"]
            user = "bob@localhost"
            """;

    @TempDir static Path directory;

    private static TestCertificate certificate;
    private static RelayLab lab;

    @BeforeAll
    static void start() throws Exception {
        certificate = TestCertificate.create(directory, "localhost");
        certificate.keyPem();
        lab = RelayLab.start(directory, RelaySetup.standard(), DOMAIN, "[email]\nhold = \"0s\"");
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void onlyTheTrustedServerMarksAMailAsForged() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            lab.bring(
                    "bank@outside.test",
                    "Authentication-Results: mx.test; spf=none; dmarc=fail\n"
                            + mail("bank@outside.test", "forged", "give me money"));
            String marked = XmppClient.xml(alice.awaitXml("give me money"));
            assertThat(marked).contains("The domain of the sender says");

            lab.bring(
                    "bank@outside.test",
                    """
                    Authentication-Results: mx.test; dmarc=pass
                    Authentication-Results: evil.test; dmarc=fail
                    Authentication-Results: mx.test; dmarc=fail
                    """
                            + mail("bank@outside.test", "true", "here is money"));
            alice.awaitMessage(RelayLab.contact("bank"), "here is money");
        }
    }

    @Test
    void nobodyOutsideWritesInTheNameOfAUser() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            lab.bring("eve@outside.test", mail(RelayLab.address("bob"), "hi", "bob would not"));
            lab.bring("eve@outside.test", mail("Sales <sales@mail.test>", "hi", "nor would sales"));
            lab.bring("eve@outside.test", mail("root@mail.test", "hi", "a program of the admin"));
            alice.awaitXml("bob would not", "says that this mail is not from there");
            alice.awaitXml("nor would sales", "says that this mail is not from there");
            alice.awaitXml("<body>hi\n\na program of the admin</body>");
        }
    }

    @Test
    void whatLooksLikeAStyleInHtmlIsNoneAndWhatIsTypedIntoTextIsOne() {
        String html = "From: h@outside.test\nTo: %s\nContent-Type: text/html\n\n%s\n";
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            lab.bring("h@outside.test", html.formatted(RelayLab.address("alice"), "call `f`"));
            alice.awaitXml("<body>call `f`</body>", "<unstyled");
            lab.bring(
                    "h@outside.test",
                    html.formatted(
                            RelayLab.address("alice"), "<blockquote>said</blockquote>answered"));
            assertThat(XmppClient.xml(alice.awaitXml("answered"))).doesNotContain("<unstyled");
            lab.bring("h@outside.test", mail("h@outside.test", "s", "call `g`"));
            assertThat(XmppClient.xml(alice.awaitXml("call `g`"))).doesNotContain("<unstyled");
        }
    }

    @Test
    void whoeverSaysAllInTheSubjectIsUnderstood() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            lab.bring("lu@outside.test", mail("lu@outside.test", "Lunch at 12?", ""));
            alice.awaitXml("<body>Lunch at 12?</body>");
            lab.bring("lu@outside.test", mail("lu@outside.test", "Re: Lunch at 12?", " "));
            alice.awaitXml("<body>Re: Lunch at 12?</body>");
        }
    }

    @Test
    void aMailThatGoesRoundInCirclesIsRefused() {
        String round = "Received: from a by b; Mon, 30 Nov 2026 03:00:00 +0000\n".repeat(51);
        assertThat(
                        lab.tryToBring(
                                "ann@outside.test",
                                RelayLab.address("alice"),
                                round + mail("ann@outside.test", "round", "and round")))
                .startsWith("554 5.4.6");
    }

    @Test
    void aDailyMailWithoutAnIdIsShownEachDayAndARepeatedOneOnce() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            String report = mail("cron@outside.test", "backup", "all is well");
            lab.bring("cron@outside.test", "Date: Mon, 30 Nov 2026 03:00:00 +0000\n" + report);
            lab.bring("cron@outside.test", "Date: Mon, 30 Nov 2026 03:00:00 +0000\n" + report);
            lab.bring("cron@outside.test", "Date: Tue, 1 Dec 2026 03:00:00 +0000\n" + report);
            lab.bring("cron@outside.test", mail("cron@outside.test", "end", "that was it"));
            alice.awaitMessage(RelayLab.contact("cron"), "that was it");
            assertThat(alice.stanzas().stream().map(XmppClient::xml))
                    .filteredOn(xml -> xml.contains("all is well"))
                    .hasSize(2);
        }
    }

    @Test
    void aMailingListIsOneContactAndAnswersGoToTheList() {
        String list =
                """
                List-Id: Talk about tea <tea.lists.outside.test>
                List-Post: <mailto:tea@lists.outside.test>
                """;
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            String contact = "tea.lists.outside.test@" + RelayLab.DOMAIN;
            lab.bring("b@lists.outside.test", list + mail("Ann <ann@outside.test>", "t", "green"));
            lab.bring("b@lists.outside.test", list + mail("Ben <ben@outside.test>", "t", "black"));
            assertThat(XmppClient.xml(alice.awaitXml(contact, "green"))).contains("Ann");
            alice.awaitXml(contact, "black");
            alice.send(
                    "<message type='chat' id='l1' to='%s'><body>white</body></message>"
                            .formatted(contact));
            RelayedMail mail = lab.relay().await("white");
            assertThat(mail.recipients().getFirst()).contains("<tea@lists.outside.test>");
        }
    }

    @Test
    void aBounceThatOnlyPeopleCanReadIsAnErrorOnTheVeryMessage() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            alice.send(
                    "<message type='chat' id='q1' to='%s'><body>to nobody</body></message>"
                            .formatted(RelayLab.contact("nobody")));
            String path = lab.relay().await("to nobody").from().replaceFirst(".*<([^>]+)>.*", "$1");
            lab.bring(
                    "",
                    path,
                    """
                    From: MAILER-DAEMON@outside.test
                    To: %s
                    Subject: failure notice

                    Hi. This is the qmail-send program at outside.test.

                    <nobody@outside.test>:
                    Sorry, no mailbox here by that name. (#5.1.1)
                    """
                            .formatted(path));
            alice.awaitXml("id='q1'", "type='error'", "item-not-found", "no mailbox here");
        }
    }

    @Test
    void aReportNamesEverybodyWhomTheMailDidNotReach() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            alice.send(
                    "<message type='chat' id='q2' to='%s'><body>to some</body></message>"
                            .formatted(RelayLab.contact("some")));
            String path = lab.relay().await("to some").from().replaceFirst(".*<([^>]+)>.*", "$1");
            lab.bring(
                    "",
                    path,
                    """
                    From: mailer-daemon@outside.test
                    MIME-Version: 1.0
                    Content-Type: multipart/report; report-type=delivery-status; boundary=b

                    --b

                    Not all.
                    --b
                    Content-Type: message/delivery-status

                    Reporting-MTA: dns; outside.test

                    Final-Recipient: rfc822; fine@outside.test
                    Action: delivered
                    Status: 2.0.0

                    Final-Recipient: rfc822; one@outside.test
                    Action: failed
                    Status: 5.1.1

                    Final-Recipient: rfc822; two@outside.test
                    Action: failed
                    Status: 5.1.1
                    --b--
                    """);
            alice.awaitXml("id='q2'", "type='error'", "one@outside.test, two@outside.test");
        }
    }

    @Test
    void whoIsOnHolidayAnswersAndNothingHasFailed() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            alice.send(
                    "<message type='chat' id='q3' to='%s'><body>are you there</body></message>"
                            .formatted(RelayLab.contact("fay")));
            RelayedMail asked = lab.relay().await("are you there");
            String path = asked.from().replaceFirst(".*<([^>]+)>.*", "$1");
            // RFC 5230 section 4.7: the answer of a mail server, so nobody is its sender.
            lab.bring(
                    "",
                    path,
                    "Auto-Submitted: auto-replied (vacation)\nIn-Reply-To: "
                            + asked.field("Message-ID")
                            + "\n"
                            + mail(
                                    "fay@outside.test",
                                    "Delivery delayed: on holiday",
                                    "back in May"));
            alice.awaitMessage(RelayLab.contact("fay"), "back in May");
            assertThat(alice.stanzas().stream().map(XmppClient::xml))
                    .noneMatch(xml -> xml.contains("id='q3'"));
        }
    }

    @Test
    void mailServersMayTurnTlsOn() throws Exception {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice");
                SmtpTalk talk = SmtpTalk.connect(lab.lmtpPort())) {
            talk.answer();
            assertThat(talk.expect("250", "LHLO outside.test")).contains("STARTTLS");
            talk.expect("220", "STARTTLS");
            talk.secure(certificate.clientContext());
            talk.expect("503", "MAIL FROM:<ann@outside.test>");
            assertThat(talk.expect("250", "LHLO outside.test")).doesNotContain("STARTTLS");
            talk.expect("250", "MAIL FROM:<ann@outside.test>");
            talk.expect("250", "RCPT TO:<" + RelayLab.address("alice") + ">");
            talk.expect("354", "DATA");
            talk.expect(
                    "250", mail("ann@outside.test", "s", "a secret").replace("\n", "\r\n") + ".");
            alice.awaitMessage(RelayLab.contact("ann"), "a secret");
        }
    }

    @Test
    void aliasesAndAddressesWithATagLeadToTheirUserWhoIsToldTheTag() {
        try (XmppClient bob = XmppClient.login(lab.prosody(), "bob")) {
            bring("Sales@mail.test", "for the alias");
            bob.awaitMessage(RelayLab.contact("cid"), "for the alias");
            bring("sales+summer@mail.test", "for the alias with a tag");
            bob.awaitMessage(RelayLab.contact("cid"), "for the alias with a tag\n\n(+summer)");
            bring("bob+winter=localhost@mail.test", "for the user with a tag");
            bob.awaitMessage(RelayLab.contact("cid"), "for the user with a tag\n\n(+winter)");
            bob.send(
                    "<message type='chat' to='%s'><body>from the alias</body></message>"
                            .formatted(RelayLab.contact("cid")));
            assertThat(lab.relay().await("from the alias").field("From"))
                    .isEqualTo("sales@mail.test");
        }
    }

    @Test
    void whomNoFieldNamesIsToldThatOthersDoNotSeeThem() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            String mail = mail("cid@outside.test", "hidden", "between us");
            lab.bring(
                    "cid@outside.test",
                    mail.replace(RelayLab.address("alice"), "others@outside.test"));
            alice.awaitMessage(RelayLab.contact("cid"), "between us\n\n(bcc)");
        }
    }

    private static void bring(String recipient, String text) {
        lab.bring(
                "cid@outside.test",
                recipient,
                mail("cid@outside.test", text, text).replace(RelayLab.address("alice"), recipient));
    }

    @Test
    void addressesBeyondAsciiAreContactsThatCanBeAnswered() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            lab.bring(
                    "d\u00f6rte@m\u00fcller.test",
                    mail("D\u00f6rte <d\u00f6rte@m\u00fcller.test>", "Gr\u00fc\u00dfe", "hallo"));
            String contact = "d\u00f6rte\\40m\u00fcller.test@" + RelayLab.DOMAIN;
            String shown = XmppClient.xml(alice.awaitMessage(contact, "hallo"));
            assertThat(shown).contains("Gr\u00fc\u00dfe");
            alice.send(
                    "<message type='chat' to='%s'><body>sch\u00f6n</body></message>"
                            .formatted(contact));
            RelayedMail mail = lab.relay().await("sch=C3=B6n");
            assertThat(mail.from()).containsOnlyOnce("SMTPUTF8");
            assertThat(mail.recipients().getFirst()).contains("<d\u00f6rte@xn--mller-kva.test>");
        }
    }

    @Test
    void anInvitationIsASentenceAndAFile() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            lab.bring("ann@outside.test", invitation("alice"));
            alice.awaitXml("Invitation: Garden party, 2027-06-01 18:00 UTC", "Please come.");
            alice.awaitXml("jabber:x:oob", "party.ics");
        }
    }

    private static String invitation(String user) {
        return """
        From: Ann <ann@outside.test>
        To: %s=localhost@mail.test
        Subject: Party
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        Please come.
        --b
        Content-Type: text/calendar; method=REQUEST; name=party.ics

        BEGIN:VCALENDAR
        METHOD:REQUEST
        BEGIN:VEVENT
        SUMMARY:Garden party
        DTSTART:20270601T180000Z
        ORGANIZER:mailto:ann@outside.test
        END:VEVENT
        END:VCALENDAR
        --b--
        """
                .formatted(user);
    }

    @Test
    void notesAboutAMailAreInTheLanguageOfItsUser() {
        try (XmppClient bob = XmppClient.login(lab.prosody(), "bob")) {
            bob.send(
                    "<message xml:lang='de' type='chat' to='%s'><body>Servus</body></message>"
                            .formatted(RelayLab.contact("ann")));
            lab.relay().await("Servus");
            lab.bring("ann@outside.test", RelayLab.address("bob"), invitation("bob"));
            bob.awaitXml("Einladung: Garden party", "eingeladen von ann@outside.test");
        }
    }

    private static String mail(String from, String subject, String text) {
        return "From: %s\nTo: %s\nSubject: %s\n\n%s\n"
                .formatted(from, RelayLab.address("alice"), subject, text);
    }
}
