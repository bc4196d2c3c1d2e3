package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.B;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static im.isthmus.core.room.RoomScenario.ref;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.RoomSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomHistoryTest {
    private RoomScenario room = RoomScenario.joined();

    @Test
    void historyComesAfterTheUserAndBeforeTheSubject() {
        room.says("alice", "hi");
        room.host.now = room.host.now.plusSeconds(60);
        List<String> sent = entered("");

        assertThat(sent).hasSize(4);
        assertThat(sent.get(1)).contains("<status code='110'/>");
        assertThat(sent.get(2))
                .isEqualTo(
                        "<message from='#c@gw/alice' to='me@x/b' type='groupchat' id='*'>"
                                + "<body>hi</body><stanza-id xmlns='sid:0' by='#c@gw' id='*'/>"
                                + "<occupant-id xmlns='occupant-id:0' id='o-alice!'/>"
                                + "<delay xmlns='delay' from='#c@gw' stamp='2026-03-01T12:00:00Z'/>"
                                + "</message>");
        assertThat(sent.get(3)).contains("<subject>");
    }

    @Test
    void aMessageKeepsItsIdsInHistory() {
        room.tells(new LegacyEvent.RoomMessage(ROOM, "bob", "hi", ref(A, "m1"), null, null));
        String live = room.host.stanzas.getFirst().element(Muc.STANZA_ID).attributeValue("id");
        room.forget();
        room.joins(B, "bob");

        assertThat(room.host.stanzas.get(2).attributeValue("id")).isEqualTo("m1");
        assertThat(room.host.stanzas.get(2).element(Muc.STANZA_ID).attributeValue("id"))
                .isEqualTo(live);
    }

    @Test
    void onlyTheLastTwentyAreKept() {
        say(25);

        assertThat(bodies(entered(""))).hasSize(20).startsWith("text 5").endsWith("text 24");
    }

    @Test
    void longMessagesPushOlderOnesOut() {
        room = scenario(new RoomSettings(20, 30, 10, Duration.ZERO, 0, Duration.ofHours(1)));
        say(10);

        assertThat(bodies(entered("")))
                .containsExactly("text 5", "text 6", "text 7", "text 8", "text 9");
    }

    @Test
    void noHistoryAtAllCanBeKept() {
        room = scenario(new RoomSettings(0, 1000, 10, Duration.ZERO, 0, Duration.ofHours(1)));
        say(3);

        assertThat(bodies(entered(""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxstanzas='0'", "maxchars='0'", "seconds='0'", "maxstanzas='-3'"})
    void aClientCanAskForNone(String limit) {
        say(3);
        room.host.now = room.host.now.plusSeconds(1);

        assertThat(bodies(entered(limit))).isEmpty();
    }

    @Test
    void maxstanzasKeepsTheNewest() {
        say(5);

        assertThat(bodies(entered("maxstanzas='2'"))).containsExactly("text 3", "text 4");
    }

    @Test
    void maxcharsCountsCompleteStanzas() {
        say(3);
        room.joins(B, "bob");
        int size = room.host.stanzas.get(4).asXML().length();
        room.leaves(B, "bob");
        room.forget();

        assertThat(bodies(entered("maxchars='" + (2 * size) + "'"))).hasSize(2);
        room.leaves(B, "bob");
        room.forget();
        assertThat(bodies(entered("maxchars='" + (2 * size - 1) + "'"))).hasSize(1);
    }

    @Test
    void secondsAndSinceAreBoundsInTime() {
        room.says("alice", "old");
        room.host.now = room.host.now.plus(Duration.ofMinutes(5));
        room.says("alice", "new");

        assertThat(bodies(entered("seconds='180'"))).containsExactly("new");
        room.leaves(B, "bob");
        room.forget();
        assertThat(bodies(entered("since='2026-03-01T12:05:00Z'"))).containsExactly("new");
        room.leaves(B, "bob");
        room.forget();
        assertThat(bodies(entered("since='2026-03-01T13:00:00+01:00'")))
                .containsExactly("old", "new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxstanzas='many'", "since='yesterday'", "seconds='99999999999'"})
    void nonsenseIsNoLimit(String limit) {
        say(3);

        assertThat(bodies(entered(limit))).hasSize(3);
    }

    @Test
    void noticesOfTheRoomAreNoHistory() {
        room.says("", "Mode +v alice");

        assertThat(bodies(entered(""))).isEmpty();
    }

    @Test
    void historyEndsWithTheStay() {
        say(3);
        room.leaves(A, "bob");
        room.tells(new LegacyEvent.RoomLeft(ROOM, new LegacyEvent.Departure.Left("")));
        room.joins(A, "bob");
        room.forget();
        room.lets("bob", "bob");

        assertThat(bodies(room.sent())).isEmpty();
    }

    private static RoomScenario scenario(RoomSettings settings) {
        RoomScenario scenario = new RoomScenario(settings);
        scenario.joins(A, "bob");
        scenario.lets("bob", "alice", "bob");
        scenario.forget();
        return scenario;
    }

    private void say(int count) {
        for (int i = 0; i < count; i++) {
            room.says("alice", "text " + i);
        }
        room.forget();
    }

    private List<String> entered(String limits) {
        room.forget();
        room.joins(B, "bob", limits.isEmpty() ? "" : "<history " + limits + "/>");
        return room.sent();
    }

    private static List<String> bodies(List<String> sent) {
        return sent.stream()
                .filter(xml -> xml.contains("<body>"))
                .map(xml -> xml.replaceAll(".*<body>(.*)</body>.*", "$1"))
                .toList();
    }
}
