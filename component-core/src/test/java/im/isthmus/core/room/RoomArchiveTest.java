package im.isthmus.core.room;

import static im.isthmus.core.room.RecordingHost.parsed;
import static im.isthmus.core.room.RoomScenario.A;
import static im.isthmus.core.room.RoomScenario.B;
import static im.isthmus.core.room.RoomScenario.ROOM;
import static im.isthmus.core.room.RoomScenario.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import im.isthmus.core.archive.ArchivedMessage;
import im.isthmus.core.backend.RoomWishes;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.Subject;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.event.RoomReport;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.HistoryPoint;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.content.ChatState;
import im.isthmus.core.room.state.RoomSettings;
import im.isthmus.core.room.talk.OlderMessages.Brought;
import im.isthmus.core.store.stay.Stay;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.dom4j.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What rooms keep, and what they remember of an earlier stay. */
class RoomArchiveTest {
    private static final Instant BEFORE = Instant.parse("2026-02-28T09:00:00Z");

    private final RoomScenario room = new RoomScenario();

    @BeforeEach
    void switchOn() {
        room.host.archived = true;
    }

    @Test
    void whoEntersGetsWhatWasSaidAtAnEarlierStay() {
        room.joins(A, "bob");
        assertThat(room.asked()).isEmpty();
        remembers("Long ago.");
        assertThat(room.asked()).containsExactly(new UserAction.JoinRoom(ROOM, "bob", null));
        assertThat(room.rooms.known(ROOM)).isEqualTo(new HistoryPoint("old", BEFORE));
        room.lets("bob", "bob");

        assertThat(room.sent().get(1).replace("></stanza-id>", "/>"))
                .isEqualTo(
                        "<message from='#c@gw/alice' type='groupchat' id='old' to='me@x/a'>"
                                + "<body>Long ago.</body>"
                                + "<stanza-id xmlns='sid:0' by='#c@gw' id='old'/>"
                                + "<delay xmlns='delay' from='#c@gw'"
                                + " stamp='2026-02-28T09:00:00Z'/></message>");
    }

    @Test
    void whoEntersIsToldThatItIsKept() {
        room.joins(A, "bob");
        remembers();
        room.lets("bob", "bob");

        assertThat(room.sent().getFirst()).contains("<status code='110'/><status code='170'/>");
    }

    @Test
    void whoHasARoomNotKeptIsToldSoThenAndOnEntering() {
        room.joins(A, "bob");
        remembers();
        room.lets("bob", "bob");
        room.forget();
        room.host.wishes = new RoomWishes(false, false, -1);
        room.tells(new RoomReport.AbilitiesChanged(ROOM));
        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("<status code='104'/><status code='171'/>");
        room.joins(B, "bob");
        assertThat(room.sent()).noneMatch(xml -> xml.contains("170"));
        room.host.wishes = RoomWishes.STANDARD;
        room.tells(new RoomReport.AbilitiesChanged(ROOM));
        assertThat(room.sent())
                .hasSize(2)
                .allMatch(xml -> xml.contains("<status code='104'/><status code='170'/>"));
    }

    @Test
    void whatIsSaidAndTheSubjectAreKeptOnceForAllResources() {
        room.joins(A, "bob");
        room.joins(B, "bob");
        remembers();
        room.lets("bob", "bob", "alice");
        room.says("alice", "Hi!");
        room.tells(new LegacyEvent.SubjectChanged(ROOM, subject("Tea"), null));
        room.tells(new LegacyEvent.RoomMessage(ROOM, "", "Mode +x", null, null, null));

        assertThat(room.host.kept)
                .extracting(each -> each.elementText("body"), each -> each.elementText("subject"))
                .containsExactly(tuple("Hi!", null), tuple(null, "Tea"));
    }

    @Test
    void whoLeavesBeforeItIsReadNeverWasThere() {
        room.joins(A, "bob");
        room.leaves(A, "bob");
        remembers("Long ago.");

        assertThat(room.asked()).isEmpty();
        assertThat(room.rooms.isEmpty()).isTrue();
    }

    @Test
    void aRefusalAfterItWasReadIsAnsweredToo() {
        room.joins(A, "bob");
        room.joins(B, "bob");
        room.host.refusal = new BackendFailure.Unreachable("Down.");
        remembers();

        assertThat(room.sent())
                .hasSize(2)
                .allMatch(each -> each.contains("<remote-server-timeout"));
        assertThat(room.rooms.isEmpty()).isTrue();
    }

