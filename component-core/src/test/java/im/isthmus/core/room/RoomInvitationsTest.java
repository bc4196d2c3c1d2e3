package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.LegacyEvent;
import im.isthmus.core.backend.UserAction;
import org.junit.jupiter.api.Test;

class RoomInvitationsTest {
    private final RoomScenario room = new RoomScenario();

    @Test
    void anInvitationGoesToTheBareJidInBothForms() {
        room.tells(new LegacyEvent.Invited(ROOM, "alice", "Come over."));

        assertThat(room.sent())
                .containsExactly(
                        "<message from='#c@gw' to='me@x' id='*'><x xmlns='muc#user'>"
                                + "<invite from='#c@gw/alice'><reason>Come over.</reason></invite>"
                                + "</x><x xmlns='jabber:x:conference' jid='#c@gw' "
                                + "reason='Come over.'/></message>");
        assertThat(room.rooms.isEmpty()).isTrue();
    }

    @Test
    void anInvitationMayHaveNoReason() {
        room.tells(new LegacyEvent.Invited(ROOM, "alice", null));

        assertThat(room.sent()).singleElement().asString().doesNotContain("reason");
    }

    @Test
    void aRoomThatTheNetworkPutTheUserIntoInvites() {
        room.lets("bob", "bob", "alice");

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<invite from='#c@gw'>")
                .contains("to='me@x'");
        assertThat(room.rooms.isEmpty()).isTrue();
        room.joins(A, "bob");
        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).hasSize(3);
        room.leaves(A, "bob");
        assertThat(room.asked()).containsExactly(new UserAction.LeaveRoom(ROOM, ""));
    }
}
