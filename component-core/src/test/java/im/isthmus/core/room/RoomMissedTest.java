package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.RoomReport.HistoryFetched;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was said in a room while the user was not there. */
class RoomMissedTest {
    private static final Instant NOON = Instant.parse("2026-03-01T11:00:00Z");

    @Test
    void whoEntersGetsItAsHistoryInItsPlace() {
        RoomScenario room = new RoomScenario();
        room.joins(A, "bob");
        room.tells(new HistoryFetched(ROOM, List.of(said("h1", "one"), said("h2", "two"))));
        assertThat(room.sent()).isEmpty();
        room.lets("bob", "bob");

        List<String> sent = room.sent();
        assertThat(sent.get(0)).contains("<status code='110'/>");
        assertThat(sent.get(1))
                .contains("<body>one</body>", "id='h1'", "stamp='2026-03-01T11:00:00Z'");
        assertThat(sent.get(2)).contains("<body>two</body>");
        assertThat(sent.get(3)).contains("<subject");
    }

    @Test
    void whoIsInGetsItOnceAndWithItsTime() {
        RoomScenario room = RoomScenario.joined();
        room.host.archived = true;
        room.tells(new HistoryFetched(ROOM, List.of(said("h1", "one"))));
        room.tells(new HistoryFetched(ROOM, List.of(said("h1", "one"), said("h2", "two"))));

        assertThat(room.sent())
                .satisfiesExactly(
                        first -> assertThat(first).contains("<body>one</body>", "stamp="),
                        second -> assertThat(second).contains("<body>two</body>", "stamp="));
        assertThat(room.host.kept).hasSize(2);
    }

    @Test
    void whatIsLearnedLateStandsInItsPlaceForWhoComesLater() {
        RoomScenario room = RoomScenario.joined();
        room.says("alice", "now");
        room.tells(new HistoryFetched(ROOM, List.of(said("h1", "before"))));
        room.forget();
        room.joins(RoomScenario.B, "bob");

        List<String> bodies =
                room.sent().stream().filter(stanza -> stanza.contains("<body>")).toList();
        assertThat(bodies.get(0)).contains("before");
        assertThat(bodies.get(1)).contains("now");
    }

    private static RoomMessage said(String id, String body) {
        return new RoomMessage(ROOM, "alice", body, null, id, NOON);
    }
}
