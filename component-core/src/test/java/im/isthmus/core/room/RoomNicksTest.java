package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.B;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.BackendFailure;
import org.junit.jupiter.api.Test;

class RoomNicksTest {
    private final RoomScenario room = RoomScenario.joined();

    @Test
    void presenceToAnotherNickIsAWish() {
        wishes(A, "rob");

        assertThat(room.asked()).containsExactly(new UserAction.ChangeNick(ROOM, "rob"));
        assertThat(room.sent()).isEmpty();
    }

    @Test
    void awayIsNeverANickChange() {
        room.gets("<presence from='me@x/a' to='#c@gw/bob'><show>away</show></presence>");

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).isEmpty();
    }

    @Test
    void anOwnNewNickIsTwoPresencesToEachResource() {
        wishes(A, "rob");
        room.tells(new LegacyEvent.OccupantRenamed(ROOM, "bob", RoomScenario.occupant("rob")));

        assertThat(room.sent())
                .containsExactly(
                        "<presence from='#c@gw/bob' to='me@x/a' type='unavailable'>"
                                + "<x xmlns='muc#user'>"
                                + "<item affiliation='none' role='participant' nick='rob'/>"
                                + "<status code='303'/><status code='110'/></x>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-bob!'/></presence>",
                        "<presence from='#c@gw/rob' to='me@x/a' id='n1'>"
                                + "<x xmlns='muc#user'>"
                                + "<item affiliation='none' role='participant'/>"
                                + "<status code='110'/></x>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-bob!'/></presence>");
        assertThat(room.rooms.view(ROOM).nick()).isEqualTo("rob");
    }

    @Test
    void aNickThatTheNetworkCutIsToldBy210() {
        room.joins(B, "bob");
        room.forget();
        wishes(A, "robert");
        room.tells(new LegacyEvent.OccupantRenamed(ROOM, "bob", RoomScenario.occupant("rob")));

        assertThat(room.sent())
                .satisfiesExactly(
                        xml -> assertThat(xml).contains("303").contains("to='me@x/a'"),
                        xml -> assertThat(xml).contains("303").contains("to='me@x/b'"),
                        xml -> assertThat(xml).contains("210").contains("to='me@x/a' id='n1'"),
                        xml -> assertThat(xml).doesNotContain("210").contains("to='me@x/b'"));
    }

    @Test
    void aCaseChangeIsANewNickToo() {
        wishes(A, "Bob");
        room.tells(new LegacyEvent.OccupantRenamed(ROOM, "bob", RoomScenario.occupant("Bob")));

        assertThat(room.sent())
                .hasSize(2)
                .first()
                .asString()
                .contains("nick='Bob'")
                .contains("303");
    }

    @Test
    void anotherOnesNewNickIsShown() {
        room.tells(new LegacyEvent.OccupantRenamed(ROOM, "alice", RoomScenario.occupant("al")));

        assertThat(room.sent())
                .satisfiesExactly(
                        xml ->
                                assertThat(xml)
                                        .startsWith("<presence from='#c@gw/alice'")
                                        .contains("nick='al'")
                                        .contains("303")
                                        .doesNotContain("110"),
                        xml ->
                                assertThat(xml)
                                        .startsWith("<presence from='#c@gw/al'")
                                        .doesNotContain("110"));
    }

    @Test
    void aRefusedNickIsToldToWhoAskedAndOnce() {
        room.joins(B, "bob");
        room.forget();
        wishes(A, "alice");
        LegacyEvent.NickRefused refused =
                new LegacyEvent.NickRefused(ROOM, "alice", new BackendFailure.NickTaken("Taken."));
        room.tells(refused);
        room.tells(refused);

        assertThat(room.sent())
                .containsExactly(
                        "<presence from='#c@gw/alice' to='me@x/a' type='error' id='n1'>"
                                + "<x xmlns='muc'/><error type='cancel'>"
                                + "<conflict xmlns='stanzas'/>"
                                + "<text xmlns='stanzas'>Taken.</text></error></presence>");
        assertThat(room.rooms.view(ROOM).nick()).isEqualTo("bob");
    }

    @Test
    void aBackendThatRefusesAtOnceIsAnsweredAtOnce() {
        room.host.refusal = new BackendFailure.BadValue("No spaces.");
        wishes(A, "no way");

        assertThat(room.sent()).singleElement().asString().contains("<not-acceptable");
    }

    @Test
    void twoResourcesWishingAtATimeAreAnsweredEach() {
        room.joins(B, "bob");
        room.forget();
        wishes(A, "one");
        wishes(B, "two");
        room.tells(new LegacyEvent.OccupantRenamed(ROOM, "bob", RoomScenario.occupant("one")));
        room.forget();
        room.tells(
                new LegacyEvent.NickRefused(ROOM, "two", new BackendFailure.NickTaken("Taken.")));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .startsWith("<presence from='#c@gw/two' to='me@x/b' type='error'");
    }

    @Test
    void wishesThatNobodyAnswersDoNotPileUp() {
        for (int i = 0; i < 9; i++) {
            wishes(A, "nick" + i);
        }
        assertThat(room.asked()).hasSize(9);
        room.tells(refusal("nick0"));
        assertThat(room.sent()).isEmpty();
        room.tells(refusal("nick8"));

        assertThat(room.sent()).singleElement().asString().contains("<conflict");
    }

    private static LegacyEvent.NickRefused refusal(String nick) {
        return new LegacyEvent.NickRefused(ROOM, nick, new BackendFailure.NickTaken("Taken."));
    }

    private void wishes(String resource, String nick) {
        room.gets("<presence id='n1' from='%s' to='#c@gw/%s'/>".formatted(resource, nick));
    }
}
