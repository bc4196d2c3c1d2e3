package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.mail.RelaySetup;
import im.isthmus.testing.mail.RelayedMail;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mails to several people, which are rooms for who wants that. */
@Timeout(120)
class MailGroupTest {
    @TempDir static Path directory;

    private static RelayLab lab;

    @BeforeAll
    static void start() {
        lab = RelayLab.start(directory, RelaySetup.standard(), "", "[email]\nhold = \"0s\"");
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void aConversationIsARoomOnWishAndWhoAnswersElsewhereAnswersTheAuthorAlone() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            lab.bring("ann@outside.test", mail("1", "ann", "ben@outside.test", "", "who comes?"));
            alice.awaitXml(RelayLab.contact("ann"), "who comes?");
            alice.send(
                    "<message type='chat' to='%s'><body>just you</body></message>"
                            .formatted(RelayLab.contact("ann")));
            assertThat(lab.relay().await("just you").recipients()).hasSize(1);

            String room = open(alice);
            RelayedMail all = writeToAll(alice, room);
            lab.bring(
                    "ben@outside.test",
                    mail(
                            "2",
                            "ben",
                            "ann@outside.test, cid@outside.test",
                            "In-Reply-To: " + all.field("Message-ID") + "\n",
                            "me too"));
            alice.awaitMessage(room + "/ben@outside.test", "me too");
            alice.awaitXml("<presence", room + "/cid@outside.test");
            lab.relay().say(each -> each.startsWith("RCPT TO:<cid@") ? "550 5.1.1 Gone" : "");
            alice.send(
                    "<message type='groupchat' id='lost' to='%s'><body>bye</body></message>"
                            .formatted(room));
            alice.awaitXml("type='error'", "id='lost'", "from='" + room, "cid@outside.test");
            alice.send("<presence type='unavailable' to='%s/alice'/>".formatted(room));
            alice.awaitXml("unavailable", "code='110'");
            String answer = "In-Reply-To: <2@outside.test>\n";
            lab.bring("ann@outside.test", mail("3", "ann", "ben@outside.test", answer, "see you"));
            alice.awaitMessage(RelayLab.contact("ann"), "see you");
        }
    }

    private static RelayedMail writeToAll(XmppClient alice, String room) {
        alice.joinRoom(room, "alice");
        alice.awaitXml("<presence", room + "/ben@outside.test");
        alice.sayInRoom(room, "all of you");
        alice.awaitMessage(room + "/alice", "all of you");
        RelayedMail all = lab.relay().await("all of you");
        assertThat(all.recipients()).hasSize(2);
        assertThat(all.field("To")).contains("ann@outside.test", "ben@outside.test");
        assertThat(all.field("Subject")).isEqualTo("Re: Party");
        assertThat(all.field("References")).contains("<1@outside.test>");

        return all;
    }

    /** The JID of the room. */
    private static String open(XmppClient alice) {
        alice.send(
                "<iq type='set' id='open' to='%s'>".formatted(RelayLab.contact("ann"))
                        + "<command xmlns='http://jabber.org/protocol/commands' node='room'"
                        + " action='execute'/></iq>");
        String done = XmppClient.xml(alice.awaitXml("id='open'", "completed", "all 2 people"));
        String room = done.replaceAll("(?s).*Enter (thread-\\w+@\\S+) to.*", "$1");
        alice.awaitXml("<message", room, "invite");
        return room;
    }

    @Test
    void whoSaidSoIsAskedIntoARoomByEveryMailToSeveral() {
        try (XmppClient bob = XmppClient.login(lab.prosody(), "bob")) {
            Forms.submit(bob, RelayLab.DOMAIN, "settings", "rooms", "1");
            lab.bring(
                    "ann@outside.test",
                    RelayLab.address("bob"),
                    mail("4", "ann", "ben@outside.test", "", "a new one")
                            .replace("alice=", "bob="));
            bob.awaitXml("<message", "thread-", "invite");
            bob.awaitXml(RelayLab.contact("ann"), "a new one");
        }
    }

    private static String mail(String id, String from, String cc, String more, String text) {
        return more
                + """
                From: %s@outside.test
                To: alice=localhost@mail.test
                Cc: %s
                Subject: Party
                Message-ID: <%s@outside.test>

                %s
                """
                        .formatted(from, cc, id, text);
    }
}
