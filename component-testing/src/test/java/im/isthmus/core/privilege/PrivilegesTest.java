package im.isthmus.core.privilege;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.address.Jid;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.IqErrorException;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeXmppLink;
import im.isthmus.testing.FakeXmppServer;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealEjabberd;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;

class PrivilegesTest {
    private static final String DOMAIN = "gw.localhost";
    private static final Jid ALICE = PrivilegedComponent.jid("alice@localhost");
    private static final String PUBSUB = "http://jabber.org/protocol/pubsub";

    @Test
    void bothVersionsAndNestedNamespacesAreUnderstood() {
        try (FakeXmppServer server = FakeXmppServer.listen(DOMAIN, "secret");
                PrivilegedComponent component =
                        new PrivilegedComponent(DOMAIN, server.endpoint())) {
            FakeXmppLink link = server.awaitLink();
            link.send(
                    grant(
                            "one.example",
                            Grants.VERSION_1,
                            "<perm access='roster' type='get'/>"
                                    + "<perm access='message' type='outgoing'/>"));
            link.send(
                    grant(
                            "two.example",
                            Grants.VERSION_2,
                            "<perm access='iq'><namespace ns='a' type='get'>"
                                    + "<namespace ns='b' type='both'/></namespace></perm>"));
            Privileges granted = component.privileges;
            Jid second = PrivilegedComponent.jid("u@two.example");
            Await.until("the grants", () -> granted.maySendIq(second, "set", "b"));
            Jid first = PrivilegedComponent.jid("u@one.example");
            assertThat(granted.mayGetRoster(first)).isTrue();
            assertThat(granted.maySetRoster(first)).isFalse();
            assertThat(granted.maySendMessages(first)).isTrue();
            assertThat(granted.maySendIq(second, "get", "a")).isTrue();
            assertThat(granted.maySendIq(second, "set", "a")).isFalse();
            assertThat(granted.mayGetRoster(second)).isFalse();
            assertThat(granted.messageAs(second, message(second))).isFalse();
            assertThat(granted.iqAs(second, iq("c"))).isEmpty();
        }
    }

    @Test
    void grantsOfUsersAreNotBelievedAndThoseOfALostStreamForgotten() {
        try (FakeXmppServer server = FakeXmppServer.listen(DOMAIN, "secret");
                PrivilegedComponent component =
                        new PrivilegedComponent(DOMAIN, server.endpoint())) {
            FakeXmppLink link = server.awaitLink();
            String roster = "<perm access='roster' type='both'/>";
            link.send(grant("mallory@localhost", Grants.VERSION_2, roster));
            link.send(grant("other.example", Grants.VERSION_2, roster));
            Jid other = PrivilegedComponent.jid("u@other.example");
            Await.until("the grant", () -> component.privileges.maySetRoster(other));
            assertThat(component.privileges.maySetRoster(ALICE)).isFalse();
            link.end();
            server.awaitLink();
            assertThat(component.privileges.maySetRoster(other)).isFalse();
        }
    }

