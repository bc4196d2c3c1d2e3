package im.isthmus.irc.connection;

import static im.isthmus.irc.connection.TestConnections.JULIET;
import static im.isthmus.irc.connection.TestConnections.juliet;
import static im.isthmus.irc.connection.TestConnections.with;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.RoomAdministration.SetAffiliation;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.irc.TestBackends;
import im.isthmus.irc.TestUser;
import im.isthmus.irc.connection.dialing.ConnectionConfig.Tls;
import im.isthmus.irc.connection.ending.CloseReason;
import im.isthmus.irc.connection.registration.IrcIdentity;
import im.isthmus.irc.connection.sending.IrcQueueFullException;
import im.isthmus.irc.connection.tls.PinnedTrust;
import im.isthmus.irc.connection.tls.TlsTrust.AuthorityFile;
import im.isthmus.irc.connection.tls.TlsTrust.Fingerprints;
import im.isthmus.irc.login.ClientCertificate;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.testing.Await;
import im.isthmus.testing.TestCertificate;
import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.real.RealHybrid;
import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RealIrcServer;
import im.isthmus.testing.real.RealNgircd;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine against servers that people run. */
@Timeout(120)
final class RealIrcServersTest {
    private final RecordingListener listener = new RecordingListener();

    @Test
    void anOldStyleServerIsUnderstood() {
        try (RealNgircd server = RealNgircd.start()) {
            IrcConnection connection = open(server, Tls.OFF, JULIET);
            talk(server, connection);
            assertThat(connection.supports().nickLength()).isPositive();
        }
    }

    @Test
    void aServerOfALargeOldNetworkIsUnderstoodOverTls() {
        try (RealHybrid server = RealHybrid.start()) {
            IrcConnection connection = open(server, Tls.REQUIRED, JULIET);
            talk(server, connection);
            assertThat(connection.capabilities())
                    .contains("away-notify", "chghost", "multi-prefix")
                    .doesNotContain("message-tags", "echo-message");
        }
    }

    @Test
    void aModernServerIsUnderstoodOverTls() throws Exception {
        try (RealInspircd server = RealInspircd.start()) {
            IrcConnection connection = open(server, Tls.REQUIRED, JULIET);
            talk(server, connection);
            assertThat(connection.capabilities())
                    .contains("message-tags", "server-time", "multi-prefix", "echo-message");
            assertThat(listener.await("PRIVMSG").tag("time")).isNotNull();
            itsPublicKeyIsEnoughToKnowItByAndAnotherOneIsRefused(server);
        }
    }

