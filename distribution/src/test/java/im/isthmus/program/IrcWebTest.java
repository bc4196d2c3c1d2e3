package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import im.isthmus.core.http.HttpLimits;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the web between IRC and a real XMPP server, and what that archives by itself. */
@Timeout(120)
class IrcWebTest {
    private static final String ROOM = IrcLab.room("#walk");
    private static final String ROMEO = ROOM + "/romeo";

    @TempDir static Path directory;

    private static HttpServer web;
    private static String url;
    private static RealProsody prosody;
    private static FakeIrcServer irc;
    private static IrcLab lab;

    @BeforeAll
    static void start() throws Exception {
        web = web();
        url = "http://127.0.0.1:" + web.getAddress().getPort() + "/romeo.png";
        prosody = RealProsody.start(XmppSetup.standard());
        irc = irc(url);
        lab =
                IrcLab.run(
                        directory.resolve("irc.toml"),
                        IrcLab.configuration(prosody, irc.port())
                                + "\n[media]\nfetch-allow = [\"127.0.0.1\"]\n");
    }

    @AfterAll
    static void stop() throws Exception {
        lab.close();
        irc.close();
        prosody.close();
        web.stop(0);
    }

    @Test
    void aPictureOnTheWebIsSeenInTheRoomAndOnTheCard() {
        try (XmppClient alice = XmppClient.login(prosody, "alice")) {
            alice.joinRoom(ROOM, "alice");
            FakeIrcClient client = client("alice");
            client.send(":romeo!r@h JOIN #walk");
            client.send(":irc.test METADATA romeo display-name * :Romeo Montague");
            alice.awaitXml("from='" + ROMEO, ">Romeo Montague</nick>");
            client.send(":irc.test METADATA romeo avatar * :" + url);
            String seen = XmppClient.xml(alice.awaitXml("from='" + ROMEO, "<photo>"));
            assertThat(seen).doesNotContain("unavailable");

            alice.send(
                    "<iq type='get' id='card' to='" + ROMEO + "'><vCard xmlns='vcard-temp'/></iq>");
            alice.awaitXml(
                    "id='card'",
                    "<FN>Romeo Montague</FN>",
                    "<NICKNAME>romeo</NICKNAME>",
                    "Address: r@h",
                    "<TYPE>image/png</TYPE>");
            awaitIcon(alice, IrcLab.NETWORK + "@" + IrcLab.DOMAIN);
        }
    }

    @Test
    void aLongTextIsALinkToAllOfIt() throws Exception {
        try (XmppClient bob = XmppClient.login(prosody, "bob");
                HttpClient http = HttpClient.newHttpClient()) {
            bob.joinRoom(IrcLab.room("#poem"), "bob");
            String poem = "Shall I compare thee\nto a summer's day?\n".repeat(6).strip();
            bob.sayInRoom(IrcLab.room("#poem"), poem);
            String line =
                    client("bob")
                            .awaitStart("PRIVMSG #poem :Shall I compare thee … (12 lines: http");
            String address = line.substring(line.indexOf("http"), line.lastIndexOf(' '));
            HttpResponse<String> page =
                    http.send(
                            HttpRequest.newBuilder(URI.create(address)).GET().build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(page.body()).isEqualTo(poem);
        }
    }

    @Test
    void aTalkAloneIsInTheArchiveOfTheUsersOwnServer() {
        try (XmppClient alice = XmppClient.login(prosody, "alice")) {
            alice.joinRoom(ROOM, "alice");
            FakeIrcClient client = client("alice");
            client.send(":nurse!n@h PRIVMSG alice :are you busy?");
            alice.awaitMessage(IrcLab.contact("nurse"), "are you busy?");
        }
        try (XmppClient alice = XmppClient.login(prosody, "alice", "tablet")) {
            alice.send(
                    ("<iq type='set' id='mam'><query xmlns='urn:xmpp:mam:2'>"
                                    + "<x xmlns='jabber:x:data' type='submit'>"
                                    + "<field var='FORM_TYPE'><value>urn:xmpp:mam:2</value></field>"
                                    + "<field var='with'><value>%s</value></field></x></query></iq>")
                            .formatted(IrcLab.contact("nurse")));
            alice.awaitXml("<forwarded", "are you busy?");
        }
    }

    /** The connection of somebody who is in a room. */
    private static FakeIrcClient client(String nick) {
        return irc.clients().stream()
                .filter(each -> each.isOpen() && each.nick().equals(nick))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitIcon(XmppClient alice, String network) {
        alice.send(
                "<iq type='get' id='icon' to='" + network + "'><vCard xmlns='vcard-temp'/></iq>");
        alice.awaitXml("id='icon'", "<TYPE>image/png</TYPE>");
    }

    private static FakeIrcServer irc(String icon) throws Exception {
        FakeIrcServer server =
                FakeIrcServer.start(
                        FakeIrcServer.Options.DEFAULT
                                .withCapabilities("message-tags batch draft/metadata-2")
                                .withIsupport("PREFIX=(ov)@+ draft/ICON=" + icon));
        server.answer(
                line -> line.equals("WHOIS romeo"),
                client -> {
                    client.numeric("311", "romeo r h * :r");
                    client.numeric("318", "romeo :End of /WHOIS list.");
                });
        return server;
    }

    private static HttpServer web() throws Exception {
        HttpLimits.set(); // whoever comes first sets them for the whole process
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "png", png);
        HttpServer web =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext(
                "/romeo.png",
                exchange -> {
                    exchange.sendResponseHeaders(200, png.size());
                    exchange.getResponseBody().write(png.toByteArray());
                    exchange.close();
                });
        web.start();
        return web;
    }
}
