package im.isthmus.testing.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.testing.client.XmppClient;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every real XMPP server offers to a test, whichever it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealXmppServerTest {
    private static final XmppSetup SETUP =
            XmppSetup.standard().withComponents("irc.localhost", "sms.localhost").withSecret("s3");

    private final RealXmppServer server = start(SETUP);

    abstract RealXmppServer start(XmppSetup setup);

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void usersWriteToEachOther() {
        try (XmppClient alice = XmppClient.login(server, "alice", "balcony");
                XmppClient bob = XmppClient.login(server, "bob")) {
            assertThat(alice.jid()).isEqualTo("alice@localhost/balcony");
            alice.send(
                    "<message to='"
                            + bob.jid()
                            + "' id='m1'><body>grüße &amp; more</body></message>");
            assertThat(bob.awaitMessage("alice@localhost/", "grüße & more").getStanzaId())
                    .isEqualTo("m1");
        }
    }

    @Test
    void theCertificateIsGoodForStarttls() {
        try (XmppClient alice = XmppClient.loginWithTls(server, "alice")) {
            assertThat(alice.smack().isSecureConnection()).isTrue();
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThatThrownBy(() -> XmppClient.login(server, "mallory").close())
                .hasMessageContaining("mallory cannot log in");
    }

    @Test
    void aComponentConnectsWithTheSecretAndOnlyWithIt() throws Exception {
        try (BareComponent right = new BareComponent(server);
                BareComponent second = new BareComponent(server);
                BareComponent wrong = new BareComponent(server)) {
            assertThat(right.handshake("irc.localhost", "s3")).isEqualTo("<handshake/>");
            assertThat(second.handshake("sms.localhost", "s3")).isEqualTo("<handshake/>");
            assertThat(wrong.handshake("irc.localhost", "wrong")).contains("error");
        }
    }

    @Test
    void killedItIsGoneAndRestartedItIsThereOnTheSamePortsWithTheSameUsers() throws Exception {
        try (BareComponent component = new BareComponent(server);
                XmppClient alice = XmppClient.login(server, "alice")) {
            component.handshake("irc.localhost", "s3");
            int port = server.componentPort();
            long pid = server.pid();

            server.kill();
            alice.awaitClosed();
            component.awaitEnd();
            assertThat(ProcessHandle.of(pid)).isEmpty();

            server.restart();
            assertThat(server.componentPort()).isEqualTo(port);
            assertThat(server.pid()).isNotEqualTo(pid);
            XmppClient.login(server, "alice").close();
            try (BareComponent again = new BareComponent(server)) {
                assertThat(again.handshake("irc.localhost", "s3")).isEqualTo("<handshake/>");
            }
        }
    }

    @Test
    void twoRunSideBySideAndNothingOfAClosedOneStays() {
        RealXmppServer second = start(XmppSetup.standard());
        long pid = second.pid();
        try (second;
                XmppClient atFirst = XmppClient.login(server, "alice");
                XmppClient atSecond = XmppClient.login(second, "alice")) {
            assertThat(atFirst.smack().isAuthenticated()).isTrue();
            assertThat(atSecond.smack().isAuthenticated()).isTrue();
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(Files.exists(second.certificate().getParent())).isFalse();
        assertThat(LoopbackPorts.answers(second.componentPort())).isFalse();
    }
}
