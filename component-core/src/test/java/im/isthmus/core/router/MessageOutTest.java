package im.isthmus.core.router;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.MessageAction.CorrectMessage;
import im.isthmus.core.backend.action.MessageAction.MarkDisplayed;
import im.isthmus.core.backend.action.MessageAction.React;
import im.isthmus.core.backend.action.MessageAction.RetractMessage;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.MessageAction.ShowChatState;
import im.isthmus.core.backend.action.UserAction.Invite;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.ChatState;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.content.Recipient;
import im.isthmus.core.content.Reply;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.dom4j.Element;
import org.junit.jupiter.api.Test;

/** What a user says or does to a contact, on its way to the network. */
class MessageOutTest extends ConversationScenario {
    private static final MessageRef REF = new MessageRef(jid(ALICE), "m1", null);

    @Test
    void whatIsAskedForGoesWithTheMessage() {
        sends("<body>x</body><request xmlns='urn:xmpp:receipts'/>");

        assertThat(((SendMessage) asked()).ref().wants())
                .isEqualTo(new MessageRef.Wants(true, false));
    }

    @Test
    void aMessageOfTheirsIsKnownByItsName() {
        sends("<displayed xmlns='urn:xmpp:chat-markers:0' id='=L7'/>");

        assertThat(asked()).isEqualTo(new MarkDisplayed(TO_BOB, new MessageId("=L7", "L7")));
    }

    @Test
    void aMessageOfOnesOwnIsKnownOnceTheNetworkHasNamedIt() {
        says("m0", "L0");
        sends("<body>y</body><replace xmlns='urn:xmpp:message-correct:0' id='m0'/>");

        assertThat(asked())
                .isEqualTo(
                        new CorrectMessage(
                                TO_BOB, REF, new MessageId("m0", "L0"), Content.of("y")));
    }

    @Test
    void aMessageThatNobodyNamedHasOnlyTheClientsName() {
        sends("<retract xmlns='urn:xmpp:message-retract:1' id='who'/>");

        assertThat(asked()).isEqualTo(new RetractMessage(TO_BOB, REF, new MessageId("who", null)));
    }

    @Test
    void anOriginIdIsANameToo() {
        sends("<body>x</body>");
        publish(
                new MessageEvent.MessageAccepted(
                        TO_BOB, new MessageRef(jid(ALICE), "m0", "o0"), "L0"));
        sends("<retract xmlns='urn:xmpp:message-retract:1' id='o0'/>");

        assertThat(((RetractMessage) asked()).original().legacyId()).isEqualTo("L0");
    }

    @Test
    void reactionsAndRepliesFindTheirMessage() {
        sends(
                "<reactions xmlns='urn:xmpp:reactions:0' id='=L7'><reaction>👋</reaction>"
                        + "</reactions>");
        assertThat(asked())
                .isEqualTo(new React(TO_BOB, REF, new MessageId("=L7", "L7"), List.of("👋")));

        sends("<body>yes</body><reply xmlns='urn:xmpp:reply:0' id='=L7' to='" + BOB_JID + "'/>");
        assertThat(((SendMessage) asked()).content().reply())
                .isEqualTo(new Reply(new MessageId("=L7", "L7"), "bob%net", null));
    }

    @Test
    void reactionsOutsideTheLimitsAreRefused() {
        backend.reactions = new Backend.Reactions(1, List.of("👋", "🐢"));
        String two = "<reaction>👋</reaction><reaction>🐢</reaction>";
        String odd = "<reaction>🦀</reaction>";
        String reactions = "<reactions xmlns='urn:xmpp:reactions:0' id='=L7'>%s</reactions>";

        receive(message(BOB_JID, "chat", reactions.formatted(two)));
        assertThat(errorOf(take())).isEqualTo("modify not-acceptable");
        receive(message(BOB_JID, "chat", reactions.formatted(odd)));
        assertThat(shown()).contains("👋 🐢");
        assertThat(backend.actions).isEmpty();
    }

    @Test
    void chatStatesArePassedOnAndTheirFailureIsNobodysMatter() {
        backend.failure = new BackendFailure.Unreachable("down");
        sends("<composing xmlns='http://jabber.org/protocol/chatstates'/>");

        assertThat(asked()).isEqualTo(new ShowChatState(TO_BOB, ChatState.COMPOSING));
        assertThat(sent).isEmpty();
    }

