package im.isthmus.testing.legacy;

import static im.isthmus.testing.client.XmppClient.xml;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.UserAction.JoinRoom;
import im.isthmus.core.backend.action.UserAction.LeaveRoom;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jivesoftware.smackx.vcardtemp.VCardManager;
import org.jivesoftware.smackx.vcardtemp.packet.VCard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jxmpp.jid.impl.JidCreate;

/** What rooms look like, who is asked into them, and how they outlive a restart of the server. */
@Timeout(120)
class RoomsThroughProsodyTest {
    private static final String TEA = "#tea@" + DemoGateway.DOMAIN;

    private static RealProsody server;

    private final DemoNetwork network = DemoNetwork.withoutAccounts();
    private final DemoRoom tea = network.room("#tea").enters("ann");
    private DemoGateway gateway;
    private XmppClient alice;

    @BeforeAll
    static void startServer() {
        server = RealProsody.start(XmppSetup.standard().withComponents(DemoGateway.DOMAIN));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void begin() {
        gateway = DemoGateway.behind(server, network);
        alice = XmppClient.login(server, "alice", "phone");
        alice.joinRoom(TEA, "alice");
    }

    @AfterEach
    void end() {
        alice.close();
        gateway.close();
    }

    @Test
    void aRoomHasAPictureThatCanBeAnother() throws Exception {
        tea.looks(picture("v1", 8));
        String first = shown();
        alice.awaitXml("<message", TEA, "code='104'");
        assertThat(info("d1")).contains("muc#roominfo_avatarhash", first);
        VCard card =
                VCardManager.getInstanceFor(alice.smack()).loadVCard(JidCreate.entityBareFrom(TEA));
        assertThat(card.getAvatarHash()).isEqualTo(first);

        tea.looks(picture("v2", 9));
        assertThat(shown()).isNotEqualTo(first).isNotEmpty();
        alice.awaitXml("<message", TEA, "code='104'");
        tea.looks(null);
        alice.awaitXml("<presence", "from='" + TEA + "'", "<photo></photo>");
        assertThat(info("d2")).doesNotContain("avatarhash");
    }

    @Test
    void whoEntersSeesWhatTheRoomLooksLike() throws Exception {
        tea.looks(picture("v1", 8));
        String before = shown();
        gateway.restart();
        try (XmppClient tablet = XmppClient.login(server, "alice", "tablet")) {
            tablet.joinRoom(TEA, "alice");
            tea.describe();
            tablet.awaitXml("<presence", "from='" + TEA + "'", before);
        }
    }

    @Test
    void aDeclineReachesWhoInvited() {
        try (XmppClient bob = XmppClient.login(server, "bob")) {
            alice.send(
                    ("<message to='%s'><x xmlns='http://jabber.org/protocol/muc#user'>"
                                    + "<invite to='bob@localhost'/></x></message>")
                            .formatted(TEA));
            bob.awaitXml("<invite from='alice@localhost'", TEA);
            bob.send(
                    ("<message to='%s'><x xmlns='http://jabber.org/protocol/muc#user'>"
                                    + "<decline to='alice@localhost'><reason>No time.</reason>"
                                    + "</decline></x></message>")
                            .formatted(TEA));
            alice.awaitXml("<decline from='bob@localhost'", "No time.", "from='" + TEA + "'");
        }
    }

    @Test
    void aRestartOfTheServerIsNoFarewell() {
        network.seen(JoinRoom.class);
        server.restart();
        gateway.awaitConnected();
        tea.says("ann", "Where have you been?");
        alice = XmppClient.login(server, "alice", "phone");
        alice.joinRoom(TEA, "alice");

        assertThat(xml(alice.awaitMessage(TEA + "/ann", "Where have you been?")))
                .contains("urn:xmpp:delay");
        assertThat(network.all(LeaveRoom.class)).isEmpty();
        assertThat(network.all(JoinRoom.class)).hasSize(1);
    }

    private String shown() {
        String presence =
                xml(alice.awaitXml("<presence", "from='" + TEA + "'", "vcard-temp:x:update"));
        Matcher photo = Pattern.compile("<photo>(\\w+)</photo>").matcher(presence);
        assertThat(photo.find()).as(presence).isTrue();
        return photo.group(1);
    }

    private String info(String id) {
        alice.send(
                ("<iq type='get' id='%s' to='%s'>"
                                + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>")
                        .formatted(id, TEA));
        return xml(alice.awaitXml("id='" + id + "'"));
    }

    private static Avatar picture(String name, int side) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), "png", png);
        return new Avatar(name, () -> new ByteArrayInputStream(png.toByteArray()));
    }
}
