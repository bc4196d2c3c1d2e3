package im.isthmus.core.room;

import static im.isthmus.core.room.RoomScenario.A;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.ListedRoom;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.stanza.Paging;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stream.Stanza;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of rooms of a network, in pages, while it is still being told. */
class RoomDirectoryTest {
    private static final LegacyNetwork NETWORK = new LegacyNetwork("net");

    private final RoomScenario room = new RoomScenario();

    @Test
    void theFirstPageDoesNotWaitForTheLast() {
        ask("<max>2</max>");
        MessageRef ref = asked();
        tell(ref, 1, 2, false);
        assertThat(room.sent()).isEmpty();
        tell(ref, 3, 3, false);

        assertThat(room.sent())
                .containsExactly(
                        "<iq from='net@gw' to='me@x/a' type='result' id='l1'>"
                                + "<query xmlns='http://jabber.org/protocol/disco#items'>"
                                + "<item jid='#1@gw' name='One (7)'/>"
                                + "<item jid='#2@gw' name='One (7)'/>"
                                + "<set xmlns='http://jabber.org/protocol/rsm'>"
                                + "<first index='0'>#1@gw</first><last>#2@gw</last></set>"
                                + "</query></iq>");
        ask("<max>2</max><after>#2@gw</after>");
        assertThat(room.sent()).isEmpty();
        tell(ref, 4, 4, true);
        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("#3@gw", "#4@gw", "<count>4</count>");
        assertThat(room.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "<max>2</max><before/>, #4@gw #5@gw",
        "<max>2</max><before>#4@gw</before>, #2@gw #3@gw",
        "<max>9</max><after>#3@gw</after>, #4@gw #5@gw",
        "<max>1</max><index>2</index>, #3@gw",
        "<after>#5@gw</after>, ''",
        "<max>0</max>, ''"
    })
    void anyPageOfAWholeListIsFound(String wanted, String found) {
        ask("<max>1</max>");
        tell(asked(), 1, 5, true);
        room.sent();
        ask(wanted);

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<count>5</count>")
                .satisfies(xml ->
                        assertThat(
                                        IntStream.rangeClosed(1, 5)
                                                .mapToObj(i -> "#" + i + "@gw")
                                                .filter(jid -> xml.contains("<item jid='" + jid))
                                                .toList())
                                .isEqualTo(
                                        found.isEmpty() ? List.of() : List.of(found.split(" "))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<max>5000</max>"})
    void aPageHasAHundredRoomsWhetherMoreAreWantedOrNothingIsSaid(String wanted) {
        ask(wanted);
        tell(asked(), 1, 250, true);

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<item jid='#100@gw'", "<last>#100@gw</last>", "<count>250</count>")
                .doesNotContain("<item jid='#101@gw'");
    }

    @Test
    void whatIsInNoListCannotBeAskedFor() {
        ask("<max>1</max>");
        tell(asked(), 1, 5, true);
        room.sent();
        ask("<after>#9@gw</after>");

        assertThat(room.sent()).singleElement().asString().contains("<item-not-found");
    }

    @Test
    void aListIsFreshForAMinute() {
        ask("");
        tell(asked(), 1, 1, true);
        room.sent();
        ask("");
        assertThat(room.asked()).isEmpty();
        room.host.passes(Duration.ofSeconds(61));
        ask("<after>#1@gw</after>");
        assertThat(room.asked()).isEmpty();
        ask("");
        assertThat(room.asked()).hasSize(1);
    }

    @Test
    void aSilentNetworkIsAnsweredFor() {
        ask("");
        room.host.passes(Duration.ofMinutes(1));
        assertThat(room.sent()).singleElement().asString().contains("<remote-server-timeout");

        RoomScenario half = new RoomScenario();
        ask(half, "");
        tell(half, new MessageRef(RecordingHost.parsed(A), "rooms-1", null), 1, 3, false);
        half.host.passes(Duration.ofMinutes(1));
        assertThat(half.sent()).singleElement().asString().contains("<count>3</count>");
    }

    @Test
    void aRefusalIsForAllWhoWait() {
        ask("");
        ask("<max>5</max>");
        MessageRef ref = asked();
        boolean ours =
                room.rooms
                        .events()
                        .requestFailed(
                                new LegacyEvent.RequestFailed(
                                        ref, new BackendFailure.NotAllowed("Not here.")));

        assertThat(ours).isTrue();
        assertThat(room.sent()).hasSize(2).allMatch(each -> each.contains("<not-allowed"));
    }

    private void ask(String wanted) {
        ask(room, wanted);
    }

    private static void ask(RoomScenario room, String wanted) {
        Stanza iq =
                RoomScenario.stanza(
                        ("<iq type='get' id='l1' from='me@x/a' to='net@gw'>"
                                        + "<query xmlns='http://jabber.org/protocol/disco#items'>"
                                        + "<set xmlns='%s'>%s</set></query></iq>")
                                .formatted(Paging.NAMESPACE, wanted));
        try {
            room.rooms.stanzas().list(NETWORK, iq, Paging.of(iq.element().elements().getFirst()));
        } catch (StanzaException e) {
            room.host.send(Replies.error(iq, e));
        }
    }

    private MessageRef asked() {
        return ((UserAction.ListRooms) room.asked().getFirst()).ref();
    }

    private void tell(MessageRef ref, int from, int to, boolean last) {
        tell(room, ref, from, to, last);
    }

    private static void tell(RoomScenario room, MessageRef ref, int from, int to, boolean last) {
        List<ListedRoom> rooms =
                IntStream.rangeClosed(from, to)
                        .mapToObj(i -> new ListedRoom(new LegacyRoom("#" + i), "One", 7))
                        .toList();
        room.rooms.events().listed(new LegacyEvent.RoomsListed(ref, rooms, last));
    }
}