    private static void itsPublicKeyIsEnoughToKnowItByAndAnotherOneIsRefused(RealIrcServer server)
            throws Exception {
        X509Certificate shown;
        try (InputStream pem = Files.newInputStream(server.certificate())) {
            shown =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
        var known = new RecordingListener();
        IrcConnection connection = openPinned(server, PinnedTrust.publicKey(shown), known);
        known.awaitRegistered();
        connection.quit("bye");

        var refused = new RecordingListener();
        openPinned(server, "ab".repeat(32), refused);
        CloseReason reason = refused.awaitEnd();
        assertThat(reason).isInstanceOf(CloseReason.TlsFailed.class);
        assertThat(reason.text())
                .contains("certificate with SHA-256 " + PinnedTrust.fingerprint(shown));
    }

    private static IrcConnection openPinned(
            RealIrcServer server, String pin, RecordingListener listener) {
        return IrcConnection.open(
                with(Tls.REQUIRED, new Fingerprints(Set.of(pin)), server.tlsPort()),
                JULIET,
                Runnable::run,
                listener);
    }

    @Test
    void anAccountLogsInAndAWrongPasswordDoesNot(@TempDir Path folder) throws Exception {
        try (RealInspircd server = RealInspircd.startWithServices()) {
            try (IrcUser ann = IrcUser.login(server.port(), "ann")) {
                ann.say("NickServ", "REGISTER sesame ann@lab.test");
                ann.await("logged in (900)", line -> IrcUser.command(line).equals("900"));
            }
            IrcConnection connection = open(server, Tls.OFF, juliet("ann", "sesame", true));
            listener.awaitRegistered();
            assertThat(listener.await("900").param(2)).isEqualTo("ann");
            connection.quit("bye");

            var refused = new RecordingListener();
            IrcConnection.open(
                    with(Tls.OFF, new AuthorityFile(server.certificate()), server.port()),
                    juliet("ann", "wrong", true),
                    Runnable::run,
                    refused);
            assertThat(refused.awaitEnd()).isInstanceOf(CloseReason.LoginFailed.class);
            aCertificateLogsInWithoutAPassword(server, folder);
            whoIsLoggedInIsBannedByAccount(server);
        }
    }

    private static void whoIsLoggedInIsBannedByAccount(RealInspircd server) throws Exception {
        LegacyRoom wall = TestUser.room("#wall");
        try (TestUser romeo = new TestUser(TestBackends.to(server.port()), "romeo@example.org");
                IrcUser guest = IrcUser.login(server.port(), "guest")) {
            romeo.join("#wall", "romeo");
            guest.say("NickServ", "IDENTIFY ann sesame");
            guest.await("logged in (900)", line -> IrcUser.command(line).equals("900"));
            guest.join("#wall");
            romeo.await(LegacyEvent.OccupantJoined.class);
            romeo.act(
                    new SetAffiliation(
                            wall, romeo.ref("b1"), "guest", Occupant.Affiliation.OUTCAST, "go"));
            assertThat(romeo.await(LegacyEvent.RequestDone.class).ref()).isEqualTo(romeo.ref("b1"));
            guest.awaitLine("MODE #wall +b", "R:ann");
            guest.send("NICK guest2");
            guest.send("JOIN #wall");
            guest.awaitLine(" 474 ", "#wall");
        }
    }

    private static void aCertificateLogsInWithoutAPassword(RealInspircd server, Path folder)
            throws Exception {
        TestCertificate made = TestCertificate.create(folder, "ann");
        String pem = Files.readString(made.pem()) + Files.readString(made.keyPem());
        ClientCertificate certificate = ClientCertificate.parse(pem);
        try (IrcUser ann = IrcUser.login(server.port(), "ann")) {
            ann.say("NickServ", "IDENTIFY sesame");
            ann.await("logged in (900)", line -> IrcUser.command(line).equals("900"));
            ann.say("NickServ", "CERT ADD " + certificate.fingerprint());
            ann.await("added", line -> line.contains("Added fingerprint"));
        }
        var known = new RecordingListener();
        IrcIdentity identity =
                new IrcIdentity(
                        "ann2",
                        "ann",
                        "Ann",
                        null,
                        new IrcIdentity.SaslAccount("ann", "", true, certificate));
        IrcConnection.open(
                with(Tls.REQUIRED, new AuthorityFile(server.certificate()), server.tlsPort()),
                identity,
                Runnable::run,
                known);
        assertThat(known.await("900").param(2)).isEqualTo("ann");
    }

    private IrcConnection open(RealIrcServer server, Tls tls, IrcIdentity identity) {
        int port = tls == Tls.OFF ? server.port() : server.tlsPort();
        return IrcConnection.open(
                with(tls, new AuthorityFile(server.certificate()), port),
                identity,
                Runnable::run,
                listener);
    }

    /** Long text both ways, cut so that the server need not cut it. */
    private void talk(RealIrcServer server, IrcConnection connection) {
        listener.awaitRegistered();
        try (IrcUser romeo = IrcUser.login(server.port(), "romeo")) {
            romeo.send("JOIN #balcony");
            romeo.awaitLine("366");
            send(connection, IrcMessage.of("JOIN", "#balcony"));
            assertThat(listener.await("JOIN").nick()).isEqualTo("juliet");
            assertThat(connection.prefix()).startsWith("juliet!");

            romeo.send("PRIVMSG #balcony :She speaks: é😀");
            assertThat(listener.await("PRIVMSG").lastParam()).isEqualTo("She speaks: é😀");

            String text = "ж".repeat(700);
            List<String> pieces = connection.splitter().split("PRIVMSG", "#balcony", text);
            pieces.forEach(piece -> send(connection, IrcMessage.of("PRIVMSG", "#balcony", piece)));
            for (String piece : pieces) {
                String line = romeo.await("piece", l -> l.endsWith(":" + piece));
                assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(510);
            }
        }
        connection.quit("bye");
        assertThat(listener.awaitEnd()).isInstanceOf(CloseReason.Quit.class);
        Await.until("one end", () -> listener.ends().size() == 1);
    }

    private static void send(IrcConnection connection, IrcMessage message) {
        try {
            connection.send(message);
        } catch (IrcQueueFullException e) {
            throw new AssertionError(e);
        }
    }
}
