package im.isthmus.core.contact;

import im.isthmus.core.backend.action.AccountAction;
import im.isthmus.testing.Await;
import im.isthmus.testing.client.RosterItem;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.legacy.DemoGateway;
import im.isthmus.testing.legacy.DemoNetwork;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A user who registers with a gateway behind a real server, and what comes into the roster. */
final class RosterScenario implements AutoCloseable {
    static final String GATEWAY = DemoGateway.DOMAIN;
    static final String ANN = "ann@" + GATEWAY;

    final DemoNetwork network = DemoNetwork.withAccounts();
    final DemoGateway gateway;
    final XmppClient alice;
    private final RealXmppServer server;
    private int ids;

    RosterScenario(RealXmppServer server) {
        this.server = server;
        gateway = DemoGateway.behind(server, network);
        alice = XmppClient.login(server, "alice");
    }

    static XmppSetup setup() {
        return XmppSetup.standard().withComponents(GATEWAY);
    }

    /** Registers and lets the gateway see the user, which logs in. */
    void register() {
        alice.send(
                "<iq type='set' id='register' to='"
                        + GATEWAY
                        + "'><query xmlns='jabber:iq:register'><username>alice</username><password>"
                        + DemoNetwork.PASSWORD
                        + "</password></query></iq>");
        alice.awaitXml("id='register'", "type='result'");
    }

    /** What a user does whose server does not do it. */
    void approveGateway() {
        alice.awaitXml("type='subscribe'", "from='" + GATEWAY + "'");
        alice.send("<presence to='" + GATEWAY + "' type='subscribed'/>");
        alice.send("<presence to='" + GATEWAY + "' type='subscribe'/>");
        network.seen(AccountAction.LogIn.class);
    }

    XmppClient anotherDevice(String resource) {
        return XmppClient.login(server, "alice", resource);
    }

    /** Waits until an item of the roster is so. */
    void awaitItem(String jid, Predicate<@Nullable RosterItem> wanted) {
        Await.until(
                jid + " in the roster",
                () -> wanted.test(alice.rosterItem(jid)),
                () -> String.valueOf(alice.roster()));
    }

    void removeFromRoster(String jid) {
        ask(
                "set",
                "",
                "<query xmlns='jabber:iq:roster'><item subscription='remove' jid='"
                        + jid
                        + "'/></query>");
    }

    /** A question to the gateway and back: everything before it was done. */
    void settle() {
        ask("get", " to='" + GATEWAY + "'", "<ping xmlns='urn:xmpp:ping'/>");
    }

    private void ask(String type, String to, String payload) {
        String id = "ask-" + ++ids;
        alice.send("<iq type='" + type + "' id='" + id + "'" + to + ">" + payload + "</iq>");
        alice.awaitXml("<iq", "id='" + id + "'");
    }

    /** How many stanzas with all these fragments a client has got. */
    static long count(XmppClient client, String... fragments) {
        return client.stanzas().stream()
                .map(XmppClient::xml)
                .filter(xml -> List.of(fragments).stream().allMatch(xml::contains))
                .count();
    }

    @Override
    public void close() {
        alice.close();
        gateway.close();
    }
}
