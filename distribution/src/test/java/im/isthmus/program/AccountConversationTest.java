package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.Await;
import im.isthmus.testing.client.XmppClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users of Prosody read and write with accounts they have at Dovecot and Postfix. */
@Timeout(180)
class AccountConversationTest {
    @TempDir static Path directory;

    private static AccountLab lab;

    @BeforeAll
    static void start() {
        lab = AccountLab.start(directory);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

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
                    "<field var='imap'><value>localhost:143</value></field>");
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
            whatIsDoneByCommandIsDoneInTheMailbox(alice);
            nothingIsLostOrShownTwiceOverARestart(alice);
        }
    }

    private static void seenHereIsSeenThere(XmppClient alice, String message) {
        String id = message.replaceAll("(?s).*<message[^>]* id='([^']+)'.*", "$1");
        alice.send(
                "<message type='chat' to='%s'><displayed xmlns='urn:xmpp:chat-markers:0' id='%s'/></message>"
                        .formatted(AccountLab.contact("carol"), id));
        Await.until(
                "seen in the mailbox", () -> lab.dovecot().isSeen("alice", "Message-ID: <lunch@"));
    }

    private static void whatIsDoneByCommandIsDoneInTheMailbox(XmppClient alice) {
        command(alice, "c1", AccountLab.DOMAIN, "folders");
        alice.awaitXml("id='c1'", "Archive", "Sent");
        command(alice, "c2", AccountLab.contact("carol"), "flag");
        alice.awaitXml("id='c2'", "completed", "flagged");
        command(alice, "c3", AccountLab.contact("carol"), "archive");
        alice.awaitXml("id='c3'", "completed", "Archive");
        assertThat(lab.dovecot().foldersOf("alice", "Message-ID: <lunch@"))
                .containsExactly("Archive");
    }

    private static void command(XmppClient user, String id, String to, String node) {
        user.send(
                ("<iq type='set' id='%s' to='%s'><command xmlns='http://jabber.org/protocol/commands'"
                                + " node='%s' action='execute'/></iq>")
                        .formatted(id, to, node));
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
}
