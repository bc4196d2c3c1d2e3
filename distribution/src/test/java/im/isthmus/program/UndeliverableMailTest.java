package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.mail.RelayedMail;
import java.nio.file.Path;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mails that an XMPP server sends back after the mail server was told that we have them. */
@Timeout(60)
class UndeliverableMailTest {
    @TempDir Path directory;

    @Test
    void onlyASenderWhoIsCertainHearsOfIt() {
        String mail =
                "From: ann@outside.test\nTo: alice=localhost@mail.test\nSubject: %1$s\n\n%1$s\n";
        String passed = "Authentication-Results: mx.test; dmarc=pass\n" + mail;
        try (FakeXmppServer xmpp = RelayLab.fakeXmpp();
                RelayLab lab =
                        RelayLab.start(
                                directory,
                                xmpp,
                                "authentication-results = \"mx.test\"",
                                "[email]\nhold = \"0s\"")) {
            FakeXmppLink link = xmpp.awaitLink();
            lab.bring("ann@outside.test", mail.formatted("unknown"));
            refuse(link, "unknown");
            lab.bring("", passed.formatted("nobody"));
            refuse(link, "nobody");
            lab.bring(
                    "ann@outside.test",
                    "Auto-Submitted: auto-replied\n" + passed.formatted("robot"));
            refuse(link, "robot");
            lab.bring("ann@outside.test", passed.formatted("certain"));
            refuse(link, "certain");
            RelayedMail report = lab.relay().await("Action: failed");
            assertThat(report.from()).startsWith("MAIL FROM:<>");
            assertThat(report.recipients().getFirst()).startsWith("RCPT TO:<ann@outside.test>");
            assertThat(report.text())
                    .contains("Subject: certain", "alice=localhost@mail.test", "no entry");
            assertThat(lab.relay().mails()).hasSize(1);
        }
    }

    private static void refuse(FakeXmppLink link, String body) {
        Element message =
                link.awaitStanza(each ->
                        each.getName().equals("message") && body.equals(each.elementText("body")));
        link.send(
                "<message type='error' from='alice@localhost' to='%s' id='%s'><error type='auth'>"
                                .formatted(
                                        XmppClient.escape(message.attributeValue("from")),
                                        XmppClient.escape(message.attributeValue("id")))
                        + "<forbidden xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
                        + "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>no entry</text>"
                        + "</error></message>");
    }
}
