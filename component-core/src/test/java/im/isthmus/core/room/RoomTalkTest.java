package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.B;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static im.isthmus.core.room.RoomScenario.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.action.MessageAction.CorrectMessage;
import im.isthmus.core.backend.action.MessageAction.MarkDisplayed;
import im.isthmus.core.backend.action.MessageAction.React;
import im.isthmus.core.backend.action.MessageAction.RetractMessage;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.MessageAction.ShowChatState;
import im.isthmus.core.backend.action.RoomAdministration.Moderate;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.ChatState;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.content.Reply;
import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import im.isthmus.core.stanza.StanzaException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be done in a room beside plain talk. */
class RoomTalkTest {
    private static final LegacyAddressee ALL = new LegacyAddressee.ToRoom(ROOM);
    private static final String RETRACT = "<retract xmlns='urn:xmpp:message-retract:1' id='%s'/>";

    private final RoomScenario room = RoomScenario.joined();

    @BeforeEach
    void allowEverything() {
        room.host.abilities = EnumSet.allOf(Ability.class);
    }

    @Test
    void messagesOfOthersAreKnownByTheirStanzaId() {
        said("<reactions xmlns='urn:xmpp:reactions:0' id='L1'><reaction>👋</reaction></reactions>");
        said("<displayed xmlns='urn:xmpp:chat-markers:0' id='L1'/>");
        said("<composing xmlns='http://jabber.org/protocol/chatstates'/>");
        said("<body>yes</body><reply xmlns='urn:xmpp:reply:0' id='L1' to='#c@gw/alice'/>");

        MessageId first = new MessageId("L1", "L1");
        assertThat(room.asked())
                .containsExactly(
                        new React(ALL, ref(A, "m1"), first, List.of("👋")),
                        new MarkDisplayed(ALL, first),
                        new ShowChatState(ALL, ChatState.COMPOSING),
                        new SendMessage(
                                ALL,
                                ref(A, "m1"),
                                Content.of("yes").withReply(new Reply(first, "alice", null))));
    }

    @Test
    void onesOwnMessageIsCorrectedByTheIdOfItsStanza() {
        room.writes(A, "m0", "helo");
        reflects("m0", "L0", "helo");
        said("<body>hello</body><replace xmlns='urn:xmpp:message-correct:0' id='m0'/>");

        assertThat(room.asked().getLast())
                .isEqualTo(
                        new CorrectMessage(
                                ALL, ref(A, "m1"), new MessageId("m0", "L0"), Content.of("hello")));
        room.forget();
        room.rooms
                .events()
                .aftermath(
                        ROOM,
                        new MessageEvent.MessageCorrected(
                                ALL, "bob", "L0", Content.of("hello"), null));
        assertThat(room.sent())
                .containsExactly(
                        "<message from='#c@gw/bob' to='me@x/a' type='groupchat' id='*'>"
                                + "<body>hello</body><replace xmlns='message-correct:0' id='m0'/>"
                                + "<stanza-id xmlns='sid:0' by='#c@gw' id='*'/>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-bob!'/></message>");
    }

    @Test
    void aCorrectionThatTheNetworkHasIsOneForAllResourcesAndForTheArchive() {
        room.writes(A, "m0", "helo");
        reflects("m0", "L0", "helo");
        said("<body>hello</body><replace xmlns='urn:xmpp:message-correct:0' id='m0'/>");
        room.forget();
        reflects("m1", "L1", "hello");

        String correction =
                "<body>hello</body><replace xmlns='message-correct:0' id='m0'/>"
                        + "<stanza-id xmlns='sid:0' by='#c@gw' id='L1'/>"
                        + "<occupant-id xmlns='occupant-id:0' id='o-bob!'/></message>";
        assertThat(room.sent())
                .containsExactly(
                        "<message from='#c@gw/bob' to='me@x/a' type='groupchat' id='m1'>"
                                + correction);
    }

    @Test
    void aCorrectionOfSomebodyElseNamesTheirMessage() {
        room.rooms
                .events()
                .aftermath(
                        ROOM,
                        new MessageEvent.MessageCorrected(
                                ALL, "alice", "L7", Content.of("x"), null));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("from='#c@gw/alice'", "<replace xmlns='message-correct:0' id='L7'/>");
    }

