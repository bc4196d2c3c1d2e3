package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static im.isthmus.core.room.RoomScenario.ref;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.BackendFailure;
import org.junit.jupiter.api.Test;

class RoomVoiceTest {
    private final RoomScenario room = RoomScenario.joined();

    @Test
    void aVisitorAsks() {
        form("<field var='muc#role'><value>participant</value></field>");
        assertThat(room.asked())
                .containsExactly(new RoomAdministration.RequestVoice(ROOM, ref(A, "v1")));
        room.rooms
                .events()
                .requestFailed(
                        new LegacyEvent.RequestFailed(
                                ref(A, "v1"), new BackendFailure.Unsupported("Just speak.")));

        assertThat(room.sent()).singleElement().asString().contains("<feature-not-implemented");
    }

    private void form(String fields) {
        room.gets(
                ("<message id='v1' from='me@x/a' to='#c@gw'><x xmlns='jabber:x:data' type='submit'>"
                                + "<field var='FORM_TYPE'>"
                                + "<value>http://jabber.org/protocol/muc#request</value></field>"
                                + "%s</x></message>")
                        .formatted(fields));
    }
}
