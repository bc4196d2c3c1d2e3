package im.isthmus.core.room;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.event.LegacyEvent;
import org.junit.jupiter.api.Test;

class RoomPingTest {
    private final RoomScenario room = RoomScenario.joined();

    @Test
    void whoIsInAndPingsTheOwnNickGetsAResult() {
        ping("a", "bob");

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent())
                .containsExactly("<iq from='#c@gw/bob' to='me@x/a' type='result' id='p'/>");
    }

    @Test
    void whoIsNotInLearnsIt() {
        ping("b", "bob");

        assertThat(room.sent())
                .singleElement()
                .asString()
                .startsWith("<iq from='#c@gw/bob' to='me@x/b' type='error' id='p'>")
                .contains("<error type='cancel'><not-acceptable");
    }

    @Test
    void whoStillWaitsIsNotIn() {
        room.leaves("me@x/a", "bob");
        room.joins("me@x/b", "bob");
        room.forget();
        ping("b", "bob");

        assertThat(room.sent()).singleElement().asString().contains("<not-acceptable");
    }

    @Test
    void aFormerNickIsNotFoundWhichMeansIn() {
        room.tells(
                new LegacyEvent.OccupantRenamed(
                        RoomScenario.ROOM, "bob", RoomScenario.occupant("rob")));
        room.forget();
        ping("a", "bob");

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).singleElement().asString().contains("<item-not-found");
    }

    @Test
    void othersAreNeverPinged() {
        ping("a", "alice");

        assertThat(room.asked()).isEmpty();
        assertThat(room.sent()).singleElement().asString().contains("<service-unavailable");
    }

    private void ping(String resource, String nick) {
        room.gets(
                ("<iq type='get' id='p' from='me@x/%s' to='#c@gw/%s'>"
                                + "<ping xmlns='urn:xmpp:ping'/></iq>")
                        .formatted(resource, nick));
    }
}