    @Test
    void aRetractionIsForTheNetworkAndComesFromIt() {
        said(RETRACT.formatted("L1"));
        assertThat(room.asked())
                .containsExactly(new RetractMessage(ALL, ref(A, "m1"), new MessageId("L1", "L1")));

        tells("alice", "L1", "bad");
        room.rooms
                .events()
                .aftermath(ROOM, new MessageEvent.MessageRetracted(ALL, "alice", "L1", false, ""));
        assertThat(room.sent().getLast())
                .startsWith(
                        "<message from='#c@gw/alice' to='me@x/a' type='groupchat' id='*'>"
                                + "<retract xmlns='message-retract:1' id='L1'/>")
                .contains("<occupant-id xmlns='occupant-id:0' id='o-alice!'/>");
    }

    @Test
    void whatWasTakenBackIsNoHistory() {
        tells("alice", "L1", "bad");
        room.rooms
                .events()
                .aftermath(
                        ROOM,
                        new MessageEvent.MessageCorrected(
                                ALL, "alice", "L1", Content.of("w"), null));
        tells("alice", "L2", "good");
        room.rooms
                .events()
                .aftermath(ROOM, new MessageEvent.MessageRetracted(ALL, "alice", "L1", true, ""));
        room.forget();
        room.joins(B, "bob");

        assertThat(room.sent().stream().filter(xml -> xml.contains("<body>")).toList())
                .singleElement()
                .asString()
                .contains("good");
    }

    @Test
    void aModeratorsOrderIsAnsweredByTheNetwork() throws StanzaException {
        moderates("L1");
        Moderate asked = (Moderate) room.asked().getFirst();
        assertThat(asked)
                .isEqualTo(new Moderate(ROOM, ref(A, "i1"), new MessageId("L1", "L1"), "rude"));

        room.rooms.events().requestDone(new LegacyEvent.RequestDone(asked.ref()));
        room.rooms
                .events()
                .aftermath(
                        ROOM, new MessageEvent.MessageRetracted(ALL, "alice", "L1", true, "rude"));
        assertThat(room.sent())
                .containsExactly(
                        "<iq from='#c@gw' to='me@x/a' type='result' id='i1'/>",
                        "<message from='#c@gw' to='me@x/a' type='groupchat' id='*'>"
                                + "<retract xmlns='message-retract:1' id='L1'>"
                                + "<moderated xmlns='message-moderate:1' by='#c@gw/alice'>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-alice!'/></moderated>"
                                + "<reason>rude</reason></retract>"
                                + "<apply-to xmlns='fasten:0' id='L1'>"
                                + "<moderated xmlns='message-moderate:0' by='#c@gw/alice'>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-alice!'/>"
                                + "<retract xmlns='message-retract:0'/><reason>rude</reason>"
                                + "</moderated></apply-to><store xmlns='hints'/>"
                                + "<stanza-id xmlns='sid:0' by='#c@gw' id='*'/></message>");
    }

    @Test
    void aModeratorsOrderMayFailOrBeImpossible() throws StanzaException {
        moderates("L1");
        Moderate asked = (Moderate) room.asked().getFirst();
        room.rooms
                .events()
                .requestFailed(
                        new LegacyEvent.RequestFailed(
                                asked.ref(),
                                new BackendFailure.NotAllowed("You are no moderator.")));
        assertThat(room.sent()).singleElement().asString().contains("not-allowed", "'i1'");

        room.host.abilities = Set.of();
        assertThatThrownBy(() -> moderates("L2")).hasMessageContaining("cannot be taken away");
    }

    @Test
    void reactionsMarkersAndChatStatesOfOthersAreShown() {
        room.rooms
                .events()
                .aftermath(ROOM, new MessageEvent.Reacted(ALL, "alice", "L1", List.of("👋")));
        room.rooms.events().aftermath(ROOM, new MessageEvent.DisplayedBy(ALL, "alice", "L1"));
        room.rooms
                .events()
                .aftermath(ROOM, new MessageEvent.ChatStateShown(ALL, "alice", ChatState.PAUSED));
        room.rooms.events().aftermath(ROOM, new MessageEvent.ReadElsewhere(ALL, "L1"));

        assertThat(room.sent())
                .satisfiesExactly(
                        xml ->
                                assertThat(xml)
                                        .startsWith("<message from='#c@gw/alice'")
                                        .contains("<reactions xmlns='reactions:0' id='L1'>")
                                        .contains("<stanza-id"),
                        xml ->
                                assertThat(xml)
                                        .startsWith("<message from='#c@gw/alice'")
                                        .contains("<displayed xmlns='chat-markers:0' id='L1'/>"),
                        xml -> assertThat(xml).contains("<paused", "<no-store xmlns='hints'/>"),
                        xml ->
                                assertThat(xml)
                                        .startsWith("<message from='#c@gw/bob'")
                                        .contains("<displayed xmlns='chat-markers:0' id='L1'/>"));
    }

