package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.B;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.config.section.AccessConfig;
import im.isthmus.core.config.section.LimitsConfig;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stream.Stanza;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoomJoinTest {
    private final RoomScenario room = new RoomScenario();

    @Test
    void theFirstResourceAsksTheBackend() {
        room.joins(A, "bob", "<password>s3cret</password>");

        assertThat(room.asked()).containsExactly(new UserAction.JoinRoom(ROOM, "bob", "s3cret"));
        assertThat(room.sent()).isEmpty();
    }

    @Test
    void theOthersComeFirstThenTheUserThenTheSubject() {
        room.joins(A, "bob");
        room.tells(
                new LegacyEvent.RoomJoined(
                        ROOM,
                        "bob",
                        List.of(
                                new Occupant(
                                        "bob",
                                        Affiliation.NONE,
                                        Role.PARTICIPANT,
                                        "b",
                                        null,
                                        false),
                                new Occupant(
                                        "alice",
                                        Affiliation.OWNER,
                                        Role.MODERATOR,
                                        "a",
                                        "x",
                                        true)),
                        new LegacyEvent.Subject(
                                "Hi", "alice", Instant.parse("2026-02-01T10:00:00Z"))));

        assertThat(room.sent())
                .containsExactly(
                        "<presence from='#c@gw/alice' to='me@x/a'><show>away</show>"
                                + "<x xmlns='muc#user'><item affiliation='owner' role='moderator'/></x>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-a'/></presence>",
                        "<presence from='#c@gw/bob' to='me@x/a' id='j1'>"
                                + "<x xmlns='muc#user'><item affiliation='none' role='participant'/>"
                                + "<status code='110'/></x>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-b'/></presence>",
                        "<message from='#c@gw/alice' to='me@x/a' type='groupchat' id='*'>"
                                + "<subject>Hi</subject>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-a'/>"
                                + "<delay xmlns='delay' from='#c@gw' stamp='2026-02-01T10:00:00Z'/>"
                                + "</message>");
    }

    @Test
    void aRoomWithoutSubjectSendsAnEmptyOne() {
        room.joins(A, "bob");
        room.lets("bob", "bob");

        assertThat(room.sent().getLast())
                .isEqualTo(
                        "<message from='#c@gw' to='me@x/a' type='groupchat' id='*'>"
                                + "<subject></subject></message>");
    }

    @Test
    void anotherNickThanAskedForIsToldBy210() {
        room.joins(A, "bob");
        room.lets("bob_", "bob_");

        assertThat(room.sent().getFirst())
                .startsWith("<presence from='#c@gw/bob_'")
                .contains("<status code='110'/><status code='210'/>");
    }

    @Test
    void theUserIsShownEvenIfTheNetworkDidNotListIt() {
        room.joins(A, "bob");
        room.lets("bob", "alice");

        assertThat(room.sent()).hasSize(3);
    }

    @Test
    void aJoinWithoutNickIsMalformed() {
        room.gets(
                "<presence from='me@x/a' to='#c@gw'><x xmlns='%s'/></presence>".formatted(Muc.NS));

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent())
                .singleElement()
                .asString()
                .startsWith("<presence from='#c@gw' to='me@x/a' type='error'><x xmlns='muc'/>")
                .contains("<jid-malformed xmlns='stanzas'/>");
    }

    @Test
    void aResourceThatLostTrackGetsEverythingAgain() {
        RoomScenario joined = RoomScenario.joined();
        joined.says("alice", "hi");
        joined.forget();
        joined.joins(A, "bob");

        assertThat(joined.asked()).isEmpty();
        assertThat(joined.sent()).hasSize(4).last().asString().contains("<subject>");
        joined.says("alice", "once");
        assertThat(joined.sent()).hasSize(1);
    }

    @Test
    void aSecondResourceIsServedFromWhatIsKnown() {
        RoomScenario joined = RoomScenario.joined();
        joined.joins(B, "other");

        assertThat(joined.asked()).isEmpty();
        List<String> sent = joined.sent();
        assertThat(sent).hasSize(3).allMatch(xml -> xml.contains("to='me@x/b'"));
        assertThat(sent.get(1)).startsWith("<presence from='#c@gw/bob'").contains("'210'");
    }

    @Test
    void resourcesThatComeMeanwhileWaitForTheSameAnswer() {
        room.joins(A, "bob");
        room.joins(B, "bob");
        assertThat(room.asked()).hasSize(1);
        room.lets("bob", "bob");

        assertThat(room.sent())
                .extracting(xml -> xml.replaceAll(".*to='me@x/(.)'.*", "$1"))
                .containsExactly("a", "a", "b", "b");
    }

    @Test
    void everybodyWhoWaitsHearsOfTheFailureOnceAndAtItsFullJid() {
        room.joins(A, "bob");
        room.joins(B, "rob");
        room.joins(B, "rob");
        room.tells(new LegacyEvent.RoomJoinFailed(ROOM, new BackendFailure.Banned("No.")));

        assertThat(room.sent())
                .containsExactly(
                        "<presence from='#c@gw/bob' to='me@x/a' type='error' id='j1'>"
                                + "<x xmlns='muc'/><error type='auth'><forbidden xmlns='stanzas'/>"
                                + "<text xmlns='stanzas'>No.</text></error></presence>",
                        "<presence from='#c@gw/rob' to='me@x/b' type='error' id='j1'>"
                                + "<x xmlns='muc'/><error type='auth'><forbidden xmlns='stanzas'/>"
                                + "<text xmlns='stanzas'>No.</text></error></presence>");
        room.tells(new LegacyEvent.RoomJoinFailed(ROOM, new BackendFailure.Banned("No.")));
        assertThat(room.sent()).isEmpty();
        assertThat(room.rooms.isEmpty()).isTrue();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new BackendFailure.Temporary("t", Duration.ofSeconds(5)),
                        "wait resource-constraint"),
                Arguments.of(new BackendFailure.Unreachable("t"), "wait remote-server-timeout"),
                Arguments.of(new BackendFailure.Rejected("t"), "cancel not-acceptable"),
                Arguments.of(new BackendFailure.AuthFailed("t"), "auth not-authorized"),
                Arguments.of(
                        new BackendFailure.MembershipNeeded("t"), "auth registration-required"),
                Arguments.of(new BackendFailure.Banned("t"), "auth forbidden"),
                Arguments.of(new BackendFailure.NotAllowed("t"), "cancel not-allowed"),
                Arguments.of(new BackendFailure.NickTaken("t"), "cancel conflict"),
                Arguments.of(new BackendFailure.BadValue("t"), "modify not-acceptable"),
                Arguments.of(new BackendFailure.NotFound("t"), "cancel item-not-found"),
                Arguments.of(new BackendFailure.Moved("t", "#d"), "cancel gone"),
                Arguments.of(new BackendFailure.TooMany("t"), "wait service-unavailable"),
                Arguments.of(new BackendFailure.Unsupported("t"), "cancel feature-not-implemented"),
                Arguments.of(new BackendFailure.Policy("t"), "modify policy-violation"),
                Arguments.of(new BackendFailure.Offline("t"), "wait recipient-unavailable"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachFailureHasItsCondition(BackendFailure failure, String error) {
        room.joins(A, "bob");
        room.tells(new LegacyEvent.RoomJoinFailed(ROOM, failure));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<error type='" + error.replace(" ", "'><") + " xmlns");
    }

    @Test
    void aRoomThatHasMovedIsNamedByAUriThatClientsCanFollow() {
        room.joins(A, "bob");
        room.tells(
                new LegacyEvent.RoomJoinFailed(
                        ROOM, new BackendFailure.Moved("Over there.", "##d%net")));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<gone xmlns='stanzas'>xmpp:%23%23d%25net@gw?join</gone>");
    }

    @Test
    void aBackendThatRefusesAtOnceLeavesNothingBehind() {
        room.host.refusal = new BackendFailure.NotFound("No such network.");
        room.joins(A, "bob");

        assertThat(room.sent()).singleElement().asString().contains("<item-not-found");
        assertThat(room.rooms.isEmpty()).isTrue();
    }

    @Test
    void leavingWhileTheJoinIsInFlightIsAnsweredAndCallsItOff() {
        room.joins(A, "bob");
        room.leaves(A, "bob");

        assertThat(room.asked()).last().isEqualTo(new UserAction.LeaveRoom(ROOM, ""));
        assertThat(room.sent())
                .containsExactly(
                        "<presence from='#c@gw/bob' to='me@x/a' type='unavailable'>"
                                + "<x xmlns='muc#user'><item affiliation='none' role='none'/>"
                                + "<status code='110'/></x></presence>");
        room.lets("bob", "bob");
        room.tells(new LegacyEvent.RoomLeft(ROOM, new Departure.Left("")));
        assertThat(room.sent()).isEmpty();
        assertThat(room.rooms.isEmpty()).isTrue();
    }

    @Test
    void aJoinAfterACalledOffOneWaitsForItsOwnAnswer() {
        room.joins(A, "bob");
        room.leaves(A, "bob");
        room.joins(A, "bob");
        room.forget();
        room.lets("bob", "bob");
        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).isEmpty();

        room.tells(new LegacyEvent.RoomLeft(ROOM, new Departure.Left("")));
        assertThat(room.asked()).containsExactly(new UserAction.JoinRoom(ROOM, "bob", null));
        room.lets("bob", "bob");
        assertThat(room.sent()).hasSize(2);
    }

    @Test
    void oneOfTwoThatWaitMayLeave() {
        room.joins(A, "bob");
        room.joins(B, "bob");
        room.leaves(A, "bob");
        room.forget();
        room.lets("bob", "bob");

        assertThat(room.sent()).hasSize(2).allMatch(xml -> xml.contains("to='me@x/b'"));
    }

    @Test
    void theBackendRefusingASecondTryAnswersAllWhoWait() {
        room.joins(A, "bob");
        room.leaves(A, "bob");
        room.joins(A, "bob");
        room.joins(B, "bob");
        room.forget();
        room.host.refusal = new BackendFailure.Unreachable("Down.");
        room.tells(new LegacyEvent.RoomLeft(ROOM, new Departure.Left("")));

        assertThat(room.sent()).hasSize(2).allMatch(xml -> xml.contains("<remote-server-timeout"));
        assertThat(room.rooms.isEmpty()).isTrue();
    }

    @Test
    void presenceOfAResourceThatIsNotInTellsItSo() {
        room.gets("<presence from='me@x/a' to='#c@gw/bob'/>");

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent())
                .containsExactly(
                        "<presence from='#c@gw/bob' to='me@x/a' type='unavailable'>"
                                + "<x xmlns='muc#user'><item affiliation='none' role='none'>"
                                + "<reason>You are not in the room.</reason></item>"
                                + "<status code='307'/><status code='110'/><status code='333'/>"
                                + "</x></presence>");
    }

    @Test
    void tooManyResourcesAreRefused() {
        RoomScenario small =
                new RoomScenario(
                        new RoomSettings(20, 1000, 1, Duration.ZERO, 0, Duration.ofHours(1)));
        small.joins(A, "bob");
        small.joins(A, "bob");
        assertThat(small.sent()).isEmpty();
        small.joins(B, "bob");
        assertThat(small.sent()).singleElement().asString().contains("<resource-constraint");
    }

    @Test
    void theAdminSaysInHowManyRoomsAUserMayBe() throws Exception {
        RoomScenario many = new RoomScenario();
        many.host.access.change(AccessConfig.everybody(), rooms(600));
        for (int i = 0; i < 600; i++) {
            enters(many, "#r" + i);
        }
        assertThatThrownBy(() -> enters(many, "#d"))
                .isInstanceOf(StanzaException.class)
                .hasMessageContaining("too many rooms");
    }

    private static LimitsConfig rooms(int most) {
        LimitsConfig none = LimitsConfig.none();
        return new LimitsConfig(
                none.each(), none.all(), 0, none.contacts(), most, none.queueBytes());
    }

    private static void enters(RoomScenario scenario, String name) throws StanzaException {
        Stanza presence =
                RoomScenario.stanza(
                        "<presence from='me@x/a' to='%s@gw/bob'><x xmlns='%s'/></presence>"
                                .formatted(name, Muc.NS));
        scenario.rooms.entry().presence(presence, new LegacyRoom(name));
    }

    @Test
    void aRoomIsABookmarkForAsLongAsThereIsAWayIn() {
        RoomScenario noted = new RoomScenario();
        noted.joins(A, "bob");
        noted.lets("bob_", "bob_");
        noted.joins(B, "bob");
        noted.leaves(A, "bob");
        assertThat(noted.host.bookmarks).containsExactly("+#c/bob_");
        noted.tells(new LegacyEvent.RoomLeft(ROOM, new Departure.Banned("", null)));
        assertThat(noted.host.bookmarks).containsExactly("+#c/bob_", "-#c");
    }
}
