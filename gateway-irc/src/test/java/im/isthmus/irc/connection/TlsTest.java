package im.isthmus.irc.connection;

import static im.isthmus.irc.connection.TestConnections.JULIET;
import static im.isthmus.irc.connection.TestConnections.juliet;
import static im.isthmus.irc.connection.TestConnections.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.irc.connection.dialing.ConnectionConfig;
import im.isthmus.irc.connection.dialing.ConnectionConfig.Tls;
import im.isthmus.irc.connection.ending.CloseReason;
import im.isthmus.irc.connection.tls.PinnedTrust;
import im.isthmus.irc.connection.tls.TlsTrust.AuthorityFile;
import im.isthmus.irc.connection.tls.TlsTrust.Fingerprints;
import im.isthmus.irc.connection.tls.TlsTrust.KnownAuthorities;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.testing.FakeIrcServer;
import im.isthmus.testing.FakeIrcServer.Options;
import im.isthmus.testing.TestCertificate;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
final class TlsTest {
    @TempDir private static Path directory;
    private static TestCertificate right;
    private static TestCertificate wrong;

    private final RecordingListener listener = new RecordingListener();

    @BeforeAll
    static void makeCertificates() throws Exception {
        right = TestCertificate.create(directory, "localhost");
        wrong = TestCertificate.create(directory, "other.example");
    }

    @Test
    void anAuthorityOfTheFileIsTrustedForItsHost() throws Exception {
        try (var server = serve(right)) {
            IrcConnection connection =
                    open(with(Tls.REQUIRED, new AuthorityFile(right.pem()), server.port()));
            listener.awaitRegistered();
            connection.send(IrcMessage.of("PRIVMSG", "juliet", "over TLS"));
            assertThat(listener.await("PRIVMSG").lastParam()).isEqualTo("over TLS");
            connection.quit("bye");
            assertThat(listener.awaitEnd()).isInstanceOf(CloseReason.Quit.class);
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        try (var server = serve(wrong)) {
            open(with(Tls.REQUIRED, new AuthorityFile(wrong.pem()), server.port()));
            assertThat(listener.awaitEnd()).isInstanceOf(CloseReason.TlsFailed.class);
            assertThat(server.clients()).isEmpty();
        }
    }

    @Test
    void anUnknownAuthorityIsRefusedEvenWhereTlsIsOnlyPreferred() throws Exception {
        try (var server = serve(right);
                var plain = FakeIrcServer.start()) {
            open(with(Tls.PREFERRED, new KnownAuthorities(), server.port(), plain.port()));
            assertThat(listener.awaitEnd()).isInstanceOf(CloseReason.TlsFailed.class);
            assertThat(plain.clients()).isEmpty();
        }
    }

    @Test
    void aPinnedCertificateIsTrustedWhateverItsHost() throws Exception {
        try (var server = serve(wrong)) {
            var pins = new Fingerprints(Set.of(fingerprint(wrong)));
            open(with(Tls.REQUIRED, pins, server.port()));
            listener.awaitRegistered();
        }
    }

    /** As biboumi's users have them. */
    @Test
    void aPinMayBeASha1() throws Exception {
        byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(wrong.certificate().getEncoded());
        try (var server = serve(wrong)) {
            var pins = new Fingerprints(Set.of(HexFormat.of().formatHex(sha1)));
            open(with(Tls.REQUIRED, pins, server.port()));
            listener.awaitRegistered();
        }
    }

    @Test
    void anotherCertificateThanThePinnedIsRefused() throws Exception {
        try (var server = serve(right)) {
            var pins = new Fingerprints(Set.of(fingerprint(wrong)));
            open(with(Tls.REQUIRED, pins, server.port()));
            assertThat(listener.awaitEnd().text()).contains(fingerprint(right));
        }
    }

    @Test
    void fingerprintsAreReadAsPeopleWriteThem() {
        String colons = "AB:".repeat(31) + "CD";
        assertThat(new Fingerprints(Set.of(colons)).sha256())
                .containsExactly("ab".repeat(31) + "cd");
        assertThatThrownBy(() -> new Fingerprints(Set.of("ab")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Fingerprints(Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMissingAuthorityFileIsAFailureAndNoMore() {
        open(with(Tls.REQUIRED, new AuthorityFile(directory.resolve("none.pem")), 1));
        assertThat(listener.awaitEnd()).isInstanceOf(CloseReason.TlsFailed.class);
    }

    @Test
    void plainIsTakenOnlyWhereTlsIsNotToBeHad() throws Exception {
        try (var plain = FakeIrcServer.start()) {
            plain.script(TlsTest::endsTls);
            open(with(Tls.PREFERRED, new KnownAuthorities(), plain.port()));
            listener.awaitRegistered();
        }
    }

    @Test
    void noPasswordGoesOverAConnectionThatOnlyFellBackToPlain() throws Exception {
        try (var plain = FakeIrcServer.start()) {
            plain.script(TlsTest::endsTls);
            IrcConnection.open(
                    with(Tls.PREFERRED, new KnownAuthorities(), plain.port()),
                    juliet("jc", "secret", true),
                    Runnable::run,
                    listener);
            assertThat(listener.awaitEnd()).isInstanceOf(CloseReason.LoginFailed.class);
            assertThat(plain.clients())
                    .allSatisfy(client ->
                            assertThat(client.received())
                                    .noneMatch(line -> line.startsWith("AUTHENTICATE")));
        }
    }

    @Test
    void plainIsNeverTakenWhereTlsIsRequired() throws Exception {
        try (var plain = FakeIrcServer.start()) {
            plain.script(TlsTest::endsTls);
            open(with(Tls.REQUIRED, new KnownAuthorities(), plain.port()));
            assertThat(listener.awaitEnd()).isInstanceOf(CloseReason.ConnectFailed.class);
        }
    }

    private IrcConnection open(ConnectionConfig config) {
        return IrcConnection.open(config, JULIET, Runnable::run, listener);
    }

    /** As real servers do with what is no IRC. */
    private static boolean endsTls(im.isthmus.testing.FakeIrcClient client, String line) {
        boolean garbage = !line.isEmpty() && line.charAt(0) < 'A';
        if (garbage) {
            client.close();
        }
        return garbage;
    }

    private static FakeIrcServer serve(TestCertificate certificate) throws Exception {
        return FakeIrcServer.start(Options.DEFAULT.withTls(certificate.serverContext()));
    }

    private static String fingerprint(TestCertificate certificate) throws Exception {
        return PinnedTrust.fingerprint(certificate.certificate());
    }
}
