package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.email.imap.OpenMailbox;
import im.isthmus.testing.Await;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealPostfix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Users of Prosody read and write with accounts they have at Dovecot and Postfix. */
@Timeout(180)
class AccountConversationTest extends AccountScenario {
    @Test
    void whoHasNoAccountIsToldToRegister() {
        try (XmppClient bob = XmppClient.login(lab.prosody(), "bob")) {
            bob.send(
                    "<message type='chat' id='n1' to='%s'><body>Hi</body></message>"
                            .formatted(AccountLab.contact("dave")));
            bob.awaitXml("id='n1'", "registration-required");
        }
    }

    @Test
    void aWrongPasswordIsRefusedInTheWordsOfTheServer() {
        try (XmppClient bob = XmppClient.login(lab.prosody(), "bob")) {
            AccountLab.send(bob, "bad1", "bob", "wrong", "");
            String error = XmppClient.xml(bob.awaitXml("id='bad1'", "type='error'"));
            assertThat(error).contains("not-acceptable").contains("The IMAP server localhost");
        }
    }

    @Test
    void serversOfThePrivateNetworkAreOutOfReach() {
        try (XmppClient bob = XmppClient.login(lab.prosody(), "bob")) {
            AccountLab.send(
                    bob,
                    "bad2",
                    "bob",
                    "pass",
                    "<field var='imap'><value>127.0.0.1:143</value></field>");
            String error = XmppClient.xml(bob.awaitXml("id='bad2'", "type='error'"));
            assertThat(error).contains("policy-violation").contains("private network");
        }
    }

    @Test
    void mailComesAsMessagesAndAnswersGoOutByTheAccount() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            AccountLab.register(alice, "alice");
            alice.awaitXml("<presence", "from='" + AccountLab.DOMAIN + "'");

            lab.mail("carol", "alice", "lunch", "Shall we have lunch?");
            String message =
                    XmppClient.xml(
                            alice.awaitMessage(
                                    AccountLab.contact("carol"), "Shall we have lunch?"));
            assertThat(message).contains("<subject>lunch</subject>").contains("markable");

            alice.send(
                    "<message type='chat' id='a1' to='%s'><body>Yes, at noon!</body></message>"
                            .formatted(AccountLab.contact("carol")));
            assertThat(lab.awaitMail("carol", "Yes, at noon!"))
                    .contains("From: alice Example <alice@example.test>")
                    .contains("In-Reply-To: <lunch@example.test>");
            String copy = lab.awaitMail("alice", "Yes, at noon!");
            assertThat(copy).contains("Subject: Re: lunch");

