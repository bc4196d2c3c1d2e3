package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.B;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.RoomWishes;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.room.state.RoomSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A resource that was lost without having left finds the room, and what was said, again. */
class RoomGraceTest {
    private static final Duration GRACE = RoomSettings.standard().grace();

    private final RoomScenario room = RoomScenario.joined();

    @Test
    void whatIsSaidMeanwhileIsHistoryForWhoComesBack() {
        room.rooms.entry().resourceGone(RecordingHost.parsed(A));
        room.says("alice", "You there?");
        assertThat(room.sent()).isEmpty();

        room.host.passes(GRACE.minusSeconds(1));
        room.joins(A, "bob");
        assertThat(room.sent())
                .anyMatch(each -> each.contains("You there?") && each.contains("<delay "));
        assertThat(room.asked()).isEmpty();

        room.host.passes(GRACE);
        assertThat(room.asked()).isEmpty();
        room.says("alice", "Welcome back.");
        assertThat(room.sent()).singleElement().asString().contains("to='me@x/a'");
    }

    @Test
    void whoWantsToStayIsThereForWhoComesLater() {
        room.host.wishes = new RoomWishes(true, true, 1);
        room.leaves(A, "bob");
        room.host.passes(GRACE);
        room.says("alice", "Anybody?");
        room.says("alice", "Nobody.");
        assertThat(room.asked()).isEmpty();

        room.forget();
        room.joins(B, "bob");
        assertThat(room.asked()).isEmpty();
        assertThat(room.sent())
                .anyMatch(each -> each.contains("Nobody."))
                .noneMatch(each -> each.contains("Anybody?"));
    }

    @Test
    void whoIsThrownOutByAServerThatRestartsDidNotLeave() {
        room.gets(
                ("<presence type='unavailable' from='%s' to='#c@gw/bob'>"
                                + "<status>Disconnected: Received SIGTERM</status></presence>")
                        .formatted(A));
        room.says("alice", "You there?");
        assertThat(room.asked()).isEmpty();

        room.joins(A, "bob");
        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).anyMatch(each -> each.contains("You there?"));
        room.host.passes(GRACE);
        assertThat(room.asked()).isEmpty();
    }

    @Test
    void anotherResourceMayTakeItsPlace() {
        room.rooms.entry().resourceGone(RecordingHost.parsed(A));
        room.joins(B, "bob");
        room.host.passes(GRACE);

        assertThat(room.asked()).isEmpty();
        room.leaves(B, "bob");
        assertThat(room.asked()).containsExactly(new UserAction.LeaveRoom(ROOM, ""));
    }

    @Test
    void aLostResourceThatLeavesAfterAllIsNotWaitedFor() {
        room.rooms.entry().resourceGone(RecordingHost.parsed(A));
        room.leaves(A, "bob");

        assertThat(room.asked()).containsExactly(new UserAction.LeaveRoom(ROOM, ""));
        room.host.passes(GRACE);
        assertThat(room.asked()).isEmpty();
    }

    @Test
    void aKickEndsTheWaiting() {
        room.rooms.entry().resourceGone(RecordingHost.parsed(A));
        room.tells(new LegacyEvent.RoomLeft(ROOM, new Departure.Kicked("Idle.", "alice")));

        assertThat(room.rooms.isEmpty()).isTrue();
        assertThat(room.host.alarms).isEmpty();
        room.host.passes(GRACE);
        assertThat(room.asked()).isEmpty();
    }

    @Test
    void theUserIsNotForgottenWhileARoomWaits() {
        room.rooms.entry().resourceGone(RecordingHost.parsed(A));
        assertThat(room.rooms.isEmpty()).isFalse();

        room.host.passes(GRACE);
        room.tells(new LegacyEvent.RoomLeft(ROOM, new Departure.Left("")));
        assertThat(room.rooms.isEmpty()).isTrue();
    }

    @Test
    void withoutGraceTheRoomIsLeftAtOnce() {
        RoomScenario strict = new RoomScenario(RoomSettings.standard().withGrace(Duration.ZERO));
        strict.joins(A, "bob");
        strict.lets("bob", "bob");
        strict.forget();
        strict.rooms.entry().resourceGone(RecordingHost.parsed(A));

        assertThat(strict.asked()).containsExactly(new UserAction.LeaveRoom(ROOM, ""));
    }
}
