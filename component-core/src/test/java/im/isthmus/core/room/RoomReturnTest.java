package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.B;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static im.isthmus.core.room.RoomScenario.occupant;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Language;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The link is lost and comes back. */
class RoomReturnTest {
    private final RoomScenario room = RoomScenario.joined();

    @BeforeEach
    void loseTheLink() {
        room.tells(new RoomLeft(ROOM, new Departure.LinkLost("ping timeout", true)));
    }

    @Test
    void resourcesStayInAndAreToldWhyNothingHappens() {
        assertThat(room.sent())
                .containsExactly(
                        "<message from='#c@gw' to='me@x/a' type='groupchat' id='*'>"
                                + "<body>The link to the network is lost (ping timeout). "
                                + "Trying to come back.</body></message>");
        assertThat(room.rooms.view(ROOM).joined()).isTrue();
        room.tells(new RoomLeft(ROOM, new Departure.LinkLost("no route", true)));
        assertThat(room.sent()).isEmpty();
    }

    @Test
    void theRoomSpeaksTheLanguageOfTheUser() {
        room.host.language = Language.GERMAN;
        room.joins(B, "bob");
        room.lets("bob", "alice", "bob");
        assertThat(room.sent())
                .anySatisfy(xml -> assertThat(xml).contains("<body>Die Verbindung", "(ping time"))
                .anySatisfy(xml -> assertThat(xml).contains("<body>Wieder da: "));
    }

    @Test
    void comingBackShowsOnlyTheDifference() {
        room.tells(new LegacyEvent.OccupantJoined(ROOM, occupant("carol")));
        room.forget();
        room.tells(
                new RoomJoined(
                        ROOM,
                        "bob",
                        List.of(
                                occupant("bob"),
                                occupant("carol", Role.MODERATOR, false),
                                occupant("dave")),
                        RoomScenario.subject("New")));

        assertThat(room.sent())
                .satisfiesExactlyInAnyOrder(
                        xml ->
                                assertThat(xml)
                                        .startsWith("<presence from='#c@gw/alice'")
                                        .contains("type='unavailable'")
                                        .contains("<status>Left while the link was down."),
                        xml ->
                                assertThat(xml)
                                        .startsWith("<presence from='#c@gw/carol'")
                                        .contains("role='moderator'"),
                        xml -> assertThat(xml).startsWith("<presence from='#c@gw/dave' to="),
                        xml -> assertThat(xml).contains("<subject>New</subject>"),
                        xml -> assertThat(xml).contains("<body>Back: "));
        room.says("dave", "hi");
        assertThat(room.sent()).hasSize(1);
    }

    @Test
    void aNickThatIsSomebodyElseAfterTheReturnIsShownWithAnotherOccupantId() {
        room.tells(
                new RoomJoined(
                        ROOM,
                        "bob",
                        List.of(
                                occupant("bob"),
                                new Occupant(
                                        "alice",
                                        Occupant.Affiliation.NONE,
                                        Role.PARTICIPANT,
                                        "mallory!",
                                        null,
                                        false)),
                        RoomScenario.subject("Hello")));
        assertThat(room.sent())
                .anySatisfy(xml -> assertThat(xml).contains("#c@gw/alice", "id='o-mallory!'"));
    }

    @Test
    void anUnchangedRoomOnlySaysThatItIsBack() {
        room.forget();
        room.lets("bob", "alice", "bob");

        assertThat(room.sent()).singleElement().asString().contains("<body>Back: ");
    }

    @Test
    void anotherOwnNickAfterTheReturnIsARename() {
        room.forget();
        room.lets("bob_", "bob_", "alice", "bob");

        assertThat(room.sent())
                .satisfiesExactlyInAnyOrder(
                        xml ->
                                assertThat(xml)
                                        .startsWith("<presence from='#c@gw/bob' to='me@x/a' type=")
                                        .contains("nick='bob_'")
                                        .contains("<status code='303'/><status code='110'/>"),
                        xml ->
                                assertThat(xml)
                                        .startsWith("<presence from='#c@gw/bob' to='me@x/a'><x")
                                        .doesNotContain("110"),
                        xml ->
                                assertThat(xml)
                                        .startsWith("<presence from='#c@gw/bob_' to='me@x/a'>")
                                        .contains("<status code='110'/>"),
                        xml -> assertThat(xml).contains("<body>Back: "));
    }

    @Test
    void takingOverTheNickOfSomebodyIsARenameToo() {
        room.forget();
        room.lets("alice", "alice");

        assertThat(room.sent())
                .satisfiesExactly(
                        xml -> assertThat(xml).contains("303").contains("nick='alice'"),
                        xml ->
                                assertThat(xml)
                                        .startsWith("<presence from='#c@gw/alice' to='me@x/a'>")
                                        .contains("110"),
                        xml -> assertThat(xml).contains("<body>Back: "));
    }

    @Test
    void aResourceThatEntersMeanwhileSeesWhatTheOthersSee() {
        room.forget();
        room.joins(B, "bob");

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent())
                .satisfiesExactly(
                        xml -> assertThat(xml).startsWith("<presence from='#c@gw/alice'"),
                        xml -> assertThat(xml).contains("<status code='110'/>"),
                        xml -> assertThat(xml).contains("<subject>"),
                        xml -> assertThat(xml).contains("The link to the network is lost"));
    }

    @Test
    void aResourceThatPingsItselfIsStillIn() {
        room.forget();
        room.gets(
                "<iq type='get' id='p' from='me@x/a' to='#c@gw/bob'>"
                        + "<ping xmlns='urn:xmpp:ping'/></iq>");

        assertThat(room.sent()).singleElement().asString().contains("type='result'");
    }

    @Test
    void theBackendDecidesAboutMessagesMeanwhile() {
        room.forget();
        room.host.refusal = new BackendFailure.Unreachable("The link is down.");
        room.writes(A, "m1", "hello?");

        assertThat(room.sent()).singleElement().asString().contains("<remote-server-timeout");
    }

    @Test
    void givingUpPutsTheResourcesOut() {
        room.forget();
        room.tells(new RoomLeft(ROOM, new Departure.LinkLost("banned", false)));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<status code='333'/><status code='110'/>");
        assertThat(room.rooms.isEmpty()).isTrue();
    }

    @Test
    void aRoomThatLetsNobodyBackInPutsTheResourcesOut() {
        room.forget();
        room.tells(new LegacyEvent.RoomJoinFailed(ROOM, new BackendFailure.MembershipNeeded("+r")));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<reason>+r</reason>")
                .contains("<status code='333'/><status code='110'/>");
        assertThat(room.rooms.isEmpty()).isTrue();
    }

    @Test
    void aBanMetOnTheWayBackIsABan() {
        room.forget();
        room.tells(new LegacyEvent.RoomJoinFailed(ROOM, new BackendFailure.Banned("+b")));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<item affiliation='outcast' role='none'>")
                .contains("<status code='301'/><status code='110'/>");
    }

    @Test
    void leavingMeanwhileCallsTheReturnOff() {
        room.forget();
        room.leaves(A, "bob");

        assertThat(room.asked()).containsExactly(new UserAction.LeaveRoom(ROOM, ""));
        room.lets("bob", "bob");
        assertThat(room.sent()).hasSize(1);
    }
}
