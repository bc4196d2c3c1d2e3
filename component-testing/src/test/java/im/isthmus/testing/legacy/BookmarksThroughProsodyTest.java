package im.isthmus.testing.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.store.table.PreferenceTable;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rooms are bookmarks of users who want that, where their server lets us (XEP-0402, XEP-0356). */
@Timeout(120)
class BookmarksThroughProsodyTest {
    private static final String ROOM = "#tea@" + DemoGateway.DOMAIN;

    private final DemoNetwork network = DemoNetwork.withoutAccounts();

    @Test
    void aRoomIsKeptUntilItIsNoMore() throws Exception {
        XmppSetup setup = XmppSetup.standard().withComponents(DemoGateway.DOMAIN);
        try (RealProsody prosody = RealProsody.start(setup);
                DemoGateway gateway = DemoGateway.behind(prosody, network)) {
            Jid user = Jid.parse("alice@localhost");
            new PreferenceTable(gateway.store()).set(user, Map.of("bookmarks", "1"));
            gateway.restart();
            try (XmppClient alice = XmppClient.login(prosody, "alice")) {
                alice.joinRoom(ROOM, "alice");
                awaitBookmarks(alice, true);
                network.room("#tea").expels(user, new Departure.Destroyed("Over.", null));
                awaitBookmarks(alice, false);
            }
        }
    }

    @Test
    void nobodyGetsBookmarksUnasked() {
        XmppSetup setup = XmppSetup.standard().withComponents(DemoGateway.DOMAIN);
        try (RealProsody prosody = RealProsody.start(setup);
                DemoGateway _ = DemoGateway.behind(prosody, network);
                XmppClient alice = XmppClient.login(prosody, "alice")) {
            alice.joinRoom(ROOM, "alice");
            alice.sayInRoom(ROOM, "here");
            alice.awaitMessage(ROOM + "/alice", "here");
            assertThat(bookmarks(alice, 0)).doesNotContain(ROOM);
        }
    }

    /** Asks until it is so; the time-out of the test bounds that. */
    private static void awaitBookmarks(XmppClient alice, boolean there) {
        for (int i = 0; ; i++) {
            if (bookmarks(alice, i).contains(ROOM) == there) {
                return;
            }
        }
    }

    private static String bookmarks(XmppClient alice, int number) {
        String id = "bookmarks-" + number;
        alice.send(
                ("<iq type='get' id='%s'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
                                + "<items node='urn:xmpp:bookmarks:1'/></pubsub></iq>")
                        .formatted(id));
        return XmppClient.xml(alice.awaitXml("id='" + id + "'"));
    }
}
