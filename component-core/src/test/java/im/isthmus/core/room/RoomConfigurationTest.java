package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static im.isthmus.core.room.RoomScenario.ref;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.RoomReport;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.backend.term.Registration.Option;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomConfigurationTest {
    private static final String FORM =
            "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'>"
                    + "<value>http://jabber.org/protocol/muc#roomconfig</value></field>"
                    + "<field var='muc#roomconfig_moderatedroom'><value>1</value></field>"
                    + "<field var='keys'><value>a</value><value>b</value></field></x>";

    private final RoomScenario room = RoomScenario.joined();

    @BeforeEach
    void canBeConfigured() {
        room.host.abilities = Set.of(Ability.CONFIGURATION);
    }

    @Test
    void theNetworkMakesTheForm() {
        iq("get", "");
        assertThat(room.asked())
                .containsExactly(new RoomAdministration.FetchConfiguration(ROOM, ref(A, "c1")));
        room.tells(
                new RoomReport.ConfigurationFetched(
                        ROOM,
                        ref(A, "c1"),
                        List.of(
                                new Field(
                                        "flavour",
                                        Kind.CHOICE,
                                        "Flavour",
                                        false,
                                        "mint",
                                        List.of(new Option("mint", "Mint"))))));

        assertThat(room.sent())
                .containsExactly(
                        "<iq from='#c@gw' to='me@x/a' type='result' id='c1'>"
                                + "<query xmlns='muc#owner'><x xmlns='jabber:x:data' type='form'>"
                                + "<field var='FORM_TYPE' type='hidden'>"
                                + "<value>muc#roomconfig</value></field>"
                                + "<field var='flavour' type='list-single' label='Flavour'>"
                                + "<option label='Mint'><value>mint</value></option>"
                                + "<value>mint</value></field></x></query></iq>");
    }

    @Test
    void theFormIsInTheUsersLanguage() {
        room.host.language = Language.GERMAN;
        iq("get", "");
        Field field =
                new Field("who", Kind.YES_NO, "Password of the account", false, "1", List.of());
        room.tells(new RoomReport.ConfigurationFetched(ROOM, ref(A, "c1"), List.of(field)));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains(
                        "<field var='who' type='boolean' label='Passwort des Kontos'><value>1</value></field>");
    }

    @Test
    void aFormIsPassedOnAndAnsweredWhenItHolds() {
        iq("set", FORM);

        assertThat(room.asked())
                .containsExactly(
                        new RoomAdministration.Configure(
                                ROOM,
                                ref(A, "c1"),
                                Map.of(
                                        "muc#roomconfig_moderatedroom",
                                        List.of("1"),
                                        "keys",
                                        List.of("a", "b"))));
        assertThat(room.sent()).isEmpty();
        room.rooms.events().requestDone(new LegacyEvent.RequestDone(ref(A, "c1")));
        assertThat(room.sent()).singleElement().asString().contains("type='result'");
    }

    @Test
    void aCancelledFormIsNothing() {
        iq("set", "<x xmlns='jabber:x:data' type='cancel'/>");

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).singleElement().asString().contains("type='result'");
    }

    @Test
    void aRoomIsDestroyed() {
        iq("set", "<destroy><reason>Over.</reason></destroy>");
        assertThat(room.asked())
                .containsExactly(new RoomAdministration.Destroy(ROOM, ref(A, "c1"), "Over."));
        room.tells(new LegacyEvent.RoomLeft(ROOM, new Departure.Destroyed("Over.", "#d")));

        assertThat(room.sent())
                .containsExactly(
                        "<presence from='#c@gw/bob' to='me@x/a' type='unavailable'>"
                                + "<x xmlns='muc#user'><item affiliation='none' role='none'/>"
                                + "<destroy jid='#d@gw'><reason>Over.</reason></destroy>"
                                + "<status code='110'/></x>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-bob!'/></presence>");
        assertThat(room.rooms.isEmpty()).isTrue();
    }

    @Test
    void aSilentNetworkIsAnsweredFor() {
        iq("get", "");
        room.host.passes(Duration.ofMinutes(1));

        assertThat(room.sent()).singleElement().asString().contains("<remote-server-timeout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<x xmlns='jabber:x:data' type='form'/>",
                "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'>"
                        + "<value>other</value></field></x>"
            })
    void anythingElseIsABadRequest(String content) {
        iq("set", content);

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).singleElement().asString().contains("<bad-request");
    }

    @Test
    void whereNothingCanBeConfiguredThatIsSaid() {
        room.host.abilities = Set.of();
        iq("get", "");

        assertThat(room.sent()).singleElement().asString().contains("<feature-not-implemented");
    }

    private void iq(String type, String content) {
        room.gets(
                "<iq type='%s' id='c1' from='me@x/a' to='#c@gw'><query xmlns='%s'>%s</query></iq>"
                        .formatted(type, Muc.OWNER, content));
    }
}
