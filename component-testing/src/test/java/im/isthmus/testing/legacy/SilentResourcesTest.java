package im.isthmus.testing.legacy;

import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import java.time.Duration;
import org.dom4j.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Resources that are in rooms and say nothing: some are gone, and nobody said so. */
@Timeout(60)
class SilentResourcesTest {
    private static final RoomSettings SOON =
            RoomSettings.standard().withGrace(Duration.ZERO).withSilence(Duration.ofMillis(60));

    private final DemoNetwork network = DemoNetwork.withoutAccounts();
    private final FakeXmppServer server =
            FakeXmppServer.listen(DemoGateway.DOMAIN, DemoGateway.SECRET);
    private DemoGateway gateway;
    private FakeXmppLink link;

    @BeforeEach
    void start() {
        gateway = DemoGateway.behind(server, network, SOON);
        link = server.awaitLink();
        link.send(
                "<presence from='alice@localhost/a' to='#tea@demo.localhost/alice'>"
                        + "<x xmlns='http://jabber.org/protocol/muc'/></presence>");
        network.seen(UserAction.JoinRoom.class);
        link.awaitStanza(stanza -> stanza.asXML().contains("code=\"110\""));
    }

    @AfterEach
    void stop() {
        gateway.close();
        server.close();
    }

    @Test
    void whomTheServerLostLeavesTheRoom() {
        refuse(asked("urn:xmpp:ping"), "service-unavailable");
        refuse(asked("disco#info"), "service-unavailable");
        network.seen(UserAction.LeaveRoom.class);
    }

    @Test
    void whoIsCalledGoneLeavesTheRoomAtOnce() {
        refuse(asked("urn:xmpp:ping"), "recipient-unavailable");
        network.seen(UserAction.LeaveRoom.class);
    }

    @Test
    void whoAnswersStaysAndIsAskedAgain() {
        answer(asked("urn:xmpp:ping"));
        answer(asked("urn:xmpp:ping"));
        staysInTheRoom();
    }

    @Test
    void whoKnowsNoPingsStays() {
        refuse(asked("urn:xmpp:ping"), "service-unavailable");
        answer(asked("disco#info"));
        refuse(asked("urn:xmpp:ping"), "feature-not-implemented");
        refuse(asked("urn:xmpp:ping"), "remote-server-timeout");
        staysInTheRoom();
    }

    @Test
    void whoSaysSomethingWhileBeingAskedStays() {
        Element ping = asked("urn:xmpp:ping");
        refuse(ping, "service-unavailable");
        Element question = asked("disco#info");
        link.send(
                "<message type='groupchat' id='m1' from='alice@localhost/a'"
                        + " to='#tea@demo.localhost'><body>still here</body></message>");
        refuse(question, "service-unavailable");
        link.awaitStanza(stanza -> stanza.asXML().contains("still here"));
        staysInTheRoom();
    }

    private void staysInTheRoom() {
        network.room("#tea").says("ann", "one lump or two?");
        link.awaitStanza(stanza -> stanza.asXML().contains("one lump or two?"));
    }

    private Element asked(String what) {
        return link.awaitStanza(stanza ->
                stanza.getName().equals("iq")
                        && "alice@localhost/a".equals(stanza.attributeValue("to"))
                        && stanza.asXML().contains(what));
    }

    private void answer(Element iq) {
        link.send(
                "<iq type='result' id='"
                        + iq.attributeValue("id")
                        + "' from='alice@localhost/a' to='demo.localhost'/>");
    }

    private void refuse(Element iq, String condition) {
        link.send(
                "<iq type='error' id='"
                        + iq.attributeValue("id")
                        + "' from='alice@localhost/a' to='demo.localhost'><error type='cancel'><"
                        + condition
                        + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    }
}
