package im.isthmus.core.room;

import static im.isthmus.core.room.RecordingHost.parsed;
import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static im.isthmus.core.room.RoomScenario.ref;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.RoomReport;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.room.state.Muc;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void decliningARoomThatTheNetworkPutTheUserIntoLeavesIt() {
        room.lets("bob", "bob", "alice");
        room.gets(message("<decline to='#c@gw'/>"));

        assertThat(room.asked()).containsExactly(new UserAction.LeaveRoom(ROOM, ""));
    }

    @Test
    void decliningDoesNotLeaveARoomInUse() {
        RoomScenario joined = RoomScenario.joined();
        joined.gets(message("<decline to='#c@gw'/>"));

        assertThat(joined.asked()).isEmpty();
        assertThat(joined.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "#c@gw/alice, alice",
        "alice%net@gw, alice%net",
        "alice, alice",
        "[alice], [alice]",
        "#d@gw/al ice, al ice"
    })
    void somebodyOfTheNetworkIsInvitedThere(String to, String whom) {
        RoomScenario joined = RoomScenario.joined();
        joined.gets(message("<invite to='" + to + "'><reason> Come! </reason></invite>"));

        assertThat(joined.asked())
                .containsExactly(new UserAction.Invite(ROOM, ref(A, "i1"), whom, "Come!"));
        assertThat(joined.sent()).isEmpty();
        joined.rooms
                .events()
                .requestFailed(
                        new LegacyEvent.RequestFailed(
                                ref(A, "i1"), new BackendFailure.NotFound("No such nick.")));
        assertThat(joined.sent())
                .singleElement()
                .asString()
                .startsWith("<message from='#c@gw' to='me@x/a' type='error' id='i1'>")
                .contains("<item-not-found");
    }

    @Test
    void anXmppUserIsInvitedByTheRoom() {
        RoomScenario joined = RoomScenario.joined();
        joined.gets(message("<invite to='you@y/phone'/>"));

        assertThat(joined.asked()).isEmpty();
        assertThat(joined.sent())
                .containsExactly(
                        "<message from='#c@gw' to='you@y/phone' id='*'><x xmlns='muc#user'>"
                                + "<invite from='me@x'/></x>"
                                + "<x xmlns='jabber:x:conference' jid='#c@gw'/></message>");
    }

    @Test
    void anXmppUserIsToldWhatOpensTheRoom() {
        room.joins(A, "bob", "<password>sesame</password>");
        room.lets("bob", "bob");
        room.tells(new RoomReport.RoomDescribed(ROOM, details(true)));
        room.forget();
        room.gets(message("<invite to='you@y'><reason>Come!</reason></invite>"));
        assertThat(room.sent())
                .containsExactly(
                        "<message from='#c@gw' to='you@y' id='*'><x xmlns='muc#user'>"
                                + "<invite from='me@x'><reason>Come!</reason></invite>"
                                + "<password>sesame</password></x>"
                                + "<x xmlns='jabber:x:conference' jid='#c@gw' reason='Come!'"
                                + " password='sesame'/></message>");

        room.tells(new RoomReport.RoomDescribed(ROOM, details(false)));
        room.forget();
        room.gets(message("<invite to='you@y'/>"));
        assertThat(room.sent()).singleElement().asString().doesNotContain("password");
    }

    private static RoomReport.RoomDetails details(boolean needsPassword) {
        return new RoomReport.RoomDetails(
                null, null, -1, false, false, needsPassword, false, false, null);
    }

    @Test
    void aDeclineReachesWhoInvitedOnce() {
        room.host.invitations.add(parsed("you@y"), parsed("me@x"), parsed("#c@gw"));
        String decline = message("<decline to='you@y/pc'><reason>No time.</reason></decline>");
        room.gets(decline);

        assertThat(room.sent())
                .containsExactly(
                        "<message from='#c@gw' to='you@y' id='*'><x xmlns='muc#user'>"
                                + "<decline from='me@x'><reason>No time.</reason></decline>"
                                + "</x></message>");
        room.gets(decline);
        assertThat(room.sent()).isEmpty();
    }

    @Test
    void nobodyIsToldOfADeclineWhoDidNotInvite() {
        RoomScenario joined = RoomScenario.joined();
        joined.gets(message("<invite to='you@y'/>"));
        joined.forget();
        joined.gets(message("<decline to='you@y'/>"));
        joined.gets(message("<decline to='@'/>"));
        joined.gets(message("<decline/>"));

        assertThat(joined.sent()).isEmpty();
        assertThat(
                        joined.host.invitations.decline(
                                parsed("me@x"), parsed("you@y"), parsed("#c@gw")))
                .isTrue();
    }

    @Test
    void anInvitationCanBeDeclinedForAWeek() {
        room.host.invitations.add(parsed("you@y"), parsed("me@x"), parsed("#c@gw"));
        room.host.passes(Duration.ofDays(8));
        room.gets(message("<decline to='you@y'/>"));

        assertThat(room.sent()).isEmpty();
    }

    @Test
    void whoIsNotInCannotInvite() {
        room.gets(message("<invite to='alice'/>"));

        assertThat(room.sent()).singleElement().asString().contains("<not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<invite/>", "<invite to=' '/>", "<invite to='a'/><invite to='b'/>"})
    void anUnclearInvitationIsABadRequest(String invites) {
        RoomScenario joined = RoomScenario.joined();
        joined.gets(message(invites));

        assertThat(joined.asked()).isEmpty();
        assertThat(joined.sent()).singleElement().asString().contains("<bad-request");
    }

    private static String message(String content) {
        return "<message id='i1' from='me@x/a' to='#c@gw'><x xmlns='%s'>%s</x></message>"
                .formatted(Muc.USER, content);
    }
}
