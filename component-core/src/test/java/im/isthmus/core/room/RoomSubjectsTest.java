package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static im.isthmus.core.room.RoomScenario.ref;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.Subject;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.room.state.RoomView;
import org.junit.jupiter.api.Test;

class RoomSubjectsTest {
    private static final String CHANGE =
            "<message type='groupchat' id='s1' from='me@x/a' to='#c@gw'>%s</message>";

    private final RoomScenario room = RoomScenario.joined();

    @Test
    void aSubjectWithoutBodyChangesTheSubject() {
        room.gets(CHANGE.formatted("<subject>Lunch</subject>"));

        assertThat(room.asked())
                .containsExactly(new UserAction.ChangeSubject(ROOM, ref(A, "s1"), "Lunch"));
    }

    @Test
    void anEmptySubjectClearsIt() {
        room.gets(CHANGE.formatted("<subject/>"));

        assertThat(room.asked())
                .containsExactly(new UserAction.ChangeSubject(ROOM, ref(A, "s1"), ""));
    }

    @Test
    void aSubjectWithABodyIsAMessage() {
        room.gets(CHANGE.formatted("<subject>Lunch</subject><body>now</body>"));

        assertThat(room.asked()).containsExactly(SendMessage.toRoom(ROOM, ref(A, "s1"), "now"));
    }

    @Test
    void onlyWordsToTheWholeRoomChangeItsSubject() {
        room.gets("<message type='chat' from='me@x/a' to='#c@gw/alice'><subject/></message>");
        room.gets("<message from='me@x/a' to='#c@gw'><subject>Lunch</subject></message>");
        room.gets(CHANGE.formatted("<subject>Lunch</subject><thread>t1</thread>"));
        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).isEmpty();

        room.gets(
                "<message type='groupchat' from='me@x/a' to='#c@gw/alice'>"
                        + "<subject>Lunch</subject></message>");
        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).singleElement().asString().contains("<bad-request");
    }

    @Test
    void aChangeIsShownWithTheIdOfTheStanzaThatAskedForIt() {
        room.tells(
                new LegacyEvent.SubjectChanged(
                        ROOM, new Subject("Lunch", "alice", null), ref(A, "s1")));

        assertThat(room.sent())
                .containsExactly(
                        "<message from='#c@gw/alice' to='me@x/a' type='groupchat' id='s1'>"
                                + "<subject>Lunch</subject>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-alice!'/>"
                                + "<stanza-id xmlns='sid:0' by='#c@gw' id='*'/></message>");
    }

    @Test
    void laterResourcesGetTheSubjectThatHolds() {
        room.tells(new LegacyEvent.SubjectChanged(ROOM, new Subject("Lunch", "zoe", null), null));
        room.forget();
        room.joins(RoomScenario.B, "bob");

        assertThat(room.sent().getLast())
                .contains("from='#c@gw/zoe'")
                .contains("<subject>Lunch</subject>");
        assertThat(room.rooms.view(ROOM))
                .extracting(RoomView::nick, RoomView::subject, view -> view.occupants().size())
                .containsExactly("bob", "Lunch", 2);
    }

    @Test
    void aRefusedChangeIsAnsweredOnceByAnError() {
        room.gets(CHANGE.formatted("<subject>Lunch</subject>"));
        LegacyEvent.RequestFailed failed =
                new LegacyEvent.RequestFailed(
                        ref(A, "s1"), new BackendFailure.NotAllowed("Not an operator."));

        assertThat(room.rooms.events().requestFailed(failed)).isTrue();
        assertThat(room.sent())
                .singleElement()
                .asString()
                .startsWith("<message from='#c@gw' to='me@x/a' type='error' id='s1'>")
                .contains("<not-allowed");
        assertThat(room.rooms.events().requestFailed(failed)).isFalse();
    }

    @Test
    void changesWithoutAnAnswerDoNotPileUp() {
        for (int i = 0; i < 200; i++) {
            room.gets(CHANGE.replace("s1", "s" + i).formatted("<subject>Lunch</subject>"));
        }

        assertThat(room.asked()).hasSize(200);
        assertThat(room.sent()).isEmpty();
    }
}