    @Test
    void whatTheNetworkCannotCarryIsRefusedWithAReason() {
        backend.abilities = Set.of();
        receive(message(BOB_JID, "chat", "<retract xmlns='urn:xmpp:message-retract:1' id='x'/>"));

        assertThat(shown())
                .contains("id='m1'", "feature-not-implemented", "they can still read it");
        assertThat(backend.actions).isEmpty();
    }

    @Test
    void aMessageSentAgainIsSaidOnce() {
        sends("<body>x</body>");
        sends("<body>x</body>");
        sends("<body>y</body>");

        assertThat(backend.actions).hasSize(2);
    }

    @Test
    void thatHoldsAlsoWhenTheSessionEndedMeanwhile() {
        backend.idle = true;
        sends("<body>x</body>");
        SessionContext first = Objects.requireNonNull(backend.context);
        sends("<body>x</body>");
        sends("<body>y</body>");

        assertThat(backend.context).isNotSameAs(first);
        assertThat(first.asOwner(() -> {})).isFalse();
        assertThat(backend.actions).hasSize(2);
    }

    @Test
    void aMessageWithAnotherIdIsAnotherMessage() {
        says("m0", "L0");
        says("m1", "L1");

        assertThat(backend.actions).hasSize(2);
    }

    @Test
    void whatFailedMayBeSentAgain() {
        backend.failure = new BackendFailure.Unreachable("down");
        receive(message(BOB_JID, "chat", "<body>x</body>"));
        assertThat(errorOf(take())).isEqualTo("wait remote-server-timeout");
        backend.failure = null;
        sends("<body>x</body>");
        publish(new LegacyEvent.MessageFailed(TO_BOB, REF, new BackendFailure.Unreachable("down")));
        assertThat(errorOf(take())).isEqualTo("wait remote-server-timeout");
        sends("<body>x</body>");

        assertThat(backend.actions).hasSize(3);
    }

    @Test
    void aMessageToSeveralGoesThroughTheGateway() {
        receive(
                message(
                        "irc.example.org",
                        "normal",
                        "<body>x</body><addresses xmlns='http://jabber.org/protocol/address'>"
                                + "<address type='to' jid='bob%net@irc.example.org'/>"
                                + "<address type='cc' jid='eve%net@irc.example.org'/>"
                                + "</addresses>"));
        settle();

        SendMessage asked = (SendMessage) asked();
        assertThat(asked.to()).isEqualTo(TO_BOB);
        assertThat(asked.content().recipients())
                .containsExactly(new Recipient(Recipient.Kind.CC, "eve%net", true, false));
    }

    /** XEP-0249: what clients send when a contact is asked into a room. */
    @Test
    void anInvitationToAContactIsOneOfTheNetwork() {
        sends(invitation("#c%net@irc.example.org"));
        assertThat(asked())
                .isEqualTo(new Invite(new LegacyRoom("#c%net"), REF, "bob%net", "Come!"));

        publish(new LegacyEvent.RequestFailed(REF, new BackendFailure.NotFound("No such nick.")));
        Element error = take();
        assertThat(errorOf(error)).isEqualTo("cancel item-not-found");
        assertThat(error.attributeValue("from")).isEqualTo(BOB_JID);
        assertThat(error.attributeValue("id")).isEqualTo("m1");
    }

    @Test
    void nobodyOfTheNetworkIsAskedElsewhere() {
        for (String room : new String[] {"tea@rooms.example.org", "irc.example.org", "@"}) {
            receive(message(BOB_JID, "normal", invitation(room)));
            assertThat(errorOf(take())).isIn("modify not-acceptable", "modify bad-request");
        }
        assertThat(backend.actions).isEmpty();
    }

    private static String invitation(String room) {
        return "<x xmlns='jabber:x:conference' jid='" + room + "' reason='Come!'/>";
    }

    @Test
    void aLineForTheNetworkIsALine() {
        receive(message("net@irc.example.org", "chat", "<body>*WHOIS* bob</body>"));
        settle();

        assertThat(((SendMessage) asked()).to()).isInstanceOf(LegacyAddressee.ToNetwork.class);
        assertThat(((SendMessage) asked()).body()).isEqualTo("*WHOIS* bob");
    }
}
