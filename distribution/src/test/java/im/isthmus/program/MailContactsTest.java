package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.Await;
import im.isthmus.testing.client.RosterItem;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.mail.RelaySetup;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who comes into contact lists, and how they look there. */
@Timeout(120)
class MailContactsTest {
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
    void whomTheUserWritesToIsAContactWhoIsThereAndAStrangerIsNone() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            lab.bring("spam@outside.test", mail("Spam <spam@outside.test>", "buy"));
            alice.awaitMessage(RelayLab.contact("spam"), "buy");
            alice.send(
                    "<message type='chat' to='%s'><body>hello</body></message>"
                            .formatted(RelayLab.contact("ben")));
            Await.until("ben in the list", () -> item(alice, "ben") != null);
            alice.await(
                    "ben is there",
                    stanza ->
                            XmppClient.xml(stanza).startsWith("<presence")
                                    && RelayLab.contact("ben").equals("" + stanza.getFrom())
                                    && !XmppClient.xml(stanza).contains("type="));
            assertThat(item(alice, "spam")).isNull();

            lab.bring("ben@outside.test", mail("Ben Miller <ben@outside.test>", "hi"));
            alice.awaitMessage(RelayLab.contact("ben"), "hi");
            Await.until("ben's name", () -> "Ben Miller".equals(name(alice, "ben")));
        }
        try (XmppClient again = XmppClient.login(lab.prosody(), "alice", "later")) {
            again.await(
                    "ben is there for who comes later",
                    stanza ->
                            XmppClient.xml(stanza).startsWith("<presence")
                                    && RelayLab.contact("ben").equals("" + stanza.getFrom())
                                    && !XmppClient.xml(stanza).contains("type="));
        }
    }

    private static @Nullable String name(XmppClient client, String user) {
        RosterItem item = item(client, user);
        return item == null ? null : item.name();
    }

    private static @Nullable RosterItem item(XmppClient client, String user) {
        return client.rosterItem(RelayLab.contact(user));
    }

    private static String mail(String from, String text) {
        return "From: %s\nTo: %s\nSubject: s\n\n%s\n"
                .formatted(from, RelayLab.address("alice"), text);
    }
}