    /** The archive answers. */
    @Test
    void whatWasDoneToWhatWasSaidIsKeptAndWhatWasTakenBackIsNot() {
        room.joins(A, "bob");
        remembers("Long ago.");
        room.lets("bob", "bob", "alice");
        LegacyAddressee all = new LegacyAddressee.ToRoom(ROOM);
        room.rooms
                .events()
                .aftermath(ROOM, new MessageEvent.Reacted(all, "alice", "old", List.of("👋")));
        room.rooms
                .events()
                .aftermath(
                        ROOM, new MessageEvent.MessageRetracted(all, "alice", "old", true, "rude"));
        room.rooms
                .events()
                .aftermath(ROOM, new MessageEvent.ChatStateShown(all, "bob", ChatState.GONE));

        assertThat(room.host.kept).hasSize(2);
        assertThat(room.host.kept.getLast().asXML()).contains("<retract ", "stanza-id");
        assertThat(room.host.withdrawn).containsOnlyKeys("old");
        assertThat(room.host.withdrawn.values().iterator().next().asXML())
                .contains("<retracted ", "<moderated ", "rude", "stamp=\"2026-03-01T12:00:00Z\"");
        room.forget();
        room.joins(B, "bob");
        assertThat(room.sent()).noneMatch(xml -> xml.contains("Long ago."));
    }

    @Test
    void whatWasDoneMeanwhileHasItsTimeAndItsName() {
        room.joins(A, "bob");
        remembers("Long ago.");
        room.lets("bob", "bob", "alice");
        room.sent();
        room.rooms
                .events()
                .aftermath(
                        ROOM,
                        new MessageEvent.Reacted(
                                new LegacyAddressee.ToRoom(ROOM),
                                "alice",
                                "old",
                                List.of("👋"),
                                new MessageEvent.Deed(
                                        "d1", Instant.parse("2026-03-01T11:00:00Z"))));

        assertThat(room.sent())
                .singleElement()
                .asString()
                .contains("id='d1'", "stamp='2026-03-01T11:00:00Z'", "👋");
        assertThat(room.host.kept.getLast().asXML()).contains("id=\"d1\"");
    }

    @Test
    void whatWasTakenBackAtAnEarlierStayIsNoHistory() {
        room.joins(A, "bob");
        Element retraction =
                RoomScenario.stanza(
                                "<message from='#c@gw/alice' to='x@y' type='groupchat' id='r'>"
                                        + "<retract xmlns='urn:xmpp:message-retract:1' id='old'/>"
                                        + "<body>/me took it back</body></message>")
                        .element();
        recalls(said("Long ago."), new ArchivedMessage("r", BEFORE, "alice", retraction));
        room.lets("bob", "bob");

        assertThat(room.sent()).noneMatch(xml -> xml.contains("<body>"));
    }

    @Test
    void whoReadsBackDoesNotWaitForASessionThatEnds() {
        room.joins(A, "bob");
        remembers();
        room.lets("bob", "bob");
        CompletableFuture<Brought> answer = new CompletableFuture<>();
        room.rooms.stanzas().older(ROOM, new HistoryPoint(null, BEFORE), 5, answer);
        assertThat(answer).isNotDone();
        room.rooms.shutdown("Bye.");

        assertThat(answer).isCompletedWithValue(Brought.NOTHING);
    }

    @Test
    void whatWasDoneAtAnEarlierStayIsNoNewsWhenTheNetworkRepeatsIt() {
        room.rooms
                .stays()
                .restore(List.of(new Stay(ROOM, "bob", null, List.of(parsed(A)), null, false)));
        Instant later = BEFORE.plusSeconds(60);
        recalls(said("Long ago."), new ArchivedMessage("d1", later, "alice", reaction()));
        assertThat(room.rooms.known(ROOM)).isEqualTo(new HistoryPoint("d1", later));
        room.lets("bob", "bob", "alice");
        room.sent();
        reacts("d1", later);
        assertThat(room.sent()).isEmpty();
        assertThat(room.host.kept).isEmpty();
        reacts("d2", later.plusSeconds(1));
        assertThat(room.sent()).singleElement().asString().contains("id='d2'");
    }

    @Test
    void howSomebodyReactedAtAnEarlierStayIsKnown() {
        comesBack(room, said("Long ago."), new ArchivedMessage("d1", BEFORE, "alice", reaction()));
        assertThat(room.rooms.reactions(ROOM, "alice", "old")).containsExactly("👋");
        assertThat(room.rooms.reactions(ROOM, "carol", "old")).isEmpty();
        assertThat(room.rooms.reactions(ROOM, "alice", "other")).isEmpty();
    }

    /** Clocks differ, so networks are asked for a little of what is known too. */
    @Test
    void whatWasTakenBackAtAnEarlierStayIsNotSaidAgainWhenTheNetworkRepeatsIt() {
        comesBack(room, new ArchivedMessage("old", BEFORE, "alice", tombstone()));
        repeats(room, "old", "Rude.");
        assertThat(room.sent()).isEmpty();
        assertThat(room.host.kept).isEmpty();
    }

    @Test
    void whoWantsNoHistoryIsNotToldAgainWhatTheNetworkRepeats() {
        RoomScenario without = new RoomScenario(RoomSettings.standard().withHistory(0));
        without.host.archived = true;
        comesBack(
                without,
                said("Long ago."),
                new ArchivedMessage(
                        "last", BEFORE.plusSeconds(1), "alice", said("Later.").message()));
        repeats(without, "old", "Long ago.");
        repeats(without, "last", "Later.");
        assertThat(without.sent()).isEmpty();
        repeats(without, "new", "News.");
        assertThat(without.sent()).singleElement().asString().contains("News.");
        assertThat(without.host.recalled).containsExactly(20);
    }

