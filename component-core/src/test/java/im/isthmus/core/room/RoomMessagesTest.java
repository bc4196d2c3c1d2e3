package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.B;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static im.isthmus.core.room.RoomScenario.ref;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.room.state.Muc;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomMessagesTest {
    private final RoomScenario room = RoomScenario.joined();

    @Test
    void aMessageIsPassedOnAndNotReflectedYet() {
        room.writes(A, "m1", "hello");

        assertThat(room.asked()).containsExactly(SendMessage.toRoom(ROOM, ref(A, "m1"), "hello"));
        assertThat(room.sent()).isEmpty();
    }

    @Test
    void theReflectionHasTheSendersIdsForAllResources() {
        room.joins(B, "bob");
        room.gets(
                "<message type='groupchat' id='m1' from='me@x/a' to='#c@gw'><body>hello</body>"
                        + "<origin-id xmlns='urn:xmpp:sid:0' id='o1'/></message>");
        SendMessage asked = (SendMessage) room.asked().getLast();
        assertThat(asked.ref()).isEqualTo(new MessageRef(RecordingHost.parsed(A), "m1", "o1"));
        room.forget();
        room.tells(new LegacyEvent.RoomMessage(ROOM, "bob", "hello", asked.ref(), "net-7", null));

        assertThat(room.sent())
                .containsExactly(
                        "<message from='#c@gw/bob' to='me@x/a' type='groupchat' id='m1'>"
                                + "<body>hello</body><origin-id xmlns='sid:0' id='o1'/>"
                                + "<stanza-id xmlns='sid:0' by='#c@gw' id='net-7'/>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-bob!'/></message>",
                        "<message from='#c@gw/bob' to='me@x/b' type='groupchat' id='m1'>"
                                + "<body>hello</body><origin-id xmlns='sid:0' id='o1'/>"
                                + "<stanza-id xmlns='sid:0' by='#c@gw' id='net-7'/>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-bob!'/></message>");
    }

    @Test
    void aForgedStanzaIdDoesNotComeBack() {
        room.gets(
                "<message type='groupchat' id='m1' from='me@x/a' to='#c@gw'><body>hello</body>"
                        + "<stanza-id xmlns='urn:xmpp:sid:0' by='#c@gw' id='forged'/></message>");
        room.tells(new LegacyEvent.RoomMessage(ROOM, "bob", "hello", ref(A, "m1"), null, null));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<stanza-id xmlns='sid:0' by='#c@gw' id='*'/>")
                .doesNotContain("forged");
    }

    @Test
    void theLanguageComesBackOnceWithTheBody() {
        room.gets(
                "<message xml:lang='de' type='groupchat' id='m1' from='me@x/a' to='#c@gw'>"
                        + "<body>hallo</body></message>");
        room.tells(new LegacyEvent.RoomMessage(ROOM, "bob", "hallo", ref(A, "m1"), null, null));
        room.tells(new LegacyEvent.RoomMessage(ROOM, "bob", "hallo", ref(A, "m2"), null, null));

        assertThat(room.sent())
                .satisfiesExactly(
                        xml -> assertThat(xml).contains(" xml:lang='de'"),
                        xml -> assertThat(xml).doesNotContain("xml:lang"));
    }

    @Test
    void aPictureIsStillOneForTheUsersOtherDevices() {
        String url = "https://x.test/a.png";
        String file = "<x xmlns='jabber:x:oob'><url>%s</url></x>".formatted(url);
        String beside = file + "<reply xmlns='urn:xmpp:reply:0' id='s1'/>";
        room.gets(
                "<message type='groupchat' id='m1' from='me@x/a' to='#c@gw'><body>%s</body>%s</message>"
                        .formatted(url, beside));
        room.tells(new LegacyEvent.RoomMessage(ROOM, "bob", url, ref(A, "m1"), null, null));
        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<body>" + url + "</body>" + file, "<reply xmlns='reply:0' id='s1'>");
        room.joins(B, "bob");
        assertThat(room.sent()).anySatisfy(xml -> assertThat(xml).contains("jabber:x:oob"));
    }

    @Test
    void whatTheNetworkMadeSomethingElseOfIsThatForAll() {
        room.gets(
                "<message type='groupchat' id='m1' from='me@x/a' to='#c@gw'><body>https://x.test/a</body>"
                        + "<x xmlns='jabber:x:oob'><url>https://x.test/a</url></x></message>");
        room.tells(new LegacyEvent.RoomMessage(ROOM, "bob", "a", ref(A, "m1"), null, null));
        assertThat(room.sent()).singleElement().asString().doesNotContain("oob");

        String much = "<x xmlns='jabber:x:oob'><url>https://x.test/b</url></x>".repeat(100);
        room.gets(
                "<message type='groupchat' id='m2' from='me@x/a' to='#c@gw'><body>https://x.test/b</body>%s</message>"
                        .formatted(much));
        room.tells(
                new LegacyEvent.RoomMessage(
                        ROOM, "bob", "https://x.test/b", ref(A, "m2"), null, null));
        assertThat(room.sent()).singleElement().asString().doesNotContain("oob");
    }

    @Test
    void messagesOfOthersGetAnIdOfTheRoomEach() {
        room.says("alice", "one");
        room.says("alice", "two");

        List<String> ids =
                room.host.stanzas.stream()
                        .map(message -> message.element(Muc.STANZA_ID).attributeValue("id"))
                        .toList();
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
        assertThat(room.sent().getFirst())
                .isEqualTo(
                        "<message from='#c@gw/alice' to='me@x/a' type='groupchat' id='*'>"
                                + "<body>one</body><stanza-id xmlns='sid:0' by='#c@gw' id='*'/>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-alice!'/></message>");
    }

    @Test
    void whoeverIsNotInTheRoomCanStillBeHeard() {
        room.says("ChanServ", "rules");

        assertThat(room.sent())
                .singleElement()
                .asString()
                .startsWith("<message from='#c@gw/ChanServ'")
                .contains("<occupant-id xmlns='occupant-id:0' id='o-nick ChanServ'/>");
    }

    @Test
    void theRoomItselfSpeaksFromItsOwnAddress() {
        room.says("", "Mode +v alice");

        assertThat(room.sent())
                .singleElement()
                .asString()
                .startsWith("<message from='#c@gw' to='me@x/a'")
                .doesNotContain("occupant-id");
    }

    @Test
    void anOlderMessageSaysWhenItWasWritten() {
        room.tells(
                new LegacyEvent.RoomMessage(
                        ROOM, "alice", "old", null, null, Instant.parse("2026-02-28T23:59:59.5Z")));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<delay xmlns='delay' from='#c@gw' stamp='2026-02-28T23:59:59.500Z'/>");
    }

    @Test
    void aNickThatIsNoResourcepartGetsASubstitute() {
        room.says("a\u0007b", "beep");
        room.says("e\u0301", "hi");

        assertThat(room.sent())
                .satisfiesExactly(
                        xml -> assertThat(xml).contains("from='#c@gw/a\\u0007b'"),
                        xml -> assertThat(xml).contains("from='#c@gw/\u00e9'"));
    }

    @Test
    void whoIsNotInCannotWrite() {
        room.writes(B, "m1", "hello");

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent())
                .singleElement()
                .asString()
                .startsWith("<message from='#c@gw' to='me@x/b' type='error' id='m1'>")
                .contains("<not-acceptable");
    }

    @Test
    void whoChatsWithARoomIsToldHowToWriteToIt() {
        room.gets(
                "<message type='chat' id='m1' from='me@x/b' to='#c@gw'><body>hi</body></message>");

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent())
                .singleElement()
                .asString()
                .startsWith("<message from='#c@gw' to='me@x/b' type='error' id='m1'>")
                .contains("join it and write to it as a group chat");
    }

    @Test
    void nothingEncryptedIsSaidInARoom() {
        room.gets(
                "<message type='groupchat' id='m1' from='me@x/a' to='#c@gw'>"
                        + "<encrypted xmlns='eu.siacs.conversations.axolotl'><payload>x</payload>"
                        + "</encrypted><body>I sent you an OMEMO message.</body></message>");

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<not-acceptable", "switch encryption off");
    }

    @Test
    void chatStatesAndEmptyBodiesAreIgnored() {
        room.gets(
                "<message type='groupchat' from='me@x/a' to='#c@gw'>"
                        + "<composing xmlns='http://jabber.org/protocol/chatstates'/></message>");
        room.gets("<message type='groupchat' from='me@x/b' to='#c@gw'><active/></message>");
        room.writes(A, "m1", "");

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).isEmpty();
    }

    @Test
    void aMessageToOneOccupantIsPassedOn() {
        room.gets(
                "<message type='chat' id='p1' from='me@x/a' to='#c@gw/alice'>"
                        + "<body>psst</body></message>");

        assertThat(room.asked())
                .containsExactly(SendMessage.toOccupant(ROOM, "alice", ref(A, "p1"), "psst"));
    }

    @Test
    void aMessageToASubstituteReachesTheNick() {
        room.tells(new LegacyEvent.OccupantJoined(ROOM, RoomScenario.occupant("e\u0301")));
        room.gets(
                "<message type='chat' id='p1' from='me@x/a' to='#c@gw/e\u0301'>"
                        + "<body>psst</body></message>");

        assertThat(room.asked())
                .containsExactly(SendMessage.toOccupant(ROOM, "e\u0301", ref(A, "p1"), "psst"));
    }

    @Test
    void aMessageToNobodyIsNotFound() {
        room.gets(
                "<message type='chat' id='p1' from='me@x/a' to='#c@gw/zoe'>"
                        + "<body>psst</body></message>");

        assertThat(room.sent())
                .singleElement()
                .asString()
                .startsWith("<message from='#c@gw/zoe'")
                .contains("<item-not-found");
    }

    @Test
    void groupchatToOneOccupantIsABadRequest() {
        room.gets(
                "<message type='groupchat' id='p1' from='me@x/a' to='#c@gw/alice'>"
                        + "<body>psst</body></message>");

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).singleElement().asString().contains("<bad-request");
    }

    @Test
    void whoIsNotInCannotWriteToAnOccupant() {
        room.gets(
                "<message type='chat' id='p1' from='me@x/b' to='#c@gw/alice'>"
                        + "<body>psst</body></message>");

        assertThat(room.sent()).singleElement().asString().contains("<not-acceptable");
    }

    @Test
    void aMessageThatDidNotArriveComesBackAsAnErrorToItsSender() {
        boolean ours =
                room.rooms
                        .events()
                        .messageFailed(
                                new LegacyEvent.MessageFailed(
                                        new LegacyAddressee.ToRoom(ROOM),
                                        ref(A, "m1"),
                                        new BackendFailure.NotAllowed("You are muted.")));

        assertThat(ours).isTrue();
        assertThat(room.sent())
                .containsExactly(
                        "<message from='#c@gw' to='me@x/a' type='error' id='m1'>"
                                + "<error type='cancel'><not-allowed xmlns='stanzas'/>"
                                + "<text xmlns='stanzas'>You are muted.</text></error></message>");
    }

    @Test
    void aPrivateMessageThatDidNotArriveComesBackFromTheOccupant() {
        room.rooms
                .events()
                .messageFailed(
                        new LegacyEvent.MessageFailed(
                                new LegacyAddressee.ToOccupant(ROOM, "zoe"),
                                ref(A, null),
                                new BackendFailure.NotFound("No such nick.")));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .startsWith("<message from='#c@gw/zoe' to='me@x/a' type='error'><error");
    }

    @Test
    void failuresElsewhereAreLeftToOthers() {
        boolean ours =
                room.rooms
                        .events()
                        .messageFailed(
                                new LegacyEvent.MessageFailed(
                                        new LegacyAddressee.ToContact(new LegacyContact("zoe")),
                                        ref(A, "m1"),
                                        new BackendFailure.NotFound("No such nick.")));

        assertThat(ours).isFalse();
        assertThat(room.sent()).isEmpty();
    }
}
