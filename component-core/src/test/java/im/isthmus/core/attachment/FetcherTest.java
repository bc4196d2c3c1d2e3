package im.isthmus.core.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.isthmus.core.attachment.FetchException.Reason;
import im.isthmus.core.config.PeerPattern;
import im.isthmus.core.config.Secret;
import im.isthmus.core.content.MediaTypes;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetcherTest {
    private static final String PNG = "\u0089PNG\r\n\u001a\nrest of a picture";
    private static final long MAX = 100_000;

    private final List<String> lookups = new ArrayList<>();
    private Duration silence = Duration.ofSeconds(30);
    private Duration total = Duration.ofSeconds(60);

    /** Only the host "files.test" is vouched for; it is on loopback, as are others. */
    private final Map<String, String> hosts =
            Map.of(
                    "files.test", "127.0.0.1",
                    "other.test", "127.0.0.1",
                    "inside.test", "10.0.0.1",
                    "mapped.test", "::ffff:10.0.0.1");

    @Test
    void aFileComesWithSizeTypeHashAndName() throws Exception {
        try (HostileServer server = HostileServer.saying(ok("text/plain", "hello"));
                FetchedFile file = fetch(server, "/some/greeting.txt?x=1")) {
            assertThat(file.size()).isEqualTo(5);
            assertThat(file.mediaType()).isEqualTo("text/plain");
            assertThat(file.name()).isEqualTo("greeting.txt");
            assertThat(file.sha256())
                    .isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
            assertThat(Files.readString(file.path())).isEqualTo("hello");
            assertThat(server.requests().getFirst())
                    .contains("Accept-Encoding: identity")
                    .doesNotContain("Authorization", "Cookie");
        }
    }

    @Test
    void readingAFileToShareDeletesIt() throws Exception {
        try (HostileServer server = HostileServer.saying(ok("text/plain", "hello"))) {
            FetchedFile file = fetch(server, "/a");
            try (var in = file.incoming("b").bytes().open()) {
                assertThat(in.readAllBytes()).hasSize(5);
            }
            assertThat(file.path()).doesNotExist();
        }
    }

    @Test
    void theBytesSayWhatTheFileIs() throws Exception {
        try (HostileServer server = HostileServer.saying(ok("text/html", PNG));
                FetchedFile file = fetch(server, "/a")) {
            assertThat(file.mediaType()).isEqualTo("image/png");
        }
    }

    @Test
    void whatIsNotWelcomeIsDeleted() {
        try (HostileServer server = HostileServer.saying(ok("image/png", "<script>"))) {
            FetchRequest request = FetchRequest.of(at(server, "/evil.png"), MAX, MediaTypes.IMAGES);
            FetchException refused = refused(() -> fetcher().fetch(request));
            assertThat(refused.reason()).isEqualTo(Reason.WRONG_TYPE);
            assertThat(refused.getMessage()).contains("text/plain");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://10.0.0.1/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://169.254.169.254/latest/meta-data/",
                "https://inside.test/",
                "https://mapped.test/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://017700000001/",
                "https://127.1/",
                "https://files.test@inside.test/",
                "https://user:pw@files.test/",
                "https://files.test.:443/",
                "https://inside.test:22/",
                "http://other.test/",
                "ftp://files.test/",
                "file:///etc/passwd",
                "jar:file:/etc/passwd!/",
                "aesgcm://files.test/secret#00",
                "data:text/plain,hello"
            })
    void whatIsNoPublicHttpsAddressIsRefused(String url) {
        Reason reason =
                refused(() ->
                                fetcher()
                                        .fetch(
                                                FetchRequest.of(
                                                        URI.create(url), MAX, MediaTypes.ANY)))
                        .reason();
        assertThat(reason).isIn(Reason.REFUSED, Reason.UNREACHABLE);
    }

    @Test
    void anEncryptedFileIsRefusedInWords() {
        URI url = URI.create("aesgcm://files.test/secret#00");
        assertThat(
                        refused(() -> fetcher().fetch(FetchRequest.of(url, MAX, MediaTypes.ANY)))
                                .getMessage())
                .contains("switch encryption off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/admin",
                "http://127.0.0.1/admin",
                "https://inside.test/admin",
                "//inside.test/admin",
                "http://other.test/admin",
                "file:///etc/passwd"
            })
    void aRedirectInsideIsRefused(String target) {
        try (HostileServer server = HostileServer.saying(redirect(target))) {
            assertThat(refused(() -> fetch(server, "/")).reason()).isEqualTo(Reason.REFUSED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void redirectsEndAfterThree() {
        try (HostileServer server = HostileServer.saying(redirect("/again"))) {
            assertThat(refused(() -> fetch(server, "/")).getMessage()).contains("without end");
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void credentialsGoToTheirOriginOnly() throws Exception {
        try (HostileServer storage = HostileServer.saying(ok("text/plain", "hello"));
                HostileServer provider =
                        HostileServer.saying(
                                redirect("http://files.test:" + storage.port() + "/media"))) {
            FetchRequest request =
                    FetchRequest.of(at(provider, "/media"), MAX, MediaTypes.ANY)
                            .withCredentials(
                                    OriginCredentials.basic(
                                            at(provider, ""), "me", new Secret("secret")));
            fetcher().fetch(request).close();
            assertThat(provider.requests().getFirst())
                    .contains("Authorization: Basic bWU6c2VjcmV0");
            assertThat(storage.requests().getFirst()).doesNotContain("Authorization");
        }
    }

    @Test
    void anEndlessBodyIsCutAtTheLimit() {
        byte[] piece = new byte[10_000];
        try (HostileServer server =
                new HostileServer((_, out) -> {
                    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    while (true) {
                        out.write(piece);
                    }
                })) {
            assertThat(refused(() -> fetch(server, "/")).reason()).isEqualTo(Reason.TOO_LARGE);
        }
    }

    @Test
    void aSizeThatIsTooLargeIsBelieved() {
        try (HostileServer server =
                HostileServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n")) {
            FetchException refused = refused(() -> fetch(server, "/"));
            assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
            assertThat(refused.getMessage()).contains("100 kB");
        }
    }

    @Test
    void aSizeThatIsTooSmallAddsNothing() throws Exception {
        try (HostileServer server =
                        HostileServer.saying(
                                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhello, world");
                FetchedFile file = fetch(server, "/")) {
            assertThat(file.size()).isEqualTo(2);
        }
    }

    @Test
    void aBodyThatBreaksOffIsNoFile() {
        try (HostileServer server =
                HostileServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello")) {
            assertThat(refused(() -> fetch(server, "/")).reason()).isEqualTo(Reason.UNREACHABLE);
        }
    }

    @Test
    void aSilentServerIsNotWaitedForForEver() {
        silence = Duration.ofSeconds(1);
        CountDownLatch over = new CountDownLatch(1);
        try (HostileServer server = new HostileServer((_, _) -> await(over))) {
            assertThat(refused(() -> fetch(server, "/")).getMessage()).contains("takes too long");
            over.countDown();
        }
    }

    @Test
    void aTricklingServerIsNotWaitedForForEver() {
        total = Duration.ofSeconds(3);
        try (HostileServer server =
                new HostileServer((_, out) -> {
                    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    CountDownLatch never = new CountDownLatch(1);
                    while (true) {
                        out.write('x');
                        out.flush();
                        pause(never);
                    }
                })) {
            assertThat(refused(() -> fetch(server, "/")).getMessage()).contains("takes too long");
        }
    }

    @Test
    void whatIsCompressedUnaskedIsNotUnpacked() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[1_000_000]);
        }
        try (HostileServer server =
                new HostileServer((_, out) -> {
                    out.write(
                            ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
                                            + "Content-Length: "
                                            + bomb.size()
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
                    bomb.writeTo(out);
                })) {
            assertThat(refused(() -> fetch(server, "/")).getMessage()).contains("compressed");
        }
    }

    @Test
    void aNameThatChangesItsMindIsConnectedToWhereItWasChecked() throws Exception {
        try (HostileServer server = HostileServer.saying("")) {
            List<String> answers = new ArrayList<>(List.of("127.0.0.1", "127.0.0.2"));
            HostResolver rebinding =
                    host -> {
                        lookups.add(host);
                        return List.of(InetAddress.ofLiteral(answers.removeFirst()));
                    };
            FetchPolicy policy =
                    policy(
                            List.of(new PeerPattern(null, InetAddress.ofLiteral("127.0.0.1"), 32)),
                            server.port());
            Fetcher fetcher = new Fetcher(policy, rebinding);
            FetchRequest request =
                    FetchRequest.of(
                            URI.create("https://rebind.test:" + server.port() + "/"),
                            MAX,
                            MediaTypes.ANY);
            assertThat(refused(() -> fetcher.fetch(request)).reason())
                    .isEqualTo(Reason.UNREACHABLE);
            assertThat(refused(() -> fetcher.fetch(request)).reason()).isEqualTo(Reason.REFUSED);
            assertThat(lookups).containsExactly("rebind.test", "rebind.test");
        }
    }

    @Test
    void whatWasNotChangedIsNotSentAgain() throws Exception {
        try (HostileServer server =
                HostileServer.saying("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n")) {
            FetchRequest request =
                    FetchRequest.of(at(server, "/"), MAX, MediaTypes.ANY).withEtag("\"1\"");
            Optional<FetchedFile> file = fetcher().fetchIfChanged(request);
            assertThat(file).isEmpty();
            assertThat(server.requests().getFirst()).contains("If-None-Match: \"1\"");
        }
    }

    @Test
    void sizeAndTypeCanBeHadWithoutTheFile() throws Exception {
        try (HostileServer server =
                HostileServer.saying(
                        """
                        HTTP/1.1 200 OK
                        Content-Type: image/PNG; x=y
                        Content-Length: 1234

                        """)) {
            RemoteFile file =
                    fetcher().look(FetchRequest.of(at(server, "/"), MAX, MediaTypes.IMAGES));
            assertThat(file).isEqualTo(new RemoteFile(1234, "image/png"));
            assertThat(server.requests().getFirst()).startsWith("HEAD ");
        }
    }

    @Test
    void aFileThatIsNotThereIsReportedWithTheAnswer() {
        try (HostileServer server =
                HostileServer.saying("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")) {
            FetchException refused = refused(() -> fetch(server, "/"));
            assertThat(refused.reason()).isEqualTo(Reason.NOT_THERE);
            assertThat(refused.getMessage()).contains("files.test").contains("404");
            FetchRequest look = FetchRequest.of(at(server, "/"), MAX, MediaTypes.ANY);
            assertThat(refused(() -> fetcher().look(look)).reason()).isEqualTo(Reason.NOT_THERE);
        }
    }

    private FetchedFile fetch(HostileServer server, String path) throws FetchException {
        return fetcher().fetch(FetchRequest.of(at(server, path), MAX, MediaTypes.ANY));
    }

    private static URI at(HostileServer server, String path) {
        return URI.create("http://files.test:" + server.port() + path);
    }

    private Fetcher fetcher() {
        return new Fetcher(policy(List.of(new PeerPattern("files.test", null, 0)), 443), this::ask);
    }

    private FetchPolicy policy(List<PeerPattern> allowed, int port) {
        return new FetchPolicy(Set.of(port), allowed, Duration.ofSeconds(30), silence, total);
    }

    /** Nobody else has an address, so that no test reaches for the Internet. */
    private List<InetAddress> ask(String host) throws UnknownHostException {
        lookups.add(host);
        String address = hosts.get(host);
        if (address == null && host.matches("[0-9a-fx.]+")) {
            address = "127.0.0.1"; // as the system takes odd spellings
        }
        if (address == null) {
            throw new UnknownHostException(host);
        }
        return List.of(InetAddress.ofLiteral(address));
    }

    private static FetchException refused(ThrowingCallable fetching) {
        return catchThrowableOfType(FetchException.class, fetching);
    }

    private static String ok(String type, String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: "
                + type
                + "\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    private static String redirect(String target) {
        return "HTTP/1.1 302 Found\r\nLocation: " + target + "\r\nContent-Length: 0\r\n\r\n";
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(CountDownLatch never) {
        try {
            assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
