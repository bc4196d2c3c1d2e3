package im.isthmus.core.attachment.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.config.HostPort;
import im.isthmus.core.config.section.MediaConfig;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.IncomingFile;
import im.isthmus.core.content.MediaTypes;
import im.isthmus.core.privilege.Privileges;
import im.isthmus.core.store.Store;
import im.isthmus.core.stream.IqErrorException;
import im.isthmus.core.stream.IqSender;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in our own folder, served by our own server: there is no upload service. */
class OwnFolderTest {
    private static final String PNG = "\u0089PNG\r\n\u001a\n a picture";

    /** There is no server that could answer. */
    private static final IqSender NOBODY =
            (_, _) ->
                    CompletableFuture.failedFuture(
                            new IqErrorException("remote-server-not-found", ""));

    @TempDir Path directory;
    private final HttpClient http = HttpClient.newHttpClient();
    private Instant now = Instant.now();
    private Store store;
    private Sharing sharing;
    private MediaServer server;

    @BeforeEach
    void start() throws Exception {
        store =
                Store.open(
                        new StoreConfig(
                                new StoreConfig.Database.Sqlite(directory.resolve("s.sqlite")),
                                directory.resolve("s.key")));
        open();
        server =
                MediaServer.start(
                        new HostPort("127.0.0.1", 0),
                        List.of(Objects.requireNonNull(sharing.folder())));
    }

    private void open() throws Exception {
        Jid gateway = Jid.parse("sms.example.org");
        MediaConfig config =
                new MediaConfig(
                        1000,
                        new MediaTypes(List.of("image/*", "text/*", "application/*")),
                        List.of(443),
                        List.of(),
                        true,
                        new MediaConfig.Hosting(
                                new HostPort("127.0.0.1", 0),
                                URI.create("https://example.org/media"),
                                directory.resolve("media"),
                                Duration.ofDays(30),
                                1500));
        Privileges none = new Privileges(gateway, _ -> {}, NOBODY);
        sharing =
                Sharing.open(
                        config,
                        store,
                        new UploadService(gateway, NOBODY, none, () -> now),
                        () -> now);
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
        http.close();
    }

    @Test
    void aFileIsServedWhereTheAttachmentSays() throws Exception {
        Attachment shared = share("alice", "my cat.png", "text/html", PNG);

        assertThat(shared.url().toString())
                .matches("https://example\\.org/media/[A-Za-z0-9_-]{22}/my%20cat\\.png");
        assertThat(shared.name()).isEqualTo("my cat.png");
        assertThat(shared.mediaType()).isEqualTo("image/png");
        assertThat(shared.size()).isEqualTo(PNG.length());
        HttpResponse<String> answer = get(shared);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(PNG);
        assertThat(header(answer, "Content-Type")).isEqualTo("image/png");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Content-Security-Policy")).contains("sandbox");
        assertThat(header(answer, "Content-Disposition"))
                .isEqualTo("inline; filename*=UTF-8''my%20cat.png");
    }

