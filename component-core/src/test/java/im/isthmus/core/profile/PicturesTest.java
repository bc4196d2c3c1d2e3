package im.isthmus.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.attachment.FetchPolicy;
import im.isthmus.core.attachment.Fetcher;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.config.PeerPattern;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.http.HttpLimits;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.table.PictureTable;
import im.isthmus.core.store.table.PictureTable.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    @TempDir Path directory;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private byte[] served = picture(10);
    private HttpServer web;
    private Store store;
    private Pictures pictures;
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private Jid alice;
    private Jid bob;

    @BeforeEach
    void start() throws Exception {
        alice = Jid.parse("alice@example.org");
        bob = Jid.parse("bob@example.org");
        HttpLimits.set(); // whoever comes first sets them for the whole process
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    String etag = "\"" + served.length + "\"";
                    exchange.getResponseHeaders().set("ETag", etag);
                    if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                        exchange.sendResponseHeaders(304, -1);
                    } else {
                        sent.incrementAndGet();
                        exchange.sendResponseHeaders(200, served.length);
                        exchange.getResponseBody().write(served);
                    }
                    exchange.close();
                });
        web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        web.start();
        store =
                Store.open(
                        new StoreConfig(
                                new StoreConfig.Database.Sqlite(directory.resolve("p.sqlite")),
                                directory.resolve("p.key")));
        open();
    }

    /** As after a start of the program. */
    private void open() {
        FetchPolicy policy =
                new FetchPolicy(
                        Set.of(443),
                        List.of(new PeerPattern("127.0.0.1", null, 0)),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30));
        pictures = new Pictures(new Fetcher(policy), new PictureTable(store), () -> now);
    }

    @AfterEach
    void stop() {
        web.stop(0);
        store.close();
    }

    @Test
    void aPictureIsFetchedOnceForAllUsersAndAllTimes() throws Exception {
        Avatar avatar = new Avatar("v1", url());
        assertThat(pictures.update(alice, "ann", avatar)).isTrue();
        String sha1 = pictures.sha1(alice, "ann");
        assertThat(pictures.picture(alice, "ann").map(Picture::width)).contains(10);
        assertThat(pictures.update(alice, "ann", avatar)).isFalse();
        assertThat(pictures.update(bob, "ann", avatar)).isTrue();

        open();
        assertThat(pictures.sha1(alice, "ann")).as("not read yet").isEmpty();
        pictures.prepare(alice);
        assertThat(pictures.sha1(alice, "ann")).isEqualTo(sha1);
        assertThat(pictures.isNews(alice, "ann", avatar)).isFalse();
        assertThat(asked).hasValue(1);
    }

    @Test
    void anotherKeyOfTheSamePictureCostsNoTransfer() {
        pictures.update(alice, "ann", new Avatar("v1", url()));
        assertThat(pictures.update(alice, "ann", new Avatar("v2", url()))).isFalse();
        assertThat(asked).hasValue(2);
        assertThat(sent).hasValue(1);

        String before = pictures.sha1(alice, "ann");
        served = picture(20);
        assertThat(pictures.update(alice, "ann", new Avatar("v3", url()))).isTrue();
        assertThat(pictures.sha1(alice, "ann")).isNotEqualTo(before);
        assertThat(sent).hasValue(2);
    }

    @Test
    void manySlowPicturesOfOneUserHoldUpNobodyElse() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        web.createContext(
                "/slow",
                exchange -> {
                    begun.countDown();
                    try (exchange) {
                        end.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                });
        try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor();
                AutoCloseable _ = end::countDown) {
            for (int i = 0; i < 20; i++) {
                Avatar slow = new Avatar("s" + i, url("/slow/" + i));
                users.execute(() -> pictures.update(alice, "slow", slow));
            }
            begun.await();
            Avatar avatar = new Avatar("v1", url());
            assertThat(users.submit(() -> pictures.update(bob, "ann", avatar)))
                    .succeedsWithin(Duration.ofSeconds(20))
                    .isEqualTo(true);
        }
    }

    @Test
    void aPictureCanBeTakenAway() {
        pictures.update(alice, "ann", new Avatar("v1", url()));
        assertThat(pictures.update(alice, "ann", null)).isTrue();
        assertThat(pictures.update(alice, "ann", null)).isFalse();
        assertThat(pictures.sha1(alice, "ann")).isEmpty();
        assertThat(pictures.picture(alice, "ann")).isEmpty();
    }

    @Test
    void bytesOfTheBackendAreOpenedOnce() {
        AtomicInteger opened = new AtomicInteger();
        byte[] bytes = picture(30);
        Avatar avatar =
                new Avatar(
                        "v1",
                        () -> {
                            opened.incrementAndGet();
                            return new ByteArrayInputStream(bytes);
                        });
        assertThat(pictures.update(alice, "ann", avatar)).isTrue();
        assertThat(pictures.update(bob, "ann", avatar)).isTrue();
        assertThat(opened).hasValue(1);
    }

    @Test
    void whatCannotBeHadIsNotAskedForAgainSoon() {
        served = new byte[] {1, 2, 3};
        Avatar avatar = new Avatar("v1", url());
        assertThat(pictures.update(alice, "ann", avatar)).isFalse();
        assertThat(pictures.update(alice, "ann", avatar)).isFalse();
        assertThat(pictures.update(bob, "ann", avatar)).isFalse();
        assertThat(asked).hasValue(1);
        now = now.plus(Duration.ofMinutes(61));
        served = picture(10);
        assertThat(pictures.update(alice, "ann", avatar)).isTrue();
    }

    @Test
    void anAddressInsideIsNotFetched() {
        Avatar avatar = new Avatar("v1", "https://169.254.169.254/latest/meta-data/");
        assertThat(pictures.update(alice, "ann", avatar)).isFalse();
        assertThat(pictures.sha1(alice, "ann")).isEmpty();
    }

    @Test
    void presenceSaysWhichPictureThereIs() {
        assertThat(photo(alice)).as("not known yet").isNull();
        pictures.prepare(alice);
        assertThat(photo(alice)).isEmpty();
        pictures.update(alice, "ann", new Avatar("v1", url()));
        assertThat(photo(alice)).isEqualTo(pictures.sha1(alice, "ann")).hasSize(40);
        pictures.forget(alice);
        assertThat(photo(alice)).isNull();
    }

    private @Nullable String photo(Jid user) {
        Element presence = Xml.element("presence", "");
        pictures.extend(presence, user, new LegacyContact("ann"));
        return presence.element("x").elementText("photo");
    }

    private String url() {
        return url("/ann.png");
    }

    private String url(String path) {
        return "http://127.0.0.1:" + web.getAddress().getPort() + path;
    }

    private static byte[] picture(int side) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}
