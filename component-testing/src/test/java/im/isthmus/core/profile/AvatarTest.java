package im.isthmus.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import im.isthmus.core.backend.action.AccountAction;
import im.isthmus.core.backend.action.ContactAction.FetchProfile;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.backend.event.ContactEvent.Detail;
import im.isthmus.core.backend.event.ContactEvent.Profile;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.http.HttpLimits;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.legacy.DemoGateway;
import im.isthmus.testing.legacy.DemoNetwork;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jivesoftware.smackx.disco.ServiceDiscoveryManager;
import org.jivesoftware.smackx.vcardtemp.VCardManager;
import org.jivesoftware.smackx.vcardtemp.packet.VCard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jxmpp.jid.impl.JidCreate;

/** Pictures and business cards, as a client on a real server sees them. */
class AvatarTest {
    private static final String ANN = "ann@" + DemoGateway.DOMAIN;

    private final DemoNetwork network = DemoNetwork.withAccounts();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer web;
    private RealProsody prosody;
    private DemoGateway gateway;
    private XmppClient alice;
    private int ids;

    @BeforeEach
    void start() throws Exception {
        HttpLimits.set(); // whoever comes first sets them for the whole process
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] red = picture(Color.RED);
        web.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    exchange.sendResponseHeaders(200, red.length);
                    exchange.getResponseBody().write(red);
                    exchange.close();
                });
        web.start();
        prosody = RealProsody.start(XmppSetup.standard().withComponents(DemoGateway.DOMAIN));
        gateway = DemoGateway.behind(prosody, network);
        alice = XmppClient.login(prosody, "alice");
    }

    @AfterEach
    void stop() {
        alice.close();
        gateway.close();
        prosody.close();
        web.stop(0);
    }

    @Test
    void theClientSeesThePictureOfAContactHoweverItAsks() throws Exception {
        network.contact("ann").isListed("Ann", new Avatar("v1", url())).goesOnline();
        register();
        String sha1 = awaitPhoto();

        VCard card =
                VCardManager.getInstanceFor(alice.smack()).loadVCard(JidCreate.entityBareFrom(ANN));
        assertThat(card.getAvatarHash()).isEqualTo(sha1);
        assertThat(card.getField("FN")).isEqualTo("Ann");
        assertThat(colour(card.getAvatar())).isEqualTo(Color.RED);

        String info = items("urn:xmpp:avatar:metadata", "");
        assertThat(info).contains("id='" + sha1 + "'", "type='image/png'", "width='192'");
        String data = items("urn:xmpp:avatar:data", "<item id='" + sha1 + "'/>");
        byte[] png = Base64.getDecoder().decode(inside(data, "<data[^>]*>([^<]*)</data>"));
        byte[] hash = MessageDigest.getInstance("SHA-1").digest(png);
        assertThat(HexFormat.of().formatHex(hash)).isEqualTo(sha1);
        assertThat(items("urn:xmpp:avatar:data", "<item id='0'/>")).contains("item-not-found");
        assertThat(items("http://jabber.org/protocol/nick", "")).contains(">Ann</nick>");
        assertThat(items("urn:xmpp:vcard4", "")).contains("<fn><text>Ann</text></fn>");
        assertThat(asked).hasValue(1);
    }

    @Test
    void aChangeIsToldOnceAndAfterARestartNothingIsFetchedAgain() throws Exception {
        network.contact("ann").isListed("Ann", new Avatar("v1", url())).goesOnline();
        register();
        String first = awaitPhoto();

        byte[] blue = picture(Color.BLUE);
        network.contact("ann")
                .isListed("Ann", new Avatar("v2", () -> new ByteArrayInputStream(blue)));
        alice.await(
                "another picture",
                stanza -> {
                    String photo = photo(XmppClient.xml(stanza));
                    return !photo.isEmpty() && !photo.equals(first);
                });
        network.contact("ann").isListed("Ann");
        alice.awaitXml("<presence", "from='" + ANN + "'", "<photo></photo>");

        network.contact("ann").isListed("Ann", new Avatar("v1", url()));
        assertThat(awaitPhoto()).isEqualTo(first);
        gateway.restart();
        alice.close();
        alice = XmppClient.login(prosody, "alice");
        assertThat(awaitPhoto()).isEqualTo(first);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aClientThatWantsItIsToldOfNewPictures() throws Exception {
        ServiceDiscoveryManager.getInstanceFor(alice.smack())
                .addFeature("urn:xmpp:avatar:metadata+notify");
        network.contact("ann").isListed("Ann").goesOnline();
        register();
        alice.awaitXml("<presence", "from='" + ANN + "'", "<photo></photo>");
        network.contact("ann").isListed("Ann", new Avatar("v1", url()));
        String sha1 = awaitPhoto();
        String event =
                XmppClient.xml(alice.awaitXml("<message", "from='" + ANN + "'", "#event", sha1));
        assertThat(event).contains("urn:xmpp:avatar:metadata", "type='headline'");
    }

    @Test
    void aClientThatWantsItIsToldOfOldPicturesWhenItComes() throws Exception {
        network.contact("ann").isListed("Ann", new Avatar("v1", url())).goesOnline();
        register();
        String sha1 = awaitPhoto();
        XmppClient phone = XmppClient.login(prosody, "alice", "phone");
        alice.close();
        alice = phone;
        ServiceDiscoveryManager.getInstanceFor(phone.smack())
                .addFeature("urn:xmpp:avatar:metadata+notify");
        gateway.restart();
        String event =
                XmppClient.xml(phone.awaitXml("<message", "from='" + ANN + "'", "#event", sha1));
        assertThat(event).contains("to='alice@localhost/phone'");
    }

    @Test
    void aBusinessCardHasWhatTheNetworkSays() throws Exception {
        network.contact("ann")
                .isListed(
                        new Profile(
                                "Ann",
                                List.of(),
                                null,
                                List.of(
                                        new Detail("tel", "+4420123"),
                                        new Detail("email", "ann@example.org"),
                                        new Detail("note", "<likes> tea"))));
        register();
        String temp = ask(ANN, "<vCard xmlns='vcard-temp'/>");
        assertThat(temp)
                .contains("<NUMBER>+4420123</NUMBER>", "<USERID>ann@example.org</USERID>")
                .doesNotContain("<PHOTO>");
        String four = ask(ANN, "<vcard xmlns='urn:ietf:params:xml:ns:vcard-4.0'/>");
        assertThat(four).contains("<tel><uri>tel:+4420123</uri></tel>", "likes");
        assertThat(ask(DemoGateway.DOMAIN, "<vCard xmlns='vcard-temp'/>"))
                .contains("Demonstration network");
        assertThat(ask("%23tea@" + DemoGateway.DOMAIN, "<vCard xmlns='vcard-temp'/>"))
                .contains("<FN>");
    }

    @Test
    void whomTheNetworkDoesNotKnowHasNoCardAndAFaultIsNoSilence() {
        register();
        assertThat(ask("nobody@" + DemoGateway.DOMAIN, "<vCard xmlns='vcard-temp'/>"))
                .contains("item-not-found", "There is nobody.");
        network.contact("ann").isListed("Ann");
        network.failNext(FetchProfile.class, new BackendFailure.Rejected("Not today."));
        assertThat(ask(ANN, "<vCard xmlns='vcard-temp'/>")).contains("<FN>");
    }

    /** The network lists its contacts to who has an account. */
    private void register() {
        String query =
                "<query xmlns='jabber:iq:register'><username>alice</username><password>"
                        + DemoNetwork.PASSWORD
                        + "</password></query>";
        assertThat(ask("set", DemoGateway.DOMAIN, query)).contains("type='result'");
        alice.send("<presence to='" + DemoGateway.DOMAIN + "'/>");
        network.seen(AccountAction.LogIn.class);
    }

    private String ask(String to, String payload) {
        return ask("get", to, payload);
    }

    private String ask(String type, String to, String payload) {
        String id = "ask-" + ++ids;
        alice.send("<iq type='" + type + "' id='" + id + "' to='" + to + "'>" + payload + "</iq>");
        return XmppClient.xml(alice.awaitXml("<iq", "id='" + id + "'"))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&apos;", "'")
                .replace(" xmlns='urn:ietf:params:xml:ns:vcard-4.0'", "");
    }

    private String items(String node, String content) {
        return ask(
                ANN,
                "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='"
                        + node
                        + "'>"
                        + content
                        + "</items></pubsub>");
    }

    private String awaitPhoto() {
        return photo(
                XmppClient.xml(
                        alice.await(
                                "a picture", stanza -> !photo(XmppClient.xml(stanza)).isEmpty())));
    }

    private static String photo(String xml) {
        return xml.contains("from='" + ANN) ? inside(xml, "<photo>([0-9a-f]{40})</photo>") : "";
    }

    private static String inside(String xml, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(xml);
        return matcher.find() ? String.valueOf(matcher.group(1)) : "";
    }

    private String url() {
        return "http://127.0.0.1:" + web.getAddress().getPort() + "/ann.png";
    }

    private static Color colour(byte[] png) throws IOException {
        return new Color(ImageIO.read(new ByteArrayInputStream(png)).getRGB(5, 5));
    }

    private static byte[] picture(Color colour) throws IOException {
        BufferedImage image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 400 * 400; i++) {
            image.setRGB(i % 400, i / 400, colour.getRGB());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
