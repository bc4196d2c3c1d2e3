package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import im.isthmus.core.observe.HttpLimits;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people on IRC show of themselves, as a client on a real server sees it. */
@Timeout(120)
class IrcCardsTest {
    private static final String ROOM = IrcLab.room("#walk");
    private static final String ROMEO = ROOM + "/romeo";

    @TempDir Path directory;

    @Test
    void aPictureOnTheWebIsSeenInTheRoomAndOnTheCard() throws Exception {
        HttpServer web = web();
        String url = "http://127.0.0.1:" + web.getAddress().getPort() + "/romeo.png";
        try (RealProsody prosody = RealProsody.start(XmppSetup.standard());
                FakeIrcServer irc = irc(url);
                IrcLab _ = lab(prosody, irc);
                XmppClient alice = XmppClient.login(prosody, "alice")) {
            alice.joinRoom(ROOM, "alice");
            FakeIrcClient client = irc.awaitClient("alice");
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
        } finally {
            web.stop(0);
        }
    }

    private static void awaitIcon(XmppClient alice, String network) {
        alice.send(
                "<iq type='get' id='icon' to='" + network + "'><vCard xmlns='vcard-temp'/></iq>");
        alice.awaitXml("id='icon'", "<TYPE>image/png</TYPE>");
    }

    private IrcLab lab(RealProsody prosody, FakeIrcServer irc) {
        return IrcLab.run(
                directory.resolve("irc.toml"),
                IrcLab.configuration(prosody, irc.port())
                        + "\n[media]\nfetch-allow = [\"127.0.0.1\"]\n");
    }

    private static FakeIrcServer irc(String icon) throws Exception {
        FakeIrcServer server =
                FakeIrcServer.start(
                        FakeIrcServer.Options.DEFAULT
                                .withCapabilities("message-tags batch draft/metadata-2")
                                .withIsupport("PREFIX=(ov)@+ draft/ICON=" + icon));
        server.script((client, line) -> {
            boolean whois = line.equals("WHOIS romeo");
            if (whois) {
                client.numeric("311", "romeo r h * :r");
                client.numeric("318", "romeo :End of /WHOIS list.");
            }
            return whois;
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