            seenHereIsSeenThere(alice, message);
            whatIsWrittenToOneselfComesBackOnce(alice);
            whatIsDoneByCommandIsDoneInTheMailbox(alice);
            nothingIsLostOrShownTwiceOverARestart(alice);
        }
    }

    private static void seenHereIsSeenThere(XmppClient alice, String message) {
        alice.send(
                "<message type='chat' to='%s'><displayed xmlns='urn:xmpp:chat-markers:0' id='%s'/></message>"
                        .formatted(AccountLab.contact("carol"), AccountLab.id(message)));
        Await.until(
                "seen in the mailbox", () -> lab.dovecot().isSeen("alice", "Message-ID: <lunch@"));
    }

    private static void whatIsWrittenToOneselfComesBackOnce(XmppClient alice) {
        String self = AccountLab.contact("alice");
        alice.send(
                "<message type='chat' id='self' to='%s'><body>Do not forget</body></message>"
                        .formatted(self));
        alice.awaitMessage(self, "Do not forget");
        Await.until(
                "a copy is filed",
                () -> lab.dovecot().foldersOf("alice", "Do not forget").contains("Sent"));
        lab.mail("alice", "alice", "note", "From my other program");
        alice.awaitMessage(self, "From my other program");
        assertThat(AccountLab.count(alice, "Do not forget")).isEqualTo(1);
    }

    private static void whatIsDoneByCommandIsDoneInTheMailbox(XmppClient alice) {
        AccountLab.command(alice, "c1", AccountLab.DOMAIN, "folders");
        alice.awaitXml("id='c1'", "Archive", "Sent");
        AccountLab.command(alice, "c2", AccountLab.contact("carol"), "flag");
        alice.awaitXml("id='c2'", "completed", "flagged");
        AccountLab.command(alice, "c5", AccountLab.contact("carol"), "unflag");
        alice.awaitXml("id='c5'", "completed", "The flag is off");
        AccountLab.command(alice, "c3", AccountLab.contact("carol"), "archive");
        alice.awaitXml("id='c3'", "completed", "Archive");
        assertThat(lab.dovecot().foldersOf("alice", "Message-ID: <lunch@"))
                .containsExactly("Archive");
        lab.mail("dave", "alice", "rubbish", "Buy our umbrellas");
        alice.awaitMessage(AccountLab.contact("dave"), "Buy our umbrellas");
        AccountLab.command(alice, "c6", AccountLab.contact("dave"), "delete");
        alice.awaitXml("id='c6'", "completed", "Trash");
        assertThat(lab.dovecot().foldersOf("alice", "Buy our umbrellas")).containsExactly("Trash");
        AccountLab.command(alice, "c7", AccountLab.DOMAIN, "search");
        String form = XmppClient.xml(alice.awaitXml("id='c7'", "<command"));
        AccountLab.answer(
                alice, "c8", "search", form, "<field var='words'><value>lunch</value></field>");
        String found = XmppClient.xml(alice.awaitXml("id='c8'", "completed", "carol@example.test"));
        assertThat(found).contains("<value>Archive</value>").doesNotContain("umbrellas");
    }

    private static void nothingIsLostOrShownTwiceOverARestart(XmppClient alice) {
        lab.stop();
        lab.mail("dave", "alice", "down", "Written while the gateway was down");
        lab.resume();
        alice.awaitMessage(AccountLab.contact("dave"), "Written while the gateway was down");
        lab.mail("dave", "alice", "after", "Written after it came back");
        alice.awaitMessage(AccountLab.contact("dave"), "Written after it came back");
        assertThat(AccountLab.count(alice, "Written while the gateway")).isEqualTo(1);
        assertThat(AccountLab.count(alice, "Shall we have lunch?")).isEqualTo(1);
    }

    @Test
    void olderMailIsShownOnRequestAndWhatOtherProgramsDoIsSeen() throws Exception {
        lab.mail("dave", "erin", "old", "Written before erin registered");
        lab.awaitMail("erin", "Written before erin registered");
        Instant yesterday = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        put("erin", yesterday, "From: dave@example.test\r\n\r\nWritten the day before\r\n");
        try (XmppClient erin = XmppClient.login(lab.prosody(), "erin")) {
            AccountLab.send(
                    erin, "e1", "erin", "pass", "<field var='days'><value>3</value></field>");
            erin.awaitXml("id='e1'", "type='result'");
            erin.send("<presence to='%s'/>".formatted(AccountLab.DOMAIN));
            String old = "Written before erin registered";
            assertThat(XmppClient.xml(erin.awaitMessage(AccountLab.contact("dave"), old)))
                    .doesNotContain("urn:xmpp:delay");
            old = "Written the day before";
            assertThat(XmppClient.xml(erin.awaitMessage(AccountLab.contact("dave"), old)))
                    .contains("urn:xmpp:delay", "stamp='" + yesterday.toString().replace("Z", ""));
            assertThat(lab.dovecot().isSeen("erin", "Message-ID: <old@"))
                    .as("reading is no looking at it")
                    .isFalse();

            erin.send("<iq type='set' id='cc'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
            erin.awaitXml("id='cc'", "type='result'");
            try (OpenMailbox other = lab.mailbox("erin")) {
                other.select("INBOX");
                other.flag(List.of(1L), "\\Seen", true);
                erin.awaitXml("<displayed", AccountLab.contact("dave"));
                other.append(
                        "Sent",
                        "From: erin@example.test\r\nTo: carol@example.test\r\nMessage-ID: <x@y>\r\n\r\nFrom my phone\r\n"
                                .getBytes(StandardCharsets.UTF_8));
                erin.awaitXml("<message", "From my phone", AccountLab.contact("carol"));
            }
            otherNumbersAreNoOtherMails(erin);
            aLostServerIsFoundAgain(erin);
        }
    }

    /** As a mailbox has it that got the mail then (RFC 3501 section 6.3.11). */
    private static void put(String user, Instant at, String mail) throws IOException {
        String date =
                DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss +0000", Locale.ROOT)
                        .format(at.atOffset(ZoneOffset.UTC));
        try (Socket socket =
                        new Socket(InetAddress.getLoopbackAddress(), lab.dovecot().imapPort());
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.getOutputStream()
                    .write(
                            "a LOGIN %s@example.test pass\r\nb APPEND INBOX \"%s\" {%d+}\r\n%s\r\nc LOGOUT\r\n"
                                    .formatted(user, date, mail.length(), mail)
                                    .getBytes(StandardCharsets.UTF_8));
            assertThat(in.lines().toList()).anyMatch(line -> line.startsWith("b OK"));
        }
    }

    private static void otherNumbersAreNoOtherMails(XmppClient erin) {
        lab.stop();
        lab.dovecot().renumber("erin");
        lab.mail("dave", "erin", "renumbered", "Written after the renumbering");
        lab.resume();
        erin.awaitMessage(AccountLab.contact("dave"), "Written after the renumbering");
        assertThat(AccountLab.count(erin, "Written before erin registered")).isEqualTo(1);
    }

    private static void aLostServerIsFoundAgain(XmppClient erin) {
        erin.send("<presence to='%s'/>".formatted(AccountLab.DOMAIN));
        lab.dovecot().stop();
        erin.awaitXml("<presence", "<show>xa</show>", "The mail server does not answer");
        lab.dovecot().restart();
        Await.until("Postfix finds Dovecot too", () -> lab.canLogInToSend("erin"));
        lab.mail("dave", "erin", "again", "Written after Dovecot came back");
        erin.awaitMessage(AccountLab.contact("dave"), "Written after Dovecot came back");
    }

    @Test
    void whoSignsInAtTheProviderNeedsNoPassword() {
        try (XmppClient frank = XmppClient.login(lab.prosody(), "frank")) {
            lab.signIn(frank, "frank@example.test");
            frank.send("<presence to='%s'/>".formatted(AccountLab.DOMAIN));
            frank.awaitXml("<presence", "from='" + AccountLab.DOMAIN + "'");
            lab.mail("carol", "frank", "f1", "To somebody without a password");
            frank.awaitMessage(AccountLab.contact("carol"), "To somebody without a password");
            frank.send(
                    "<message type='chat' id='t1' to='%s'><body>Sent with a token</body></message>"
                            .formatted(AccountLab.contact("carol")));
            lab.awaitMail("carol", "Sent with a token", "frank@example.test");
            tokensAreRenewedUntilTheUserTakesThemBack(frank);
        }
    }

    private static void tokensAreRenewedUntilTheUserTakesThemBack(XmppClient frank) {
        int before = lab.signIn().given();
        lab.stop();
        lab.signIn().expire();
        lab.resume();
        Await.until("a new token", () -> lab.signIn().given() > before);
        lab.mail("carol", "frank", "f2", "After the token was renewed");
        frank.awaitMessage(AccountLab.contact("carol"), "After the token was renewed");
        lab.stop();
        lab.signIn().revoke();
        lab.resume();
        frank.awaitXml("<message", "sign in again");
    }

    @Test
    void aServerThatKeepsWhatIsSentGetsNoSecondCopy() {
        try (XmppClient keeper = XmppClient.login(lab.prosody(), RealPostfix.KEEPER)) {
            AccountLab.register(keeper, RealPostfix.KEEPER);
            AccountLab.command(keeper, "k1", AccountLab.DOMAIN, "settings");
            String form = XmppClient.xml(keeper.awaitXml("id='k1'", "var='file-sent'"));
            AccountLab.answer(
                    keeper,
                    "k2",
                    "settings",
                    form,
                    "<field var='file-sent'><value>0</value></field>");
            keeper.awaitXml("id='k2'", "completed");
            String bob = AccountLab.contact("bob");
            keeper.send(
                    "<message type='chat' id='k3' to='%s'><body>Kept by the server</body></message>"
                            .formatted(bob));
            lab.awaitMail("bob", "Kept by the server");
            Await.until(
                    "the server's copy",
                    () -> lab.dovecot().foldersOf("keeper", "Kept by the server").contains("Sent"));
            lab.mail("bob", "keeper", "k4", "An answer");
            keeper.awaitMessage(bob, "An answer");
            assertThat(lab.dovecot().foldersOf("keeper", "Kept by the server"))
                    .containsExactly("Sent");
            assertThat(AccountLab.count(keeper, "Kept by the server")).isZero();
        }
    }

    @Test
    void whoReadsManyOlderMailsSeesHowFarItIs() throws Exception {
        try (XmppClient grace = XmppClient.login(lab.prosody(), "grace");
                OpenMailbox other = lab.mailbox("dave")) {
            for (int i = 1; i <= 30; i++) {
                other.append("INBOX", mail("old" + i, "", "Older mail no. " + i + "."));
            }
            other.append("INBOX", mail("big", LARGE_HEADER, LARGE_BODY + "A".repeat(100_000)));
            AccountLab.register(grace, "grace");
            grace.awaitXml("<presence", "from='" + AccountLab.DOMAIN + "'");
            AccountLab.send(
                    grace, "g1", "dave", "pass", "<field var='days'><value>3</value></field>");
            grace.awaitXml("<presence", "<status>25 of ", " older mails are read.");
            grace.awaitMessage(AccountLab.contact("pal"), "Older mail no. 30.");
            assertThat(AccountLab.count(grace, "Older mail no. ")).isEqualTo(30);

            String large =
                    XmppClient.xml(grace.awaitXml(AccountLab.contact("pal"), "Look at this"));
            assertThat(large).contains("This mail has 97 KB");
            AccountLab.command(grace, "g2", AccountLab.contact("pal"), "whole");
            grace.awaitXml("id='g2'", "completed", "Look at this", "This mail has 97 KB");
        }
    }

    @Test
    void aConversationOfSeveralPeopleCanBeARoom() {
        try (XmppClient heidi = XmppClient.login(lab.prosody(), "heidi")) {
            AccountLab.register(heidi, "heidi");
            lab.mail("carol", "heidi", "Cc: dave@example.test\n", "picnic", "Who brings what?");
            heidi.awaitMessage(AccountLab.contact("carol"), "Who brings what?");
            AccountLab.command(heidi, "r1", AccountLab.contact("carol"), "room");
            String done = XmppClient.xml(heidi.awaitXml("id='r1'", "completed", "all 2 people"));
            String room = done.replaceAll("(?s).*Enter (thread-\\w+@\\S+) to.*", "$1");
            heidi.joinRoom(room, "heidi");
            heidi.awaitXml("<presence", room + "/dave@example.test");
            heidi.sayInRoom(room, "I bring cake");
            lab.awaitMail("carol", "I bring cake", "In-Reply-To: <picnic@example.test>");
            lab.awaitMail("dave", "I bring cake", "heidi@example.test");
            lab.mail("dave", "heidi", "In-Reply-To: <picnic@example.test>\n", "d1", "And I tea");
            heidi.awaitMessage(room + "/dave@example.test", "And I tea");
        }
    }

    private static final String LARGE_HEADER =
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n";

    private static final String LARGE_BODY =
            """
            --x
            Content-Type: text/html

            <p>Look at this picture</p>
            --x
            Content-Type: image/png; name=a.png
            Content-Transfer-Encoding: base64

            """;

    private static byte[] mail(String id, String header, String body) {
        return """
        From: pal@example.test
        To: dave@example.test
        Message-ID: <%s@example.test>
        %s
        %s\
        """
                .formatted(id, header, body)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
