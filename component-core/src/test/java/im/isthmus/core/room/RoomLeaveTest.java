package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.B;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.room.state.RoomSettings;
import org.junit.jupiter.api.Test;

class RoomLeaveTest {
    private final RoomScenario room = RoomScenario.joined();

    @Test
    void theLastResourceLeavesTheNetworkWithItsWords() {
        room.gets(
                "<presence type='unavailable' from='me@x/a' to='#c@gw/bob'>"
                        + "<status>bye</status></presence>");

        assertThat(room.asked()).containsExactly(new UserAction.LeaveRoom(ROOM, "bye"));
        assertThat(room.sent())
                .containsExactly(
                        "<presence from='#c@gw/bob' to='me@x/a' type='unavailable'>"
                                + "<status>bye</status>"
                                + "<x xmlns='muc#user'><item affiliation='none' role='none'/>"
                                + "<status code='110'/></x>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-bob!'/></presence>");
        assertThat(room.rooms.isEmpty()).isTrue();
    }

    @Test
    void oneOfTwoResourcesLeavesAlone() {
        room.joins(B, "bob");
        room.forget();
        room.leaves(A, "bob");

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).singleElement().asString().contains("to='me@x/a'");
        room.says("alice", "hi");
        assertThat(room.sent()).singleElement().asString().contains("to='me@x/b'");
    }

    @Test
    void leavingUnderAnotherNickStillLeaves() {
        room.leaves(A, "former");

        assertThat(room.asked()).containsExactly(new UserAction.LeaveRoom(ROOM, ""));
        assertThat(room.sent()).singleElement().asString().contains("from='#c@gw/bob'");
    }

    @Test
    void leavingARoomOneIsNotInIsNothing() {
        room.leaves(B, "bob");

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).isEmpty();
    }

    @Test
    void whatTheNetworkSaysWhileTheUserLeavesIsNotShown() {
        room.leaves(A, "bob");
        room.forget();
        room.says("alice", "hi");
        room.tells(new LegacyEvent.OccupantJoined(ROOM, RoomScenario.occupant("carol")));
        room.tells(new LegacyEvent.RoomLeft(ROOM, new Departure.Left("")));

        assertThat(room.sent()).isEmpty();
    }

    @Test
    void enteringAgainAtOnceWaitsUntilTheUserIsOut() {
        room.leaves(A, "bob");
        room.joins(A, "bob");
        room.forget();
        room.tells(new LegacyEvent.RoomLeft(ROOM, new Departure.Left("")));

        assertThat(room.asked()).containsExactly(new UserAction.JoinRoom(ROOM, "bob", null));
        room.lets("bob", "bob");
        assertThat(room.sent()).hasSize(2);
    }

    @Test
    void aBackendThatCannotLeaveIsLeftAnyway() {
        room.host.refusal = new BackendFailure.NotFound("Not there.");
        room.leaves(A, "bob");

        assertThat(room.sent()).singleElement().asString().contains("<status code='110'/>");
        room.host.refusal = null;
        room.joins(A, "bob");
        assertThat(room.asked()).containsExactly(new UserAction.JoinRoom(ROOM, "bob", null));
    }

    @Test
    void aResourceThatWentOfflineIsToldNothing() {
        room.rooms.entry().resourceGone(RecordingHost.parsed(A));

        room.host.passes(RoomSettings.standard().grace());
        assertThat(room.sent()).isEmpty();
        assertThat(room.asked()).containsExactly(new UserAction.LeaveRoom(ROOM, ""));
    }

    @Test
    void aResourceThatWentOfflineNoLongerWaits() {
        RoomScenario waiting = new RoomScenario();
        waiting.joins(A, "bob");
        waiting.rooms.entry().resourceGone(RecordingHost.parsed(A));
        waiting.lets("bob", "bob");
        waiting.tells(new LegacyEvent.RoomLeft(ROOM, new Departure.Left("")));

        assertThat(waiting.sent()).isEmpty();
        assertThat(waiting.rooms.isEmpty()).isTrue();
    }

    @Test
    void anUnknownResourceGoingOfflineIsNothing() {
        Jid other = RecordingHost.parsed("me@x/other");
        room.rooms.entry().resourceGone(other);

        assertThat(room.asked()).isEmpty();
    }

    @Test
    void aKickIsToldWithActorAndReason() {
        room.joins(B, "bob");
        room.forget();
        room.tells(new LegacyEvent.RoomLeft(ROOM, new Departure.Kicked("Behave.", "alice")));

        assertThat(room.sent())
                .hasSize(2)
                .first()
                .isEqualTo(
                        "<presence from='#c@gw/bob' to='me@x/a' type='unavailable'>"
                                + "<x xmlns='muc#user'><item affiliation='none' role='none'>"
                                + "<actor nick='alice'/><reason>Behave.</reason></item>"
                                + "<status code='307'/><status code='110'/></x>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-bob!'/></presence>");
        assertThat(room.asked()).isEmpty();
        assertThat(room.rooms.isEmpty()).isTrue();
    }

    @Test
    void aBanMakesAnOutcast() {
        room.tells(new LegacyEvent.RoomLeft(ROOM, new Departure.Banned("Out.", "alice")));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<item affiliation='outcast' role='none'><actor nick='alice'/>")
                .contains("<status code='301'/><status code='110'/>");
    }

    @Test
    void aFinalLinkLossIsATechnicalProblem() {
        room.tells(new LegacyEvent.RoomLeft(ROOM, new Departure.LinkLost("K-lined", false)));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<status>K-lined</status>")
                .contains("<status code='333'/><status code='110'/>")
                .doesNotContain("307");
        assertThat(room.rooms.isEmpty()).isTrue();
    }

    @Test
    void theNetworkMayTakeTheUserOutPlainly() {
        room.tells(new LegacyEvent.RoomLeft(ROOM, new Departure.Left("gone")));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<status>gone</status>")
                .contains("<status code='110'/>");
    }

    @Test
    void aShutdownPutsEverybodyOutAndAnswersWhoWaits() {
        room.rooms.shutdown("Upgrade.");
        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<status>Upgrade.</status>")
                .contains("<status code='332'/><status code='110'/>");
        assertThat(room.asked()).isEmpty();

        RoomScenario waiting = new RoomScenario();
        waiting.joins(A, "bob");
        waiting.rooms.shutdown("Upgrade.");
        assertThat(waiting.sent()).singleElement().asString().contains("<service-unavailable");
        assertThat(waiting.rooms.isEmpty()).isTrue();
    }
}
