package im.isthmus.core.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.stream.transport.Endpoint;
import im.isthmus.core.stream.transport.TlsTrust;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import im.isthmus.testing.LogCapture;
import im.isthmus.testing.TestCertificate;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** W6: TLS to the server, with the host name and the certificate checked. */
@DisplayName("W6: TLS checks who the server is")
class TlsEndpointTest {
    @TempDir static Path directory;

    private static TestCertificate certificate;
    private static TestCertificate other;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificate = TestCertificate.create(directory, "localhost");
        other = TestCertificate.create(directory, "other.example");
    }

    private static FakeXmppServer server(String host, TlsTrust trust) throws Exception {
        return FakeXmppServer.listenTls(
                TestStreams.DOMAIN, TestStreams.SECRET, certificate.serverContext(), host, trust);
    }

    private static void assertConnects(TlsTrust trust) throws Exception {
        RecordingListener listener = new RecordingListener();
        try (FakeXmppServer server = server("localhost", trust);
                ComponentStream stream = TestStreams.start(TestStreams.config(server), listener)) {
            FakeXmppLink link = server.awaitLink();
            listener.awaitConnected();
            stream.send(TestStreams.message("a@irc.localhost", "x".repeat(100_000)));
            assertThat(link.awaitStanza().elementText("body")).hasSize(100_000);
            link.send("<message from='a@b' to='irc.localhost' id='in'/>");
            assertThat(listener.awaitStanza().id()).isEqualTo("in");
        }
    }

    private static void assertRefuses(String host, TlsTrust trust, String reason) throws Exception {
        try (LogCapture log = new LogCapture("im.isthmus.core.stream");
                FakeXmppServer server = server(host, trust);
                ComponentStream stream =
                        TestStreams.start(TestStreams.config(server), new RecordingListener())) {
            Await.until("a hint", () -> log.errors().size() > 1, () -> log.all().toString());
            assertThat(String.join("\n", log.errors()))
                    .contains("TLS to tls://" + host)
                    .contains(reason);
            server.awaitConnections(2);
            assertThat(stream.isConnected()).isFalse();
        }
    }

    @Test
    void aCertificateOfTheOwnFileIsTrusted() throws Exception {
        assertConnects(new TlsTrust.CaFile(certificate.pem()));
    }

    @Test
    void anotherCertificateInTheFileIsNotEnough() throws Exception {
        assertRefuses("localhost", new TlsTrust.CaFile(other.pem()), "PKIX");
    }

    @Test
    void aTrustStoreIsTrusted() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("server", certificate.certificate());
        Path file = directory.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "password".toCharArray());
        }

        assertConnects(new TlsTrust.TrustStore(file, "password"));
        assertRefuses("localhost", new TlsTrust.TrustStore(file, "wrong"), "cannot be used");
    }

    @Test
    void aSelfSignedCertificateIsNotTrustedByDefault() throws Exception {
        assertRefuses("localhost", new TlsTrust.Default(), "PKIX");
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        assertRefuses("127.0.0.1", new TlsTrust.CaFile(certificate.pem()), "127.0.0.1");
    }

    @Test
    void aPinnedCertificateIsTrustedUnderAnyName() throws Exception {
        String fingerprint =
                HexFormat.ofDelimiter(":")
                        .withUpperCase()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(certificate.certificate().getEncoded()));
        assertConnects(new TlsTrust.Pin(fingerprint));
        RecordingListener listener = new RecordingListener();
        try (FakeXmppServer server = server("127.0.0.1", new TlsTrust.Pin(fingerprint));
                ComponentStream stream = TestStreams.start(TestStreams.config(server), listener)) {
            listener.awaitConnected();
            assertThat(stream.isConnected()).isTrue();
        }
    }

    @Test
    void anotherCertificateThanThePinnedIsRefusedAndItsFingerprintTold() throws Exception {
        assertRefuses(
                "localhost",
                new TlsTrust.Pin("ab".repeat(32)),
                "not the pinned " + "ab".repeat(32));
    }

    @Test
    void aFileThatIsNotThereIsTold() throws Exception {
        assertRefuses(
                "localhost", new TlsTrust.CaFile(directory.resolve("missing.pem")), "missing.pem");
    }

    @Test
    void somethingThatIsNoFingerprintIsNoPin() {
        assertThatThrownBy(() -> new TlsTrust.Pin("abc"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TlsTrust.Pin("zz".repeat(32)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aConnectionThatBreaksIsNoFaultOfTheConfiguration() throws Exception {
        RecordingListener listener = new RecordingListener();
        try (LogCapture log = new LogCapture("im.isthmus.core.stream");
                FakeXmppServer server =
                        server("localhost", new TlsTrust.CaFile(certificate.pem()));
                ComponentStream stream = TestStreams.start(TestStreams.config(server), listener)) {
            for (int i = 0; i < 5; i++) {
                FakeXmppLink link = server.awaitLink();
                listener.awaitConnected();
                if (i % 2 == 0) {
                    link.reset();
                } else {
                    link.end();
                }
                listener.awaitDisconnected();
            }
            listener.awaitConnected();
            assertThat(log.errors()).isEmpty();
            assertThat(stream.statistics().connections()).isEqualTo(6);
        }
    }

    @Test
    void aServerThatClosesDuringTheTlsHandshakeIsTriedAgainSoon() throws Exception {
        try (LogCapture log = new LogCapture("im.isthmus.core.stream");
                FakeXmppServer plain = TestStreams.server()) {
            plain.welcome(new FakeXmppServer.Welcome.Say(""));
            Endpoint endpoint = new Endpoint.Tls("localhost", plain.port(), new TlsTrust.Default());
            try (ComponentStream stream =
                    TestStreams.start(TestStreams.config(endpoint), new RecordingListener())) {
                plain.awaitConnections(3);
                assertThat(stream.isConnected()).isFalse();
                assertThat(log.errors()).isEmpty();
            }
        }
    }

    @Test
    void aServerWithoutTlsIsToldSo() throws Exception {
        try (LogCapture log = new LogCapture("im.isthmus.core.stream");
                FakeXmppServer plain = TestStreams.server();
                ComponentStream stream =
                        TestStreams.start(
                                TestStreams.config(
                                        new Endpoint.Tls(
                                                "localhost", plain.port(), new TlsTrust.Default())),
                                new RecordingListener())) {
            Await.until("a hint", () -> log.errors().size() > 1, () -> log.all().toString());
            assertThat(String.join("\n", log.errors())).contains("check that the port speaks TLS");
            assertThat(stream.isConnected()).isFalse();
        }
    }

    @Test
    void aLinkThatAnswersNothingIsDeadUnderTlsToo() throws Exception {
        RecordingListener listener = new RecordingListener();
        TlsTrust trust = new TlsTrust.CaFile(certificate.pem());
        StreamTimings timings =
                TestStreams.TIMINGS.withLiveness(Duration.ofMillis(100), Duration.ofMillis(1500));
        try (FakeXmppServer server = server("localhost", trust);
                ComponentStream stream =
                        TestStreams.start(
                                TestStreams.config(server).withTimings(timings), listener)) {
            FakeXmppLink link = server.awaitLink();
            listener.awaitConnected();
            link.stopReading();

            // Fills what lies between, so that the writer hangs when the link is given up.
            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    stream.send(
                                            TestStreams.message(
                                                    "a@irc.localhost", "x".repeat(100_000)));
                                }
                            })
                    .isInstanceOf(StreamDownException.class);
            listener.awaitDisconnected();
            server.awaitLink();
        }
    }
}
