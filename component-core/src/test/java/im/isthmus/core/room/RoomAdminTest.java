package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static im.isthmus.core.room.RoomScenario.ref;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.event.RoomReport;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.room.state.Muc;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
        assertThat(room.rooms.events().requestDone(done)).isTrue();
        assertThat(room.sent())
                .containsExactly("<iq from='#c@gw' to='me@x/a' type='result' id='k1'/>");
        assertThat(room.rooms.events().requestDone(done)).isFalse();
        assertThat(room.sent()).isEmpty();
    }

    @Test
    void aRefusedKickIsAnsweredByAnError() {
        set("<item nick='alice' role='none'/>");
        LegacyEvent.RequestFailed failed =
                new LegacyEvent.RequestFailed(
                        ref(A, "k1"), new BackendFailure.NotAllowed("Not an operator."));

        assertThat(room.rooms.events().requestFailed(failed)).isTrue();
        assertThat(room.sent())
                .containsExactly(
                        "<iq from='#c@gw' to='me@x/a' type='error' id='k1'>"
                                + "<error type='cancel'><not-allowed xmlns='stanzas'/>"
                                + "<text xmlns='stanzas'>Not an operator.</text></error></iq>");
        assertThat(room.rooms.events().requestFailed(failed)).isFalse();
    }

    @Test
    void aKickThatTheBackendRefusesAtOnceIsAnsweredAtOnce() {
        room.host.refusal = new BackendFailure.Unreachable("Down.");
        set("<item nick='alice' role='none'/>");

        assertThat(room.sent()).singleElement().asString().contains("<remote-server-timeout");
        assertThat(room.rooms.events().requestDone(new LegacyEvent.RequestDone(ref(A, "k1"))))
                .isFalse();
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
        "<item nick='alice' role='king'/>, bad-request",
        "<item nick='zoe' affiliation='admin'/>, item-not-found",
        "<item affiliation='admin'/>, bad-request",
        "<item nick='alice' role='none' affiliation='none'/>, bad-request",
        "<item jid='alice@x' role='none'/>, bad-request",
        "<item nick='alice'/>, bad-request",
        "'', bad-request",
        "<item nick='alice' role='none'/><item nick='zoe' role='none'/>, item-not-found"
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

    @Test
    void rolesAndAffiliationsAreOrdered() {
        set("<item nick='alice' role='moderator'><reason>Good.</reason></item>");
        set("k2", "<item nick='alice' affiliation='outcast'/>");
        set("k3", "<item jid='#c@gw/alice' affiliation='admin'/>");
        set("k4", "<item jid='carl%net@gw' affiliation='member'/>");
        set("k5", "<item jid='*!*\\40bad.example@gw' affiliation='none'/>");
        set("k6", "<item jid='*!*@bad.example' affiliation='outcast'/>");

        assertThat(room.asked())
                .containsExactly(
                        new RoomAdministration.SetRole(
                                ROOM, ref(A, "k1"), "alice", Role.MODERATOR, "Good."),
                        affiliation("k2", "alice", Affiliation.OUTCAST),
                        affiliation("k3", "alice", Affiliation.ADMIN),
                        affiliation("k4", "carl%net", Affiliation.MEMBER),
                        affiliation("k5", "*!*@bad.example", Affiliation.NONE),
                        affiliation("k6", "*!*@bad.example", Affiliation.OUTCAST));
    }

    @Test
    void severalChangesAreMadeInTurnAndAnsweredOnce() {
        set("<item nick='alice' affiliation='admin'/><item nick='bob' affiliation='owner'/>");
        assertThat(room.asked()).hasSize(1);
        done("k1");
        assertThat(room.asked()).containsExactly(affiliation("k1", "bob", Affiliation.OWNER));
        assertThat(room.sent()).isEmpty();
        done("k1");
        assertThat(room.sent()).singleElement().asString().contains("type='result'");
    }

    @Test
    void theFirstRefusalEndsIt() {
        set("<item nick='alice' role='none'/><item nick='bob' role='none'/>");
        room.asked();
        room.rooms
                .events()
                .requestFailed(
                        new LegacyEvent.RequestFailed(
                                ref(A, "k1"), new BackendFailure.NotAllowed("No.")));

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).singleElement().asString().contains("<not-allowed");
        assertThat(room.host.alarms).isEmpty();
    }

    @Test
    void aRefusalAtOnceOfALaterChangeIsAnsweredToo() {
        set("<item nick='alice' role='none'/><item nick='bob' role='none'/>");
        room.host.refusal = new BackendFailure.Unreachable("Down.");
        done("k1");

        assertThat(room.sent()).singleElement().asString().contains("<remote-server-timeout");
    }

    @Test
    void aSilentNetworkIsAnsweredFor() {
        set("<item nick='alice' role='none'/>");
        room.host.passes(Duration.ofMinutes(1));

        assertThat(room.sent()).singleElement().asString().contains("<remote-server-timeout");
        done("k1");
        assertThat(room.sent()).isEmpty();
    }

    @Test
    void theNetworkListsAffiliationsWhereItCan() {
        room.host.abilities = Set.of(Ability.AFFILIATIONS);
        get("<item affiliation='outcast'/>");
        assertThat(room.asked())
                .containsExactly(
                        new RoomAdministration.ListAffiliation(
                                ROOM, ref(A, "k1"), Affiliation.OUTCAST));
        room.tells(
                new RoomReport.AffiliationListed(
                        ROOM,
                        ref(A, "k1"),
                        List.of(
                                listed("*!*@bad.example", null, "Spam."),
                                listed("carl%net", null, null),
                                listed("alice", "alice", ""))));

        assertThat(room.sent())
                .containsExactly(
                        "<iq from='#c@gw' to='me@x/a' type='result' id='k1'><query"
                                + " xmlns='muc#admin'>"
                                + "<item affiliation='outcast' jid='*!*\\40bad.example@gw'>"
                                + "<reason>Spam.</reason></item>"
                                + "<item affiliation='outcast' jid='carl%net@gw'/>"
                                + "<item affiliation='outcast' jid='#c@gw/alice' nick='alice'"
                                + " role='participant'/></query></iq>");
    }

    private static RoomReport.Affiliated listed(
            String whom, @Nullable String nick, @Nullable String reason) {
        return new RoomReport.Affiliated(whom, nick, Affiliation.OUTCAST, reason);
    }

    private static RoomAdministration affiliation(String id, String whom, Affiliation affiliation) {
        return new RoomAdministration.SetAffiliation(ROOM, ref(A, id), whom, affiliation, "");
    }

    private void done(String id) {
        room.rooms.events().requestDone(new LegacyEvent.RequestDone(ref(A, id)));
    }

    private void set(String id, String items) {
        iq("set", id, items);
    }

    private void set(String items) {
        iq("set", "k1", items);
    }

    private void get(String items) {
        iq("get", "k1", items);
    }

    private void iq(String type, String id, String items) {
        room.gets(
                "<iq type='%s' id='%s' from='me@x/a' to='#c@gw'><query xmlns='%s'>%s</query></iq>"
                        .formatted(type, id, Muc.ADMIN, items));
    }
}