    @Test
    void theAnswerToAUsersIqIsUnwrapped() throws Exception {
        try (FakeXmppServer server = FakeXmppServer.listen(DOMAIN, "secret");
                PrivilegedComponent component =
                        new PrivilegedComponent(DOMAIN, server.endpoint())) {
            FakeXmppLink link = server.awaitLink();
            String perm = "<perm access='iq'><namespace ns='a' type='get'/></perm>";
            link.send(grant("localhost", Grants.VERSION_2, perm));
            Await.until("the grant", () -> component.privileges.maySendIq(ALICE, "get", "a"));
            CompletableFuture<Element> good =
                    component.privileges.iqAs(ALICE, iq("a")).orElseThrow();
            link.send(wrapped(link.awaitStanza(), "<iq xmlns='jabber:client' type='result'/>"));
            assertThat(good.get(20, TimeUnit.SECONDS).getName()).isEqualTo("iq");
            CompletableFuture<Element> bad =
                    component.privileges.iqAs(ALICE, iq("a")).orElseThrow();
            link.send(
                    wrapped(
                            link.awaitStanza(),
                            "<iq xmlns='jabber:client' type='error'><error type='cancel'><conflict"
                                    + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"));
            assertThatThrownBy(() -> bad.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(IqErrorException.class)
                    .hasMessageContaining("conflict");
        }
    }

    @Test
    void onProsodyEverythingGrantedWorks() throws Exception {
        try (RealProsody server = RealProsody.start(setup());
                PrivilegedComponent component = component(server);
                XmppClient alice = XmppClient.login(server, "alice")) {
            Privileges granted = component.privileges;
            Await.until("the grants", () -> granted.maySendIq(ALICE, "get", PUBSUB));
            granted.setRoster(ALICE, item()).orElseThrow().get(20, TimeUnit.SECONDS);
            Await.until("Ann", () -> alice.rosterItem("ann@gw.localhost") != null);
            Element roster = granted.getRoster(ALICE).orElseThrow().get(20, TimeUnit.SECONDS);
            assertThat(roster.asXML()).contains("ann@gw.localhost", "Friends");
            assertThat(granted.messageAs(ALICE, message(ALICE))).isTrue();
            CompletableFuture<Element> items = granted.iqAs(ALICE, iq(PUBSUB)).orElseThrow();
            assertThatThrownBy(() -> items.get(20, TimeUnit.SECONDS))
                    .as("what the user's own account says, no matter of rights")
                    .hasMessageContaining("item-not-found");
        }
    }

    /** COMPAT(ejabberd 23.01): the roster set that is granted does not work. */
    @Test
    void onEjabberdARosterSetThatFailsCountsAsNotGranted() throws Exception {
        try (RealEjabberd server = RealEjabberd.start(setup());
                PrivilegedComponent component = component(server);
                XmppClient alice = XmppClient.login(server, "alice")) {
            Privileges granted = component.privileges;
            Await.until("the grants", () -> granted.maySetRoster(ALICE));
            granted.getRoster(ALICE).orElseThrow().get(20, TimeUnit.SECONDS);
            boolean works =
                    granted.setRoster(ALICE, item())
                            .orElseThrow()
                            .handle((_, problem) -> problem == null)
                            .get(40, TimeUnit.SECONDS);
            assertThat(granted.maySetRoster(ALICE)).isEqualTo(works);
            assertThat(alice.jid()).startsWith("alice@localhost/");
        }
    }

    private static XmppSetup setup() {
        return XmppSetup.standard().withComponents(DOMAIN);
    }

    private static PrivilegedComponent component(RealXmppServer server) {
        return new PrivilegedComponent(
                DOMAIN,
                new im.isthmus.core.stream.transport.Endpoint.Tcp(
                        "127.0.0.1", server.componentPort()));
    }

    private static String grant(String from, String namespace, String perms) {
        return "<message from='"
                + from
                + "' to='gw.localhost'><privilege xmlns='"
                + namespace
                + "'>"
                + perms
                + "</privilege></message>";
    }

    private static String wrapped(Element request, String inner) {
        return "<iq type='result' from='alice@localhost' to='gw.localhost' id='"
                + request.attributeValue("id")
                + "'><privilege xmlns='urn:xmpp:privilege:2'>"
                + "<forwarded xmlns='urn:xmpp:forward:0'>"
                + inner
                + "</forwarded></privilege></iq>";
    }

    private static Element iq(String namespace) {
        Element iq = Xml.stanza("iq", ALICE, ALICE, "get", "i1");
        Xml.attribute(Xml.child(Xml.child(iq, "pubsub", namespace), "items"), "node", "none");
        return iq;
    }

    private static Element message(Jid user) {
        Element message =
                Xml.stanza("message", user, PrivilegedComponent.jid("bob@localhost"), "chat", "m");
        Xml.text(message, "body", "hi");
        return message;
    }

    private static Element item() {
        Element query = Xml.element("query", "jabber:iq:roster");
        Element item = Xml.child(query, "item");
        Xml.attribute(item, "jid", "ann@gw.localhost");
        Xml.attribute(item, "name", "Ann");
        Xml.attribute(item, "subscription", "both");
        Xml.text(item, "group", "Friends");
        return query;
    }
}
