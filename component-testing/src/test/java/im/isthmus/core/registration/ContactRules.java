package im.isthmus.core.registration;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.ContactAction;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.testing.client.XmppClient;
import org.jivesoftware.smack.packet.Stanza;
import org.junit.jupiter.api.Test;

/**
 * The rules of XEP-0100 about contacts and messages, one by one; those for servers and clients as
 * far as our part goes.
 */
abstract class ContactRules extends PresenceRules {
    @Test
    void rule16ASubscriptionRequestIsAnsweredByTheNetwork() {
        logIn();
        alice.send("<presence to='" + ANN + "' type='subscribe'><status>me</status></presence>");
        assertThat(network.seen(ContactAction.AddContact.class).contact().localpart())
                .isEqualTo("ann");
        network.contact("ann").goesOnline();
        network.contact("ann").accepts();
        alice.awaitXml("type='subscribed'", "from='" + ANN + "'");
        alice.awaitXml("type='subscribe'", "from='" + ANN + "'");
        alice.awaitXml("<presence", "from='" + ANN + "'", "caps");
        alice.send("<presence to='" + ANN + "' type='subscribed'/>");
    }

    @Test
    void rule17ADenialIsUnsubscribed() {
        logIn();
        alice.send("<presence to='" + ANN + "' type='subscribe'/>");
        network.seen(ContactAction.AddContact.class);
        network.contact("ann").refuses("I do not know you.");
        alice.awaitXml("type='unsubscribed'", "from='" + ANN + "'");
        alice.send("<presence to='nobody@" + GATEWAY + "' type='subscribe'/>");
        alice.awaitXml("type='unsubscribed'", "from='nobody@" + GATEWAY + "'");
    }

    @Test
    void rule18WhatTheUserRemovesIsRemovedOnceAndSilent() {
        logIn();
        befriend("ann");
        network.contact("ann").isListed("Ann");
        removeFromRoster(ANN);
        assertThat(network.seen(ContactAction.RemoveContact.class).contact().localpart())
                .isEqualTo("ann");
        ask("get", GATEWAY, "<ping xmlns='urn:xmpp:ping'/>");
        int before = alice.stanzas().size();
        network.contact("ann").isListed("Ann again").goesOnline();
        ask("get", GATEWAY, "<ping xmlns='urn:xmpp:ping'/>");
        ask("get", GATEWAY, "<ping xmlns='urn:xmpp:ping'/>");
        assertThat(
                        alice.stanzas().subList(before, alice.stanzas().size()).stream()
                                .map(XmppClient::xml)
                                .filter(xml -> xml.contains("from='" + ANN + "'")))
                .isEmpty();
        assertThat(network.all(ContactAction.RemoveContact.class)).hasSize(1);
    }

    @Test
    void rule19MessagesPassOrFailWithAReason() {
        alice.send("<message type='chat' to='" + ANN + "' id='m0'><body>x</body></message>");
        alice.awaitXml("id='m0'", "type='error'", "registration-required");
        logIn();
        alice.send("<message type='chat' to='" + ANN + "' id='m1'><body>hi</body></message>");
        assertThat(network.seen(SendMessage.class).body()).isEqualTo("hi");
        alice.send(
                "<message type='chat' to='nobody@"
                        + GATEWAY
                        + "' id='m2'><body>hi</body></message>");
        alice.awaitXml("id='m2'", "type='error'", "item-not-found");
        network.failNext(SendMessage.class, new BackendFailure.Unreachable("Down."));
        alice.send("<message type='chat' to='" + ANN + "' id='m3'><body>hi</body></message>");
        alice.awaitXml("id='m3'", "type='error'", "remote-server-timeout");
    }

    @Test
    void rule20ALegacyRequestIsNotAnsweredInTheUsersPlace() {
        logIn();
        network.contact("ann").goesOnline().asks("let me in");
        Stanza request = alice.awaitXml("type='subscribe'", "from='" + ANN + "'");
        assertThat(XmppClient.xml(request)).contains("let me in");
        alice.send("<presence to='" + ANN + "' type='subscribed'/>");
        network.seen(ContactAction.AcceptContact.class);
        assertThat(received("type='subscribed'", "from='" + ANN + "'")).isZero();
        alice.send("<presence to='" + ANN + "' type='subscribe'/>");
        alice.awaitXml("type='subscribed'", "from='" + ANN + "'");
        alice.awaitXml("<presence", "from='" + ANN + "'", "caps");
    }

    @Test
    void rule21ARefusedRequestShowsNothing() {
        logIn();
        network.contact("ann").asks("let me in");
        alice.awaitXml("type='subscribe'", "from='" + ANN + "'");
        alice.send("<presence to='" + ANN + "' type='unsubscribed'/>");
        network.seen(ContactAction.RefuseContact.class);
        network.contact("ann").goesOnline();
        ask("get", GATEWAY, "<ping xmlns='urn:xmpp:ping'/>");
        assertThat(received("<presence", "from='" + ANN + "'", "caps")).isZero();
    }

    @Test
    void rule22WhatTheNetworkRemovesIsRemoved() {
        logIn();
        befriend("ann");
        network.contact("ann").goesOnline();
        alice.awaitXml("<presence", "from='" + ANN + "'", "caps");
        network.contact("ann").isUnlisted();
        alice.awaitXml("type='unsubscribed'", "from='" + ANN + "'");
        alice.awaitXml("type='unavailable'", "from='" + ANN);
        removeFromRoster(ANN);
        ask("get", GATEWAY, "<ping xmlns='urn:xmpp:ping'/>");
        assertThat(network.all(ContactAction.RemoveContact.class))
                .as("it does not go back to where it came from")
                .isEmpty();
    }

    @Test
    void rule23LegacyMessagesComeFromABareJid() {
        logIn();
        network.contact("ann").writes("hi");
        Stanza message = alice.awaitMessage(ANN, "hi");
        assertThat(message.getFrom().hasResource()).isFalse();
    }

    @Test
    void rule26AContactListIsOfferedNotForced() {
        network.contact("ann").isListed("Ann", "Friends");
        logIn();
        Stanza request = alice.awaitXml("type='subscribe'", "from='" + ANN + "'");
        assertThat(XmppClient.xml(request)).contains("http://jabber.org/protocol/nick", "Ann");
        assertThat(received("type='subscribed'", "from='" + ANN + "'")).isZero();
    }

    @Test
    void rule27NothingIsKeptForANetworkThatKeepsNothing() {
        register();
        alice.send("<message type='chat' to='" + ANN + "' id='m1'><body>hi</body></message>");
        assertThat(network.seen(SendMessage.class).body()).as("passed on at once").isEqualTo("hi");
    }
}
