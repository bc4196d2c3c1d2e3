package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.mail.RelaySetup;
import im.isthmus.testing.mail.RelayedMail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How users have the mails of mailing lists, and how they get rid of them. */
@Timeout(120)
class MailingListTest {
    @TempDir static Path directory;

    private static RelayLab lab;

    @BeforeAll
    static void start() {
        lab = RelayLab.start(directory, RelaySetup.standard(), "", "[email]\nhold = \"0s\"");
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void aMutedListIsNotHeardOf() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            String list = list("loud", "Loud", "hear me");
            lab.bring("b@lists.test", list);
            alice.awaitXml(contact("loud"), "hear me");
            choose(alice, "loud", "muted");
            lab.bring("b@lists.test", list("loud", "Loud", "hear me again"));
            lab.bring("ann@outside.test", mail("", "ann@outside.test", "s", "something else"));
            alice.awaitMessage(RelayLab.contact("ann"), "something else");
            assertThat(alice.stanzas().stream().map(XmppClient::xml))
                    .noneMatch(xml -> xml.contains("hear me again"));
        }
    }

    @Test
    void whoIsAwayGetsADigestOnComingBackAndEachMailWhileBeingThere() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            lab.bring("b@lists.test", list("tea", "Tea", "first cup"));
            alice.awaitXml(contact("tea"), "first cup");
            choose(alice, "tea", "away");
            lab.bring("b@lists.test", list("tea", "Re: Tea", "second cup"));
            alice.awaitXml(contact("tea"), "second cup");

            alice.send("<presence><show>away</show></presence>");
            // Presences and messages of a client reach the gateway in order.
            choose(alice, "tea", "away");
            lab.bring("b@lists.test", list("tea", "Re: Tea", "third cup"));
            lab.bring("b@lists.test", list("tea", "Re: Tea", "fourth cup"));
            lab.bring("b@lists.test", list("tea", "Coffee", "a bean"));
            lab.bring("cid@outside.test", mail("", "cid@outside.test", "s", "a friend writes"));
            alice.awaitMessage(RelayLab.contact("cid"), "a friend writes");
            assertThat(alice.stanzas().stream().map(XmppClient::xml))
                    .noneMatch(xml -> xml.contains("third cup"));
            alice.send("<presence/>");
            alice.awaitXml(
                    contact("tea"), "3 mails", "Tea (2)", "Ann: third cup", "fourth cup", "a bean");
        }
    }

    @Test
    void aListIsLeftByOneCallOfItsWebServer() throws Exception {
        BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        HttpServer web = web(calls);
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            // The configuration allows this host without TLS, and no other.
            String url = "http://localhost:" + web.getAddress().getPort() + "/leave";
            lab.bring("b@lists.test", leavable(url) + list("shop", "Buy", "buy now"));
            alice.awaitXml(contact("shop"), "buy now");
            leave(alice, "shop", "asked to send no more mails, and agreed");
            assertThat(calls.poll(10, TimeUnit.SECONDS))
                    .isEqualTo("POST List-Unsubscribe=One-Click");

            lab.bring(
                    "b@lists.test",
                    leavable("http://elsewhere.test/") + list("trap", "Buy", "buy more"));
            alice.awaitXml(contact("trap"), "buy more");
            leave(alice, "trap", "The list could not be asked");
        } finally {
            web.stop(0);
        }
    }

    /** A web server that lists are left by. */
    static HttpServer web(BlockingQueue<String> calls) throws IOException {
        HttpServer web =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        web.createContext(
                "/leave",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    calls.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + new String(body, StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        web.start();
        return web;
    }

    /** The header fields of a mail that says so. */
    static String leavable(String url) {
        return """
        List-Unsubscribe: <mailto:leave@lists.test>, <%s>
        List-Unsubscribe-Post: List-Unsubscribe=One-Click
        """
                .formatted(url);
    }

    @Test
    void whoWritesToAListThatTakesNoMailsWritesToTheAuthorWhoStaysAContactOfTheirOwn() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            lab.bring("b@lists.test", list("news", "News", "the news"));
            alice.awaitXml(contact("news"), "the news");
            lab.bring("dan@outside.test", mail("", "ann@outside.test", "s", "only to you"));
            alice.awaitMessage(RelayLab.contact("ann"), "only to you");
            alice.send(
                    "<message type='chat' to='%s'><body>thank you</body></message>"
                            .formatted(contact("news")));
            assertThat(lab.relay().await("thank you").recipients().getFirst())
                    .contains("<ann@outside.test>");
        }
    }

    @Test
    void aListWithoutAWebServerIsLeftByAMail() {
        try (XmppClient alice = XmppClient.login(lab.prosody(), "alice")) {
            lab.bring(
                    "b@lists.test",
                    "List-Unsubscribe: <mailto:leave@lists.test?subject=no%20more%20please>\n"
                            + list("old", "Old", "still here"));
            alice.awaitXml(contact("old"), "still here");
            leave(alice, "old", "A mail was sent");
            RelayedMail mail = lab.relay().await("no more please");
            assertThat(mail.field("Subject")).isEqualTo("no more please");
            assertThat(mail.recipients().getFirst()).contains("<leave@lists.test>");
        }
    }

    private static void choose(XmppClient who, String list, String delivery) {
        assertThat(Forms.submit(who, contact(list), "list", "delivery", delivery))
                .contains("It is set.");
    }

    private static void leave(XmppClient who, String list, String answer) {
        assertThat(Forms.submit(who, contact(list), "unsubscribe", "confirm", "1"))
                .contains(answer);
    }

    private static String contact(String list) {
        return list + ".lists.test@" + RelayLab.DOMAIN;
    }

    private static String list(String list, String subject, String text) {
        return mail(
                "List-Id: <" + list + ".lists.test>\n", "Ann <ann@outside.test>", subject, text);
    }

    private static String mail(String more, String from, String subject, String text) {
        return more
                + "From: %s\nTo: %s\nSubject: %s\n\n%s\n"
                        .formatted(from, RelayLab.address("alice"), subject, text);
    }
}