    private static void comesBack(RoomScenario to, ArchivedMessage... before) {
        to.rooms
                .stays()
                .restore(List.of(new Stay(ROOM, "bob", null, List.of(parsed(A)), null, false)));
        to.host.recalls.removeFirst().accept(List.of(before));
        to.lets("bob", "bob", "alice");
        to.sent();
    }

    private static void repeats(RoomScenario in, String name, String body) {
        in.tells(
                new RoomReport.HistoryFetched(
                        ROOM,
                        List.of(
                                new LegacyEvent.RoomMessage(
                                        ROOM, "alice", body, null, name, BEFORE))));
    }

    private static Element tombstone() {
        return RoomScenario.stanza(
                        "<message from='#c@gw/alice' to='x@y' type='groupchat' id='old'>"
                                + "<retracted xmlns='urn:xmpp:message-retract:1' id='r'/></message>")
                .element();
    }

    @Test
    void aSubjectOfBeforeIsNoChangeAfterARestart() {
        returnsTo(new Subject("Tea", "alice", BEFORE.minusSeconds(60)));
        assertThat(room.sent())
                .anySatisfy(xml ->
                        assertThat(xml).contains("<subject>Tea<", "stamp='2026-02-28T08:59:00Z'"));
        assertThat(room.host.kept).isEmpty();
    }

    @Test
    void aSubjectThatWasSetWhileTheGatewayWasDownIsKeptAtItsTime() {
        returnsTo(new Subject("Tea", "alice", BEFORE.plusSeconds(60)));
        assertThat(room.host.kept)
                .singleElement()
                .satisfies(each -> assertThat(each.elementText("subject")).isEqualTo("Tea"));
        assertThat(room.host.times).containsExactly(BEFORE.plusSeconds(60));
    }

    @Test
    void aSubjectIsKeptByOneNameWhoeverTellsIt() {
        room.joins(A, "bob");
        remembers();
        room.lets("bob", "bob", "alice");
        Instant set = Instant.parse("2026-03-01T11:59:59.700Z");
        room.tells(new LegacyEvent.SubjectChanged(ROOM, new Subject("Tea", "alice", set), null));
        room.sent();
        Instant seconds = Instant.parse("2026-03-01T11:59:59Z");
        room.tells(new RoomReport.SubjectWas(ROOM, new Subject("Tea", "alice", seconds)));
        room.tells(new RoomReport.SubjectWas(ROOM, new Subject("Coffee", "alice", seconds)));

        assertThat(room.sent()).isEmpty();
        assertThat(room.rooms.view(ROOM).subject()).isEqualTo("Tea");
        List<String> names =
                room.host.kept.stream()
                        .map(each -> each.element("stanza-id").attributeValue("id"))
                        .toList();
        assertThat(names.get(0)).isEqualTo(names.get(1)).isNotEqualTo(names.get(2));
        assertThat(room.host.times).containsExactly(room.host.now, seconds, seconds);
    }

    /** The gateway comes back, and finds the room like this. */
    private void returnsTo(Subject subject) {
        room.rooms
                .stays()
                .restore(List.of(new Stay(ROOM, "bob", null, List.of(parsed(A)), null, false)));
        remembers("Long ago.");
        room.tells(
                new LegacyEvent.RoomJoined(
                        ROOM, "bob", List.of(RoomScenario.occupant("bob")), subject));
    }

    private void reacts(String name, Instant time) {
        LegacyAddressee all = new LegacyAddressee.ToRoom(ROOM);
        var deed = new MessageEvent.Deed(name, time);
        room.rooms
                .events()
                .aftermath(
                        ROOM, new MessageEvent.Reacted(all, "alice", "old", List.of("👋"), deed));
    }

    private static Element reaction() {
        return RoomScenario.stanza(
                        "<message from='#c@gw/alice' to='x@y' type='groupchat' id='d1'>"
                                + "<reactions xmlns='urn:xmpp:reactions:0' id='old'>"
                                + "<reaction>👋</reaction></reactions></message>")
                .element();
    }

    private void remembers(String... bodies) {
        recalls(Stream.of(bodies).map(this::said).toArray(ArchivedMessage[]::new));
    }

    private void recalls(ArchivedMessage... found) {
        room.host.recalls.removeFirst().accept(List.of(found));
    }

    private ArchivedMessage said(String body) {
        Element message =
                RoomScenario.stanza(
                                ("<message from='#c@gw/alice' type='groupchat' id='old' to='x@y'>"
                                                + "<body>%s</body><stanza-id xmlns='urn:xmpp:sid:0'"
                                                + " by='#c@gw' id='old'/></message>")
                                        .formatted(body))
                        .element();
        message.remove(message.attribute("to"));
        return new ArchivedMessage("old", BEFORE, "alice", message);
    }
}
