package im.isthmus.core.registration;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.action.AccountAction;
import im.isthmus.core.backend.action.ContactAction;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.testing.client.RosterItem;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.legacy.DemoContact;
import im.isthmus.testing.legacy.DemoGateway;
import im.isthmus.testing.legacy.DemoNetwork;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * A gateway to a network with accounts, behind a server that grants no privileges, so that users
 * and gateway do everything by themselves.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GatewayScenario {
    static final String GATEWAY = DemoGateway.DOMAIN;
    static final String ANN = "ann@" + GATEWAY;

    static final String REGISTER = "jabber:iq:register";

    RealXmppServer server;
    DemoNetwork network;
    DemoGateway gateway;
    XmppClient alice;
    private int ids;

    /** Starts the server of this kind. */
    abstract RealXmppServer start(XmppSetup setup);

    @BeforeAll
    void startServer() {
        server =
                start(
                        XmppSetup.standard()
                                .withUsers("alice", "bob")
                                .withComponents(GATEWAY)
                                .withoutPrivileges());
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @BeforeEach
    void startGateway() {
        network = DemoNetwork.withAccounts();
        gateway = DemoGateway.behind(server, network);
        alice = XmppClient.login(server, "alice");
    }

    @AfterEach
    void stopGateway() {
        // The roster of the account must be as it was for the next test.
        for (RosterItem item : alice.roster()) {
            removeFromRoster(item.jid());
        }
        alice.close();
        gateway.close();
    }

    void register() {
        assertThat(register("alice", DemoNetwork.PASSWORD)).contains("type='result'");
    }

    void subscribeToGateway() {
        alice.awaitXml("type='subscribe'", "from='" + GATEWAY + "'");
        alice.send("<presence to='" + GATEWAY + "' type='subscribed'/>");
        alice.send("<presence to='" + GATEWAY + "' type='subscribe'/>");
    }

    void logIn() {
        register();
        subscribeToGateway();
        network.seen(AccountAction.LogIn.class);
        network.seen(UserAction.ChangeAvailability.class);
    }

    /** The user sees a contact, and the contact the user. */
    void befriend(String name) {
        DemoContact contact = network.contact(name);
        String jid = name + "@" + GATEWAY;
        alice.send("<presence to='" + jid + "' type='subscribe'/>");
        network.seen(ContactAction.AddContact.class);
        contact.accepts();
        alice.awaitXml("type='subscribed'", "from='" + jid + "'");
        alice.awaitXml("type='subscribe'", "from='" + jid + "'");
        alice.send("<presence to='" + jid + "' type='subscribed'/>");
    }

    String register(String username, String password) {
        String id = "register-" + ++ids;
        alice.send(registration(id, username, password));
        return XmppClient.xml(alice.awaitXml("<iq", "id='" + id + "'"));
    }

    static String registration(String id, String username, String password) {
        return "<iq type='set' id='"
                + id
                + "' to='"
                + GATEWAY
                + "'><query xmlns='jabber:iq:register'><username>"
                + username
                + "</username><password>"
                + password
                + "</password></query></iq>";
    }

    String unregister() {
        return ask("set", GATEWAY, "<query xmlns='jabber:iq:register'><remove/></query>");
    }

    void removeFromRoster(String jid) {
        ask(
                "set",
                "",
                "<query xmlns='jabber:iq:roster'><item subscription='remove' jid='"
                        + jid
                        + "'/></query>");
    }

    String prompt(String typed) {
        return ask(
                "set",
                GATEWAY,
                "<query xmlns='jabber:iq:gateway'><prompt>" + typed + "</prompt></query>");
    }

    String ask(String type, String to, String payload) {
        String id = "ask-" + ++ids;
        String address = to.isEmpty() ? "" : " to='" + to + "'";
        alice.send("<iq type='" + type + "' id='" + id + "'" + address + ">" + payload + "</iq>");
        // What Smack does not know it shows as text.
        return XmppClient.xml(alice.awaitXml("<iq", "id='" + id + "'"))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&apos;", "'");
    }

    static String field(String name, String value) {
        return "<field var='" + name + "'><value>" + value + "</value></field>";
    }

    long received(String... fragments) {
        return alice.stanzas().stream()
                .map(XmppClient::xml)
                .filter(xml -> List.of(fragments).stream().allMatch(xml::contains))
                .count();
    }

    static int indexOf(List<String> stanzas, String fragment) {
        for (int i = 0; i < stanzas.size(); i++) {
            if (stanzas.get(i).contains(fragment)) {
                return i;
            }
        }
        return -1;
    }

    static Jid jid() {
        try {
            return Jid.parse("alice@localhost");
        } catch (InvalidJidException e) {
            throw new IllegalStateException(e);
        }
    }

    static LegacyEvent message(String from, String text) {
        return new LegacyEvent.PrivateMessage(new LegacyContact(from), text, null);
    }
}
