package im.isthmus.testing.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Resources that go without the gateway being told, behind a real Prosody. */
@Timeout(120)
class LostThroughProsodyTest {
    private static final RoomSettings SOON =
            RoomSettings.standard().withGrace(Duration.ZERO).withSilence(Duration.ofMillis(500));

    private final DemoNetwork network = DemoNetwork.withoutAccounts();

    /** Prosody sends nothing to who is blocked (XEP-0191), not even that the user went. */
    @Test
    void whoIsLostLeavesTheRoomAndWhoIsSilentStays() {
        XmppSetup setup = XmppSetup.standard().withComponents(DemoGateway.DOMAIN);
        try (RealProsody prosody = RealProsody.start(setup);
                DemoGateway _ = DemoGateway.behind(prosody, network, SOON);
                XmppClient alice = XmppClient.login(prosody, "alice", "phone")) {
            alice.joinRoom("#tea@demo.localhost", "alice");
            try (XmppClient bob = XmppClient.login(prosody, "bob", "phone")) {
                bob.joinRoom("#tea@demo.localhost", "bob");
                bob.send(
                        "<iq type='set' id='b1'><block xmlns='urn:xmpp:blocking'>"
                                + "<item jid='demo.localhost'/></block></iq>");
                bob.awaitXml("id='b1'", "type='result'");
            }
            network.seen(UserAction.LeaveRoom.class);
            assertThat(network.everythingSeen())
                    .filteredOn(seen -> seen.action() instanceof UserAction.LeaveRoom)
                    .extracting(seen -> seen.user().toString())
                    .containsExactly("bob@localhost");
            network.room("#tea").says("ann", "one lump or two?");
            alice.awaitXml("<message", "one lump or two?");
        }
    }
}
