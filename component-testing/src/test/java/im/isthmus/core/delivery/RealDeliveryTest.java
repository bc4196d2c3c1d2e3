package im.isthmus.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.action.MessageAction;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.content.Content;
import im.isthmus.core.store.table.OutboxTable;
import im.isthmus.testing.Await;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.legacy.DemoGateway;
import im.isthmus.testing.legacy.DemoNetwork;
import im.isthmus.testing.real.RealEjabberd;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;
import org.junit.jupiter.api.Test;

/** Real servers let the barrier through, and say what they cannot deliver. */
class RealDeliveryTest {
    private static final XmppSetup SETUP = XmppSetup.standard().withComponents(DemoGateway.DOMAIN);

    private final DemoNetwork network = DemoNetwork.withoutAccounts();

    @Test
    void prosodyConfirmsWhatItTook() throws Exception {
        try (RealXmppServer server = RealProsody.start(SETUP)) {
            confirms(server);
        }
    }

    @Test
    void ejabberdConfirmsWhatItTook() throws Exception {
        try (RealXmppServer server = RealEjabberd.start(SETUP)) {
            confirms(server);
        }
    }

    private void confirms(RealXmppServer server) throws Exception {
        try (DemoGateway gateway = DemoGateway.behind(server, network);
                XmppClient alice = XmppClient.login(server, "alice")) {
            OutboxTable outbox = new OutboxTable(gateway.store());
            for (int i = 0; i < 1000; i++) {
                write("alice@localhost", "m" + i);
            }
            write("nobody@localhost", "to nobody");
            for (int i = 0; i < 1000; i++) {
                alice.awaitMessage("ann@" + DemoGateway.DOMAIN, "m" + i);
            }
            // Only what came back is still open: its user may appear some day.
            Await.until(
                    "all but that one confirmed",
                    () ->
                            outbox.open() == 1
                                    && outbox.behind().stream()
                                            .anyMatch(each -> each.user().local().equals("nobody")),
                    () -> outbox.open() + " open: " + outbox.behind());
            assertThat(network.all(MessageAction.DeliveryFailed.class)).isEmpty();
        }
    }

    private void write(String user, String text) throws Exception {
        network.tell(
                Jid.parse(user),
                new PrivateMessage(network.contact("ann").contact(), text, Content.of(text), null));
    }
}
