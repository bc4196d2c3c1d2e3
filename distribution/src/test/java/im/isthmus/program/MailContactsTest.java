package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import im.isthmus.testing.Await;
import im.isthmus.testing.client.RosterItem;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.mail.RelaySetup;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.imageio.ImageIO;
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

    private static HttpServer web;

    /** The SHA-256 of ann@outside.test. */
    private static final String ANN = hash("ann@outside.test");

    @BeforeAll
    static void start() throws Exception {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        web.createContext("/avatar/", MailContactsTest::picture);
        web.start();
        String others =
                """
                [email]
                hold = "0s"
                [email.contacts]
                libravatar = "http://localhost:%d/avatar/"
                """
                        .formatted(web.getAddress().getPort());
        lab = RelayLab.start(directory, RelaySetup.standard(), "", others);
    }

    @AfterAll
    static void stop() {
        lab.close();
        web.stop(0);
    }

    private static void picture(HttpExchange exchange) throws IOException {
        boolean known = exchange.getRequestURI().getPath().equals("/avatar/" + ANN);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", png);
        exchange.sendResponseHeaders(known ? 200 : 404, known ? png.size() : -1);
        if (known) {
            exchange.getResponseBody().write(png.toByteArray());
        }
        exchange.close();
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aContactHasThePictureThatTheAdminsServerKnows() {
        try (XmppClient bob = XmppClient.login(lab.prosody(), "bob")) {
            bob.send(
                    "<message type='chat' to='%s'><body>hello</body></message>"
                            .formatted(RelayLab.contact("Ann")));
            bob.await(
                    "ann's picture",
                    stanza ->
                            RelayLab.contact("ann").equals("" + stanza.getFrom())
                                    && XmppClient.xml(stanza)
                                            .matches("(?s).*<photo>[0-9a-f]{40}</photo>.*"));
        }
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
