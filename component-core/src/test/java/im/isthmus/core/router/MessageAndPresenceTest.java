package im.isthmus.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import java.util.List;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MessageAndPresenceTest extends RouterScenario {
    @Test
    void aMessageToAContactReachesTheBackendWithItsReference() {
        receive(message("bob%net@irc.example.org", "chat", "<body>hi</body>"));
        assertThat(ask("get", "irc.example.org", PING)).isEqualTo("result");
        assertThat(backend.actions)
                .containsExactly(
                        SendMessage.toContact(
                                new LegacyContact("bob%net"),
                                new MessageRef(jid(ALICE), "m1", null),
                                "hi"));
    }

    @Test
    void aMessageToANetworkIsAConsoleLine() {
        receive(message("net@irc.example.org", "chat", "<body>WHOIS bob</body>"));
        assertThat(ask("get", "irc.example.org", PING)).isEqualTo("result");
        assertThat(backend.actions)
                .containsExactly(
                        SendMessage.toNetwork(
                                new LegacyNetwork("net"),
                                new MessageRef(jid(ALICE), "m1", null),
                                "WHOIS bob"));
    }

    @Test
    void aMessageWithoutABodyIsNotForTheBackend() {
        receive(
                message(
                        "bob%net@irc.example.org",
                        "chat", "<composing xmlns='http://jabber.org/protocol/chatstates'/>"));
        assertThat(ask("get", "irc.example.org", PING)).isEqualTo("result");
        assertThat(backend.actions).isEmpty();
    }

    @Test
    void anEncryptedMessageIsRefusedWithTheReason() {
        receive(
                message(
                        "bob%net@irc.example.org",
                        "chat",
                        "<body>cannot read this</body><encryption xmlns='urn:xmpp:eme:0'/>"));
        Element error = take();
        assertThat(errorOf(error)).isEqualTo("modify not-acceptable");
        assertThat(error.asXML()).contains("switch encryption off");
        assertThat(backend.actions).isEmpty();
    }

    @Test
    void whatTheBackendRefusesAtOnceIsAnErrorOnThatMessage() {
        backend.failure = new BackendFailure.NotFound("no such nick");
        receive(message("bob%net@irc.example.org", "chat", "<body>hi</body>"));
        Element error = take();
        assertThat(errorOf(error)).isEqualTo("cancel item-not-found");
        assertThat(error.attributeValue("id")).isEqualTo("m1");
        assertThat(error.attributeValue("to")).isEqualTo(ALICE);
    }

    @Test
    void whatFailsLaterIsAnErrorToTheFullJidWithTheSameId() {
        receive(message("bob%net@irc.example.org", "chat", "<body>hi</body>"));
        assertThat(ask("get", "irc.example.org", PING)).isEqualTo("result");
        publish(
                new LegacyEvent.MessageFailed(
                        new LegacyAddressee.ToContact(new LegacyContact("bob%net")),
                        new MessageRef(jid(ALICE), "m1", null),
                        new BackendFailure.NotFound("no such nick")));
        Element error = take();
        assertThat(errorOf(error)).isEqualTo("cancel item-not-found");
        assertThat(error.attributeValue("to")).isEqualTo(ALICE);
        assertThat(error.attributeValue("from")).isEqualTo("bob%net@irc.example.org");
        assertThat(error.attributeValue("id")).isEqualTo("m1");
    }

    @Test
    void aPrivateMessageGoesToTheBareJid() {
        receive(message("bob%net@irc.example.org", "chat", "<body>hi</body>"));
        assertThat(ask("get", "irc.example.org", PING)).isEqualTo("result");
        publish(new LegacyEvent.PrivateMessage(new LegacyContact("bob%net"), "hello", null));
        Element message = take();
        assertThat(message.attributeValue("to")).isEqualTo("alice@example.org");
        assertThat(message.attributeValue("type")).isEqualTo("chat");
        assertThat(message.elementText("body")).isEqualTo("hello");
    }

    @Test
    void whatANetworkSaysComesFromItsAddress() {
        receive(message("net@irc.example.org", "chat", "<body>MOTD</body>"));
        assertThat(ask("get", "irc.example.org", PING)).isEqualTo("result");
        publish(new LegacyEvent.ConsoleMessage(new LegacyNetwork("net"), "Two households"));
        Element line = take();
        assertThat(line.attributeValue("from")).isEqualTo("net@irc.example.org");
        assertThat(line.attributeValue("to")).isEqualTo("alice@example.org");
        assertThat(line.attributeValue("type")).isEqualTo("chat");
        assertThat(line.elementText("body")).isEqualTo("Two households");
    }

    @Test
    void theGatewayItselfCanBeSubscribedToAndAnswersInKind() {
        receive("<presence type='subscribe' from='alice@example.org' to='irc.example.org'/>");
        assertThat(take().attributeValue("type")).isEqualTo("subscribed");
        assertThat(take().attributeValue("type")).isEqualTo("subscribe");
        assertThat(take().attributeValue("type")).isNull();
    }

    @Test
    void whoJoinsWhatIsNoRoomIsToldSo() {
        for (String to : List.of("bob%net@irc.example.org", "net@irc.example.org")) {
            receive(
                    "<presence id='j' from='%s' to='%s/me'><x xmlns='%s'/></presence>"
                            .formatted(ALICE, to, "http://jabber.org/protocol/muc"));
            Element error = take();
            assertThat(errorOf(error)).isEqualTo("cancel item-not-found");
            assertThat(error.attributeValue("from")).isEqualTo(to + "/me");
            assertThat(error.asXML()).contains("This address is not a room.");
        }
    }

    @Test
    void aContactWithoutPresenceSaysSoToSubscribers() {
        receive("<presence type='subscribe' from='alice@example.org' to='b%n@irc.example.org'/>");
        assertThat(take().attributeValue("type")).isEqualTo("unsubscribed");
    }

    @Test
    void aNetworkIsOnlineWhileItsLinkIsUp() {
        receive("<presence from='" + ALICE + "' to='net@irc.example.org'/>");
        assertThat(take().attributeValue("type")).isEqualTo("unavailable");
        receive(message("net@irc.example.org", "chat", "<body>PING x</body>"));
        assertThat(ask("get", "irc.example.org", PING)).isEqualTo("result");
        publish(new LegacyEvent.NetworkChanged(new LegacyNetwork("net"), true, ""));
        Element online = take();
        assertThat(online.attributeValue("type")).isNull();
        assertThat(online.attributeValue("to")).isEqualTo(ALICE);
    }

    @Test
    void whoChatsWithTheGatewayIsToldWhatItIs() {
        receive(message("irc.example.org", "chat", "<body>help</body>"));
        assertThat(take().elementText("body")).startsWith("A test gateway\nType one of these");
    }
}
