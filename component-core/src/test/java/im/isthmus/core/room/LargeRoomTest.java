package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.B;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.event.Occupant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeRoomTest {
    private static final int OTHERS = 5_000;

    private final RoomScenario room = new RoomScenario();

    @Test
    void everyOccupantIsShownOnceAndTheUserLast() {
        room.joins(A, "bob");
        room.tells(new RoomJoined(ROOM, "bob", crowd(0, OTHERS), null));
        List<String> sent = room.sent();

        assertThat(sent).hasSize(OTHERS + 2).doesNotHaveDuplicates();
        assertThat(sent.get(OTHERS)).startsWith("<presence from='#c@gw/bob'").contains("110");
        assertThat(sent.get(OTHERS + 1)).contains("<subject>");

        room.joins(B, "bob");
        assertThat(room.sent()).hasSize(OTHERS + 2);
    }

    @Test
    void afterALinkLossOnlyTheDifferenceIsSent() {
        room.joins(A, "bob");
        room.tells(new RoomJoined(ROOM, "bob", crowd(0, OTHERS), null));
        room.tells(new RoomLeft(ROOM, new Departure.LinkLost("split", true)));
        room.forget();
        room.tells(new RoomJoined(ROOM, "bob", crowd(3, OTHERS + 2), null));

        assertThat(room.sent()).hasSize(3 + 2 + 1);
    }

    @Test
    void whoeverGoesIsForgotten() {
        room.joins(A, "bob");
        room.tells(new RoomJoined(ROOM, "bob", crowd(0, OTHERS), null));
        room.forget();
        for (int i = 0; i < OTHERS; i++) {
            room.tells(new LegacyEvent.OccupantLeft(ROOM, "nick" + i, new Departure.Left("")));
        }

        assertThat(room.sent()).hasSize(OTHERS);
        assertThat(room.rooms.view(ROOM).occupants()).hasSize(1);
    }

    private static List<Occupant> crowd(int from, int to) {
        List<Occupant> crowd = new ArrayList<>();
        crowd.add(RoomScenario.occupant("bob"));
        for (int i = from; i < to; i++) {
            crowd.add(RoomScenario.occupant("nick" + i));
        }
        return crowd;
    }
}
