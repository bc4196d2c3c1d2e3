package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.testing.TestCertificate;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.mail.FakeRelay;
import im.isthmus.testing.mail.RelaySetup;
import im.isthmus.testing.mail.RelayedMail;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jivesoftware.smack.packet.Stanza;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Relays that are gone, slow of mind, or choosy. */
@Timeout(180)
class RelayTroubleTest {
    private static final String DOMAIN =
            """
            relay-starttls = true
            relay-ca-file = "localhost.pem"
            retry-after = "100ms"
            retry-notice = "500ms"
            retry-for = "2s"
            """;

    @TempDir static Path directory;

    private static RelayLab lab;

    @BeforeAll
    static void start() throws Exception {
        TestCertificate certificate = TestCertificate.create(directory, "localhost");
        RelaySetup relay =
                RelaySetup.standard()
                        .withExtensions("8BITMIME", "ENHANCEDSTATUSCODES", "DSN")
                        .withTls(certificate.serverContext(), false);
        lab =
                RelayLab.start(
                        directory,
                        relay,
                        DOMAIN,
                        "[email]\nhold = \"0s\"\n[access]\nadmins = [\"bob@localhost\"]");
    }

    @AfterEach
    void theRelayIsItselfAgain() {
        lab.relay().say(_ -> "");
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void aMailIsSentAgainToARelayThatHungUpUnderTheSameName() {
        AtomicInteger tries = new AtomicInteger();
        lab.relay()
                .say(command ->
                        command.equals(".") && tries.incrementAndGet() < 3
                                ? FakeRelay.HANG_UP
                                : "");
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            say(alice, "again", "ann", "through in the end");
            RelayedMail mail = lab.relay().await("through in the end");
            assertThat(mail.secure()).isTrue();
            assertThat(mail.from()).contains("FROM:<return+", "ENVID=");
            assertThat(mail.recipients().getFirst()).contains("NOTIFY=FAILURE,DELAY");
        }
    }

    @Test
    void anAdminSeesWhatWaitsAndWhatIsWrongWithTheRelay() {
        lab.relay().say(command -> command.startsWith("RCPT") ? "" : FakeRelay.HANG_UP);
        try (XmppClient bob = XmppClient.login(lab.prosody(), "bob")) {
            say(bob, "stuck", "ann", "waits for the relay");
            bob.awaitXml("<message", "could not be handed over yet");
            queue(bob, "q1");
            bob.awaitXml("id='q1'", "completed", "cannot be reached", "Not sent yet");
            lab.relay().say(_ -> "");
            lab.relay().await("waits for the relay");
            queue(bob, "q2");
            String end = XmppClient.xml(bob.awaitXml("id='q2'", "completed"));
            assertThat(end).doesNotContain("cannot be reached");
        }
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            queue(alice, "q3");
            alice.awaitXml("id='q3'", "type='error'", "forbidden");
        }
    }

    private static void queue(XmppClient who, String id) {
        who.send(
                "<iq type='set' id='%s' to='%s'><command xmlns='http://jabber.org/protocol/commands' node='mail-queue' action='execute'/></iq>"
                        .formatted(id, RelayLab.DOMAIN));
    }

    @Test
    void whoseFilesNeverComeHoldsUpNobodyElse() throws Exception {
        // The system takes connections to it, and nobody answers.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                XmppClient bob = XmppClient.login(lab.prosody(), "bob");
                XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            String url = "http://127.0.0.1:" + silent.getLocalPort() + "/file";
            for (int i = 0; i < 12; i++) {
                bob.send(
                        "<message type='chat' to='%s'><body>%s</body><x xmlns='jabber:x:oob'><url>%s</url></x></message>"
                                .formatted(RelayLab.contact("fay"), url, url));
            }
            silent.accept().close();
            say(alice, "meanwhile", "eve", "waits for no files");
            lab.relay().await("waits for no files");
        }
    }

    @Test
    void aConnectionIsUsedAgain() {
        int before = lab.relay().connections();
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            for (int i = 1; i <= 6; i++) {
                say(alice, "same" + i, "cid", "mail number " + i);
                lab.relay().await("mail number " + i);
            }
        }
        // The next mail may come before the connection of the last one is known to be free.
        assertThat(lab.relay().connections() - before).isLessThan(4);
    }

    @Test
    void whoWritesThroughADeadRelayIsToldThatItTakesLongerAndThenThatItFailed() {
        lab.relay().say(command -> command.startsWith("MAIL") ? "451 4.3.0 Not now" : "");
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            say(alice, "dead", "ben", "nobody takes it");
            alice.awaitXml(RelayLab.contact("ben"), "could not be handed over yet");
            awaitTrouble(alice, "ben", "could not be handed over yet");
            alice.awaitXml("id='dead'", "type='error'", "Not now");
            awaitTrouble(alice, "ben", "did not arrive");
            long notices =
                    alice.stanzas().stream()
                            .map(XmppClient::xml)
                            .filter(xml -> xml.startsWith("<message"))
                            .filter(xml -> xml.contains("could not be handed over yet"))
                            .count();
            assertThat(notices).isOne();

            lab.relay().say(_ -> "");
            say(alice, "alive", "ben", "somebody takes it");
            lab.relay().await("somebody takes it");
            XmppClient later = XmppClient.login(lab.prosody(), "alice", "later");
            later.await("ben is well", RelayTroubleTest::isBenAvailable);
            later.close();
        }
    }

    @Test
    void aRefusedRecipientIsAnErrorAndTheOthersGetTheMailOnce() {
        lab.relay()
                .say(command ->
                        command.startsWith("RCPT TO:<gone@") ? "550 5.1.1 No such user" : "");
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            alice.send(
                    """
                    <message type='chat' id='part' to='gone\\40outside.test@%1$s'>
                    <body>for two</body>
                    <addresses xmlns='http://jabber.org/protocol/address'>
                    <address type='to' jid='gone\\40outside.test@%1$s'/>
                    <address type='to' jid='here\\40outside.test@%1$s'/>
                    </addresses></message>
                    """
                            .formatted(RelayLab.DOMAIN)
                            .replace("\n", ""));
            alice.awaitXml("id='part'", "item-not-found", "gone@outside.test", "No such user");
            RelayedMail mail = lab.relay().await("for two");
            assertThat(mail.recipients()).hasSize(1);
            assertThat(lab.relay().mails().stream().filter(each -> each.has("for two")).count())
                    .isOne();
        }
    }

    @Test
    void anAddressThatTheRelayCannotTakeIsAnErrorThatSaysSo() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            alice.send(
                    "<message type='chat' id='eai' to='\u00fcser\\40outside.test@%s'><body>x</body></message>"
                            .formatted(RelayLab.DOMAIN));
            alice.awaitXml("id='eai'", "type='error'", "takes no such addresses");
        }
    }

    private static boolean isBenAvailable(Stanza stanza) {
        String xml = XmppClient.xml(stanza);
        return xml.startsWith("<presence")
                && RelayLab.contact("ben").equals("" + stanza.getFrom())
                && !xml.contains("type=")
                && !xml.contains("<show>");
    }

    private static void awaitTrouble(XmppClient who, String contact, String text) {
        who.awaitXml("<presence", "from='" + RelayLab.contact(contact), "<show>xa</show>", text);
    }

    private static void say(XmppClient who, String id, String to, String text) {
        who.send(
                "<message type='chat' id='%s' to='%s'><body>%s</body></message>"
                        .formatted(id, RelayLab.contact(to), text));
    }
}
