package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.B;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.room.state.RoomSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomBouncesTest {
    private final RoomScenario room = RoomScenario.joined();

    @ParameterizedTest
    @CsvSource({
        "message, gone",
        "message, internal-server-error",
        "message, item-not-found",
        "message, jid-malformed",
        "message, recipient-unavailable",
        "message, redirect",
        "message, remote-server-not-found",
        "message, remote-server-timeout",
        "message, service-unavailable",
        "presence, gone",
        "presence, internal-server-error",
        "presence, item-not-found",
        "presence, jid-malformed",
        "presence, recipient-unavailable",
        "presence, redirect",
        "presence, remote-server-not-found",
        "presence, remote-server-timeout",
        "presence, service-unavailable"
    })
    void aResourceThatCannotBeReachedIsDropped(String kind, String condition) {
        room.gets(bounce(kind, A, condition));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .startsWith("<presence from='#c@gw/bob' to='me@x/a' type='unavailable'>")
                .contains("<status code='333'/><status code='110'/>");
        room.gets(bounce(kind, A, condition));
        assertThat(room.sent()).isEmpty();
        assertThat(room.asked()).isEmpty();
        room.host.passes(RoomSettings.standard().grace());
        assertThat(room.asked()).containsExactly(new UserAction.LeaveRoom(ROOM, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-acceptable", "policy-violation", "undefined-condition"})
    void otherErrorsAreTheClientsOwnAnswer(String condition) {
        room.gets(bounce("message", A, condition));
        room.gets("<message type='error' from='me@x/a' to='#c@gw/alice'/>");

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).isEmpty();
    }

    @Test
    void theOtherResourcesStay() {
        room.joins(B, "bob");
        room.gets(bounce("presence", A, "gone"));
        room.forget();
        room.says("alice", "hi");

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).singleElement().asString().contains("to='me@x/b'");
    }

    private static String bounce(String kind, String resource, String condition) {
        return ("<%s type='error' from='%s' to='#c@gw/alice'><error type='cancel'>"
                        + "<text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>x</text>"
                        + "<%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></%s>")
                .formatted(kind, resource, condition, kind);
    }
}