    @Test
    void whatABrowserWouldRunIsOnlyDownloaded() throws Exception {
        Attachment shared = share("alice", "page.html", "text/html", "<script>evil()</script>");
        HttpResponse<String> answer = get(shared);
        assertThat(header(answer, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(header(answer, "Content-Disposition")).startsWith("attachment");

        Attachment zip = share("alice", "a.zip", "application/zip", "PK\u0003\u0004");
        assertThat(header(get(zip), "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(zip.mediaType()).isEqualTo("application/zip");
    }

    @Test
    void partsOfFilesCanBeHad() throws Exception {
        URI url = served(share("alice", "a.txt", "text/plain", "0123456789"));
        assertThat(range(url, "bytes=2-4").body()).isEqualTo("234");
        assertThat(header(range(url, "bytes=2-4"), "Content-Range")).isEqualTo("bytes 2-4/10");
        assertThat(range(url, "bytes=7-").body()).isEqualTo("789");
        assertThat(range(url, "bytes=-3").body()).isEqualTo("789");
        assertThat(range(url, "bytes=-99").body()).isEqualTo("0123456789");
        assertThat(range(url, "bytes=10-").statusCode()).isEqualTo(416);
        assertThat(range(url, "bytes=4-2").statusCode()).isEqualTo(416);
        assertThat(range(url, "bytes=0-1,3-4").statusCode()).isEqualTo(200);
        assertThat(range(url, "lines=1").statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyFindsWhatTheyWereNotGiven() throws Exception {
        Attachment shared = share("alice", "a.txt", "text/plain", "secret");
        String path = shared.url().getPath();
        String token = path.substring(7, 29);
        String other = (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1);
        String hash = firstFile();
        for (String wrong :
                List.of(
                        "/",
                        "/" + other + "/a.txt",
                        "/" + token,
                        "/" + hash,
                        "/x/" + hash,
                        "/..%2f..%2fs.sqlite/x",
                        "/" + token + "/../" + hash)) {
            HttpResponse<String> answer =
                    send(HttpRequest.newBuilder(URI.create(base() + wrong)).GET().build());
            assertThat(answer.statusCode()).as(wrong).isEqualTo(404);
        }
        HttpRequest post =
                HttpRequest.newBuilder(served(shared))
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build();
        assertThat(send(post).statusCode()).isEqualTo(405);
    }

    @Test
    void theSameFileIsThereOnceForAll() throws Exception {
        Attachment first = share("alice", "a.txt", "text/plain", "the same");
        Attachment again = share("alice", "a.txt", "text/plain", "the same");
        Attachment others = share("bob", "a.txt", "text/plain", "the same");
        assertThat(again.url()).isEqualTo(first.url());
        assertThat(others.url()).isNotEqualTo(first.url());
        assertThat(files()).hasSize(1);
    }

    @Test
    void filesOutliveTheProcessAndThenExpire() throws Exception {
        Attachment shared = share("alice", "a.txt", "text/plain", "hello");
        Files.writeString(directory.resolve("media/sms.example.org/left-over"), "crash");
        open();
        assertThat(files()).hasSize(1);
        assertThat(get(shared).body()).isEqualTo("hello");

        now = now.plus(Duration.ofDays(31));
        assertThat(get(shared).statusCode()).isEqualTo(404);
        open();
        assertThat(files()).isEmpty();
    }

    @Test
    void tooLargeAndUnwelcomeAndTooManyAreRefusedInWordsAndLeaveNothing() throws Exception {
        assertThat(refusal("a.txt", "text/plain", "x".repeat(1001)))
                .isInstanceOf(BackendFailure.TooMany.class)
                .extracting(BackendFailure::text)
                .asString()
                .contains("larger than the 1 kB");
        assertThat(refusal("a.mp3", "audio/mpeg", "ID3 music"))
                .isInstanceOf(BackendFailure.BadValue.class);
        assertThat(files()).isEmpty();

        share("alice", "a.txt", "text/plain", "x".repeat(1000));
        assertThat(refusal("b.txt", "text/plain", "y".repeat(501)))
                .isInstanceOf(BackendFailure.Temporary.class);
        assertThat(files()).hasSize(1);
    }

    private Attachment share(String user, String name, String type, String bytes) throws Exception {
        return sharing.share(
                        Jid.parse(user + "@example.org"),
                        IncomingFile.of(name, type, bytes.getBytes(StandardCharsets.ISO_8859_1)))
                .get();
    }

    private BackendFailure refusal(String name, String type, String bytes) {
        ExecutionException failed =
                catchThrowableOfType(
                        ExecutionException.class, () -> share("alice", name, type, bytes));
        return ((BackendException) Objects.requireNonNull(failed.getCause())).failure();
    }

    private String base() {
        return "http://127.0.0.1:" + server.port();
    }

    private URI served(Attachment shared) {
        return URI.create(base() + shared.url().getRawPath());
    }

    private HttpResponse<String> get(Attachment shared) throws Exception {
        return send(HttpRequest.newBuilder(served(shared)).GET().build());
    }

    private HttpResponse<String> range(URI url, String range) throws Exception {
        return send(HttpRequest.newBuilder(url).header("Range", range).GET().build());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> all = Files.list(directory.resolve("media/sms.example.org"))) {
            return all.toList();
        }
    }

    private String firstFile() throws Exception {
        return String.valueOf(files().getFirst().getFileName());
    }
}
