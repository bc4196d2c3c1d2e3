package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static im.isthmus.core.room.RoomScenario.ref;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.LegacyEvent;
import im.isthmus.core.backend.Occupant.Role;
import im.isthmus.core.backend.RoomAdministration;
import im.isthmus.core.room.state.Muc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomAdminTest {
    private final RoomScenario room = RoomScenario.joined();

    @Test
    void aKickIsAnsweredOnceWhenTheNetworkDidIt() {
        set("<item nick='alice' role='none'><reason>Behave.</reason></item>");
        assertThat(room.asked())
                .containsExactly(
                        new RoomAdministration.Kick(ROOM, ref(A, "k1"), "alice", "Behave."));
        assertThat(room.sent()).isEmpty();

        LegacyEvent.RequestDone done = new LegacyEvent.RequestDone(ref(A, "k1"));
        assertThat(room.rooms.requestDone(done)).isTrue();
        assertThat(room.sent())
                .containsExactly("<iq from='#c@gw' to='me@x/a' type='result' id='k1'/>");
        assertThat(room.rooms.requestDone(done)).isFalse();
        assertThat(room.sent()).isEmpty();
    }

    @Test
    void aRefusedKickIsAnsweredByAnError() {
        set("<item nick='alice' role='none'/>");
        LegacyEvent.RequestFailed failed =
                new LegacyEvent.RequestFailed(
                        ref(A, "k1"), new BackendFailure.NotAllowed("Not an operator."));

        assertThat(room.rooms.requestFailed(failed)).isTrue();
        assertThat(room.sent())
                .containsExactly(
                        "<iq from='#c@gw' to='me@x/a' type='error' id='k1'>"
                                + "<error type='cancel'><not-allowed xmlns='stanzas'/>"
                                + "<text xmlns='stanzas'>Not an operator.</text></error></iq>");
        assertThat(room.rooms.requestFailed(failed)).isFalse();
    }

    @Test
    void aKickThatTheBackendRefusesAtOnceIsAnsweredAtOnce() {
        room.host.refusal = new BackendFailure.Unreachable("Down.");
        set("<item nick='alice' role='none'/>");

        assertThat(room.sent()).singleElement().asString().contains("<remote-server-timeout");
        assertThat(room.rooms.requestDone(new LegacyEvent.RequestDone(ref(A, "k1")))).isFalse();
    }

    @Test
    void anIdThatIsStillOpenIsRefused() {
        set("<item nick='alice' role='none'/>");
        set("<item nick='alice' role='none'/>");

        assertThat(room.asked()).hasSize(1);
        assertThat(room.sent()).singleElement().asString().contains("<resource-constraint");
    }

    @ParameterizedTest
    @CsvSource({
        "<item nick='zoe' role='none'/>, item-not-found",
        "<item nick='alice' role='moderator'/>, feature-not-implemented",
        "<item nick='alice' affiliation='outcast'/>, feature-not-implemented",
        "<item jid='alice@x' role='none'/>, bad-request",
        "<item nick='alice'/>, bad-request",
        "'', bad-request",
        "<item nick='alice' role='none'/><item nick='bob' role='none'/>, bad-request"
    })
    void everythingElseIsRefused(String items, String condition) {
        set(items);

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).singleElement().asString().contains("<" + condition + " ");
    }

    @Test
    void aRoleIsListedFromWhoIsThere() {
        room.tells(
                new LegacyEvent.OccupantChanged(
                        ROOM, RoomScenario.occupant("alice", Role.MODERATOR, false)));
        room.forget();
        get("<item role='moderator'/>");

        assertThat(room.sent())
                .containsExactly(
                        "<iq from='#c@gw' to='me@x/a' type='result' id='k1'>"
                                + "<query xmlns='muc#admin'><item nick='alice' jid='#c@gw/alice' "
                                + "role='moderator' affiliation='none'/></query></iq>");
    }

    @Test
    void anEmptyListIsAListToo() {
        get("<item affiliation='owner'/>");

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("type='result'")
                .contains("<query xmlns='muc#admin'/>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<item/>", "<item role='none' affiliation='none'/>", ""})
    void anUnclearQuestionIsABadRequest(String item) {
        get(item);

        assertThat(room.sent()).singleElement().asString().contains("<bad-request");
    }

    @Test
    void bansAreNotListed() {
        get("<item affiliation='outcast'/>");

        assertThat(room.sent()).singleElement().asString().contains("<feature-not-implemented");
    }

    @Test
    void whoIsNotInMayNotAsk() {
        room.gets(
                "<iq type='get' id='k1' from='me@x/b' to='#c@gw'>"
                        + "<query xmlns='%s'><item role='moderator'/></query></iq>"
                                .formatted(Muc.ADMIN));

        assertThat(room.sent()).singleElement().asString().contains("<not-acceptable");
    }

    private void set(String items) {
        iq("set", items);
    }

    private void get(String items) {
        iq("get", items);
    }

    private void iq(String type, String items) {
        room.gets(
                "<iq type='%s' id='k1' from='me@x/a' to='#c@gw'><query xmlns='%s'>%s</query></iq>"
                        .formatted(type, Muc.ADMIN, items));
    }
}