    @Test
    void contentIsShownAsClientsShowItBest() {
        Content content =
                Content.of("so bold")
                        .withSpans(List.of(new Span(3, 7, Style.BOLD)))
                        .withReply(new Reply(new MessageId("", "L1"), "alice", "how?"))
                        .withAttachments(List.of(Attachment.of(URI.create("https://x/1"))));
        room.tells(new LegacyEvent.RoomMessage(ROOM, "alice", content, null, "L2", null));

        assertThat(room.sent())
                .satisfiesExactly(
                        xml ->
                                assertThat(xml)
                                        .contains("<body>&gt; how?\nso *bold*</body>")
                                        .contains(
                                                "<reply xmlns='reply:0' id='L1'"
                                                        + " to='#c@gw/alice'/>")
                                        .contains("<stanza-id xmlns='sid:0' by='#c@gw' id='L2'/>"),
                        xml ->
                                assertThat(xml)
                                        .contains("<body>https://x/1</body>", "jabber:x:oob")
                                        .contains("<stanza-id xmlns='sid:0' by='#c@gw' id='*'/>"));
    }

    @Test
    void whatIsNotToBeStoredIsNoHistory() {
        room.gets(
                "<message type='groupchat' id='m1' from='me@x/a' to='#c@gw'><body>psst</body>"
                        + "<no-store xmlns='urn:xmpp:hints'/></message>");
        reflects("m1", "L1", "psst");
        assertThat(room.sent()).singleElement().asString().contains("<no-store xmlns='hints'/>");
        room.joins(B, "bob");

        assertThat(room.sent()).noneMatch(xml -> xml.contains("psst"));
    }

    @Test
    void aMessageSentAgainIsShownToItsSenderAgainAndSaidOnce() {
        room.writes(A, "m1", "hello");
        reflects("m1", "L1", "hello");
        room.forget();
        room.writes(A, "m1", "hello");

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("to='me@x/a'", "id='m1'", "<delay");
    }

    @Test
    void whatTheRoomCannotCarryIsRefusedAndTheRestLeftOut() {
        room.host.abilities = Set.of();
        said(RETRACT.formatted("L1"));
        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("feature-not-implemented", "they can still read it");
        said("<displayed xmlns='urn:xmpp:chat-markers:0' id='L1'/>");

        assertThat(room.sent()).isEmpty();
        assertThat(room.asked()).isEmpty();
    }

    @Test
    void privateTalkInARoomHasNamesOfItsOwn() {
        room.gets(
                "<message type='chat' id='p1' from='me@x/a' to='#c@gw/alice'>"
                        + RETRACT.formatted("=L1")
                        + "</message>");

        assertThat(room.asked())
                .containsExactly(
                        new RetractMessage(
                                new LegacyAddressee.ToOccupant(ROOM, "alice"),
                                ref(A, "p1"),
                                new MessageId("=L1", "L1")));
    }

    private void said(String content) {
        room.gets(
                "<message type='groupchat' id='m1' from='me@x/a' to='#c@gw'>"
                        + content
                        + "</message>");
    }

    private void tells(String nick, String legacyId, String body) {
        room.tells(new LegacyEvent.RoomMessage(ROOM, nick, body, null, legacyId, null));
    }

    private void reflects(String id, String legacyId, String body) {
        room.tells(new LegacyEvent.RoomMessage(ROOM, "bob", body, ref(A, id), legacyId, null));
    }

    private void moderates(String stanzaId) throws StanzaException {
        room.rooms
                .stanzas()
                .moderate(
                        RoomScenario.stanza("<iq type='set' id='i1' from='me@x/a' to='#c@gw'/>"),
                        ROOM,
                        stanzaId,
                        "rude");
    }
}
