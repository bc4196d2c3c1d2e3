package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.B;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.RoomWishes;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.action.UserAction.Availability;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.store.stay.Stay;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the user is outlives the gateway. */
class RoomStaysTest {
    private final RoomScenario room = new RoomScenario();

    @Test
    void aRoomIsKeptWithItsPasswordAndResourcesAndForgottenWhenLeft() {
        room.joins(A, "bob", "<password>s3cret</password>");
        room.lets("bob", "bob");
        room.joins(B, "bob");
        assertThat(room.host.stays)
                .containsExactly(Map.entry(ROOM, stay("bob", "s3cret", false, A, B)));

        room.leaves(A, "bob");
        assertThat(room.host.stays.get(ROOM)).isEqualTo(stay("bob", "s3cret", false, B));
        room.leaves(B, "bob");
        assertThat(room.host.stays).isEmpty();
    }

    @Test
    void whatChangesNothingIsNotWritten() {
        room.joins(A, "bob");
        room.lets("bob", "bob");
        int before = room.host.written;
        room.writes(A, "1", "hi");
        room.tells(new LegacyEvent.RoomMessage(ROOM, "alice", "hi", null, null, null));
        assertThat(room.host.written).isEqualTo(before);
    }

    @Test
    void whatTheUserSaysAboutBeingAwayIsKept() {
        room.joins(A, "bob");
        room.lets("bob", "bob");
        room.host.availability = new Availability(true, "asleep");
        room.rooms.stays().attended(ROOM);
        assertThat(room.host.stays.get(ROOM)).extracting(Stay::away).isEqualTo("asleep");
        room.host.availability = new Availability(false, "awake");
        room.rooms.stays().attended(ROOM);
        assertThat(room.host.stays.get(ROOM)).isEqualTo(stay("bob", null, false, A));
    }

    @Test
    void aRoomThatTheUserStaysInWithoutAClientIsKept() {
        room.joins(A, "bob");
        room.lets("bob", "bob");
        room.host.wishes = new RoomWishes(true, true, -1);
        room.leaves(A, "bob");
        assertThat(room.host.stays.get(ROOM)).isEqualTo(stay("bob", null, false));
    }

    @Test
    void aRefusedJoinAndAKickLeaveNothing() {
        room.joins(A, "bob");
        room.tells(new LegacyEvent.RoomJoinFailed(ROOM, new BackendFailure.Banned("no")));
        assertThat(room.host.stays).isEmpty();

        room.joins(A, "bob");
        room.lets("bob", "bob");
        room.tells(new LegacyEvent.RoomLeft(ROOM, new Departure.Kicked("out", "alice")));
        assertThat(room.host.stays).isEmpty();
    }

    @Test
    void afterACrashClientsAreInAsBeforeAndHearNoneOfIt() {
        room.rooms.stays().restore(List.of(stay("bob", "s3cret", false, A)));
        assertThat(room.asked())
                .containsExactly(new UserAction.ReturnToRoom(ROOM, "bob", "s3cret"));
        assertThat(room.sent()).isEmpty();

        room.lets("bob", "alice", "bob");
        assertThat(room.sent())
                .anyMatch(stanza -> stanza.contains("from='#c@gw/alice'"))
                .noneMatch(stanza -> stanza.contains("<body>"))
                .noneMatch(stanza -> stanza.contains("unavailable"));
        room.forget();
        room.writes(A, "1", "still here");
        assertThat(room.asked()).hasSize(1);
    }

    @Test
    void whenTheNetworkDoesNotTakeTheUserBackClientsAreToldToBeOut() {
        room.rooms.stays().restore(List.of(stay("bob", null, false, A)));
        room.tells(new LegacyEvent.RoomLeft(ROOM, new Departure.LinkLost("K-Lined", false)));
        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("unavailable", "code='110'", "code='333'", "K-Lined");
        assertThat(room.host.stays).isEmpty();
    }

    @Test
    void afterAnEndInGoodOrderTheRoomWaitsForItsClientsAWhile() {
        room.rooms.stays().restore(List.of(stay("bob", null, true, A)));
        room.lets("bob", "alice", "bob");
        assertThat(room.sent()).isEmpty();
        room.forget();

        room.joins(A, "bob");
        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).anyMatch(stanza -> stanza.contains("code='110'"));
    }

    @Test
    void ifNoneOfThemComesTheRoomIsLeft() {
        room.rooms.stays().restore(List.of(stay("bob", null, true, A)));
        room.lets("bob", "bob");
        room.forget();
        room.host.passes(Duration.ofMinutes(6));
        assertThat(room.asked()).containsExactly(new UserAction.LeaveRoom(ROOM, ""));
    }

    @Test
    void aRoomThatAClientEnteredAlreadyIsLeftAlone() {
        room.joins(A, "bob");
        room.forget();
        room.rooms.stays().restore(List.of(stay("bob", null, true, A)));
        assertThat(room.asked()).isEmpty();
    }

    @Test
    void ifThatClientIsRefusedTheStayOfBeforeIsForgotten() {
        Stay before = stay("bob", null, true, A);
        room.host.stays.put(ROOM, before);
        room.joins(A, "bob");
        room.rooms.stays().restore(List.of(before));
        room.tells(new LegacyEvent.RoomJoinFailed(ROOM, new BackendFailure.Banned("no")));
        assertThat(room.host.stays).isEmpty();
    }

    private static Stay stay(
            String nick, @Nullable String password, boolean told, String... resources) {
        return new Stay(
                ROOM,
                nick,
                password,
                Stream.of(resources).map(RoomStaysTest::jid).toList(),
                null,
                told);
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
