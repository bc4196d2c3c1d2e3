package im.isthmus.irc;

import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.UserAction.JoinRoom;
import im.isthmus.core.backend.action.UserAction.LeaveRoom;
import im.isthmus.core.backend.event.LegacyEvent.ConsoleMessage;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.Invited;
import im.isthmus.core.backend.event.LegacyEvent.NetworkChanged;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoinFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.LegacyEvent.Subject;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.irc.network.connecting.Timings;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Into channels and out of them. */
@Timeout(60)
class JoinTest {
    private FakeIrcServer server;
    private TestUser juliet;

    @BeforeEach
    void start() throws Exception {
        server = FakeIrcServer.start();
        juliet = new TestUser(TestBackends.to(server.port()), "juliet.capulet@example.org");
    }

    @AfterEach
    void stop() throws Exception {
        juliet.close();
        server.close();
    }

    @Test
    void aJoinConnectsAndIsAnsweredWithEverybodyThere() {
        server.script((client, line) -> {
            if (!line.equals("JOIN #balcony")) {
                return false;
            }
            client.send(":" + client.mask() + " JOIN #Balcony");
            client.numeric("332", "#Balcony :Two \u0002households\u0002");
            client.numeric("333", "#Balcony chorus!c@host 1700000000");
            client.numeric("353", "= #Balcony :@+op!p@h +voice!v@h");
            client.numeric("353", "= #Balcony :plain!x@h " + client.mask());
            client.numeric("366", "#Balcony :End");
            return true;
        });

        RoomJoined joined = juliet.join("#balcony", "Juliet");

        assertThat(joined.room()).isEqualTo(room("#balcony"));
        assertThat(joined.nick()).isEqualTo("Juliet");
        assertThat(joined.subject())
                .isEqualTo(
                        new Subject("Two households", "chorus", Instant.ofEpochSecond(1700000000)));
        assertThat(joined.occupants()).hasSize(4);
        assertThat(joined.occupants())
                .contains(
                        new Occupant(
                                "op",
                                Occupant.Affiliation.ADMIN,
                                Occupant.Role.MODERATOR,
                                "p@h",
                                "op!p@h",
                                false),
                        new Occupant(
                                "voice",
                                Occupant.Affiliation.MEMBER,
                                Occupant.Role.PARTICIPANT,
                                "v@h",
                                "voice!v@h",
                                false));
        server.awaitClient("Juliet").awaitStart("USER julietcapu ");
        assertThat(juliet.isIdle()).isFalse();
    }

    @Test
    void theLinkThatComesUpIsTold() {
        juliet.join("#balcony", "juliet");
        juliet.join("#garden", "juliet");
        assertThat(juliet.seen(NetworkChanged.class))
                .containsExactly(
                        new NetworkChanged(
                                TestUser.network(), true, "Connected to testnet as juliet."));
    }

    @Test
    void aRefusedJoinIsAnsweredByTheReason() {
        refuse("473", "#balcony :No entry");
        juliet.act(new JoinRoom(room("#balcony"), "juliet", null));

        RoomJoinFailed failed = juliet.await(RoomJoinFailed.class);
        assertThat(failed.room()).isEqualTo(room("#balcony"));
        assertThat(failed.failure()).isInstanceOf(BackendFailure.MembershipNeeded.class);
        assertThat(failed.failure().text()).isEqualTo("No entry");
    }

    @Test
    void aBusyServerNamesNoChannelAndTheJoinIsAnsweredAllTheSame() {
        refuse("263", "JOIN :Server load is too high");
        juliet.act(new JoinRoom(room("#balcony"), "juliet", null));
        assertThat(juliet.await(RoomJoinFailed.class).failure())
                .isInstanceOf(BackendFailure.Temporary.class);
    }

    @Test
    void aForwardIsAnsweredByTheNewRoomAndAnInvitation() {
        server.script((client, line) -> {
            if (!line.equals("JOIN #balcony")) {
                return false;
            }
            client.numeric("470", "#balcony ##Balcony :Forwarding to another channel");
            client.send(":" + client.mask() + " JOIN ##Balcony");
            client.send(":romeo!r@h PRIVMSG ##Balcony :here we are");
            client.numeric("353", "= ##Balcony :romeo " + client.nick());
            client.numeric("366", "##Balcony :End");
            return true;
        });
        juliet.join("#garden", "juliet");
        juliet.act(new JoinRoom(room("#balcony"), "juliet", null));

        assertThat(juliet.await(RoomJoinFailed.class).failure())
                .isEqualTo(
                        new BackendFailure.Moved(
                                "Forwarding to another channel", "##balcony%testnet"));
        assertThat(juliet.await(Invited.class).room()).isEqualTo(room("##balcony"));

        juliet.join("##balcony", "juliet");
        assertThat(juliet.await(RoomMessage.class).body()).isEqualTo("here we are");
        assertThat(server.awaitClient("juliet").received()).doesNotContain("JOIN ##balcony");
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUp() throws Exception {
        server.script((client, line) -> line.startsWith("JOIN"));
        Timings timings = TestBackends.TIMINGS;
        try (TestUser romeo =
                new TestUser(
                        TestBackends.to(server.port(), joinWithin(timings, 100)),
                        "romeo@example.org")) {
            romeo.act(new JoinRoom(room("#balcony"), "romeo", null));
            assertThat(romeo.await(RoomJoinFailed.class).failure())
                    .isInstanceOf(BackendFailure.Unreachable.class);
            // The user is not in, so a late JOIN must be followed by a PART.
            FakeIrcClient client = server.awaitConnection(1);
            client.awaitStart("QUIT");
        }
    }

    @Test
    void aNetworkThatCannotBeReachedAnswersAllJoins() throws Exception {
        server.close();
        juliet.act(new JoinRoom(room("#a"), "juliet", null));
        juliet.act(new JoinRoom(room("#b"), "juliet", null));
        for (String channel : new String[] {"#a", "#b"}) {
            RoomJoinFailed failed =
                    juliet.await(
                            RoomJoinFailed.class, f -> f.room().equals(TestUser.room(channel)));
            assertThat(failed.failure()).isInstanceOf(BackendFailure.Unreachable.class);
        }
        assertThat(juliet.isIdle()).isTrue();
    }

    @Test
    void anUnknownNetworkIsRefusedAtOnce() {
        var elsewhere = new LegacyRoom("#a%elsewhere");
        assertThat(juliet.actInVain(new JoinRoom(elsewhere, "juliet", null)))
                .isInstanceOf(BackendFailure.NotFound.class);
    }

    @Test
    void aNickThatIrcCannotHaveIsRefusedAtOnce() {
        assertThat(juliet.actInVain(new JoinRoom(room("#a"), "Juliet Capulet", null)))
                .isInstanceOf(BackendFailure.BadValue.class);
    }

    @Test
    void aTakenNickIsReplacedAndTold() throws Exception {
        try (TestUser other = new TestUser(TestBackends.to(server.port()), "nurse@example.org")) {
            other.join("#balcony", "juliet");
            assertThat(juliet.join("#balcony", "juliet").nick()).isEqualTo("juliet_");
        }
    }

    @Test
    void whereNoSuchNickIsFreeTheJoinFailsAndAnotherOneCanBeTried() {
        server.answer(
                line -> line.startsWith("NICK juliet"),
                client -> client.send(":irc.test 433 * juliet :Nickname is already in use"));
        juliet.act(new JoinRoom(room("#balcony"), "juliet", null));
        assertThat(juliet.await(RoomJoinFailed.class).failure())
                .isInstanceOf(BackendFailure.NickTaken.class);
        assertThat(juliet.join("#balcony", "capulet").nick()).isEqualTo("capulet");
    }

    @Test
    void aKeyIsPassedOn() {
        juliet.act(new JoinRoom(room("#balcony"), "juliet", "ladder"));
        juliet.await(RoomJoined.class);
        server.awaitClient("juliet").await("JOIN #balcony ladder");
        assertThat(juliet.actInVain(new JoinRoom(room("#b"), "juliet", "a,b")))
                .isInstanceOf(BackendFailure.BadValue.class);
    }

    @Test
    void joinsWhileConnectingGoOutInOneLine() {
        CompletableFuture<Void> open = server.shut();
        juliet.act(new JoinRoom(room("#a"), "juliet", null));
        juliet.act(new JoinRoom(room("#b"), "juliet", "key"));
        juliet.act(new JoinRoom(room("#c"), "juliet", null));
        open.complete(null);
        juliet.await(RoomJoined.class);
        juliet.await(RoomJoined.class);
        juliet.await(RoomJoined.class);
        server.awaitClient("juliet").await("JOIN #b,#a,#c key");
    }

    @Test
    void manyJoinsGoOutInLinesThatTheNetworkTakes() throws Exception {
        List<String> names =
                IntStream.range(0, 12).mapToObj(i -> "#" + "long".repeat(12) + i).toList();
        List<String> lines = joinAll(names);
        assertThat(lines).hasSizeGreaterThan(1).allMatch(line -> line.length() + 2 <= 512);
        assertThat(channels(lines)).containsExactlyElementsOf(names);
    }

    @Test
    void noMoreChannelsAreInALineThanTheNetworkSays() throws Exception {
        stop();
        server =
                FakeIrcServer.start(
                        FakeIrcServer.Options.DEFAULT.withIsupport("CHANTYPES=# TARGMAX=JOIN:2"));
        juliet = new TestUser(TestBackends.to(server.port()), "juliet@example.org");
        List<String> lines = joinAll(List.of("#a", "#b", "#c", "#d", "#e"));
        assertThat(lines).containsExactly("JOIN #a,#b", "JOIN #c,#d", "JOIN #e");
    }

    private List<String> joinAll(List<String> names) {
        CompletableFuture<Void> open = server.shut();
        names.forEach(name -> juliet.act(new JoinRoom(room(name), "juliet", null)));
        open.complete(null);
        names.forEach(_ -> juliet.await(RoomJoined.class));
        return server.awaitClient("juliet").received().stream()
                .filter(line -> line.startsWith("JOIN"))
                .toList();
    }

    private static List<String> channels(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Stream.of(line.substring("JOIN ".length()).split(",")))
                .toList();
    }

    @Test
    void theNickIsOneForAllChannelsOfANetwork() {
        juliet.join("#balcony", "juliet");
        assertThat(juliet.join("#garden", "capulet").nick()).isEqualTo("juliet");
        assertThat(server.awaitClient("juliet").received())
                .filteredOn(line -> line.startsWith("NICK"))
                .containsExactly("NICK juliet");
    }

    @Test
    void aSecondSpellingOfAChannelIsPointedToTheFirst() {
        juliet.join("#foo{", "juliet");
        assertThat(juliet.actInVain(new JoinRoom(room("#foo["), "juliet", null)))
                .isInstanceOfSatisfying(
                        BackendFailure.Moved.class,
                        moved -> assertThat(moved.newLocalpart()).isEqualTo("#foo{%testnet"));
    }

    @Test
    void theLastChannelLeftEndsTheConnectionAfterAWhile() {
        juliet.join("#balcony", "juliet");
        juliet.act(new LeaveRoom(room("#balcony"), "good night"));

        assertThat(juliet.await(RoomLeft.class).departure())
                .isEqualTo(new Departure.Left("good night"));
        FakeIrcClient client = server.awaitConnection(1);
        client.await("PART #balcony :good night");
        client.awaitStart("QUIT");
        Await.until("idle", juliet::isIdle);
    }

    @Test
    void comingBackSoonCostsNoNewConnection() throws Exception {
        try (TestUser romeo =
                new TestUser(
                        TestBackends.to(server.port(), Timings.DEFAULT), "romeo@example.org")) {
            romeo.join("#balcony", "romeo");
            romeo.act(new LeaveRoom(room("#balcony"), ""));
            romeo.join("#balcony", "romeo");
            assertThat(server.clients()).hasSize(1);
        }
    }

    @Test
    void aJoinTakenBackIsFollowedByAPart() {
        server.script((client, line) -> line.matches("(JOIN|PART) #slow.*"));
        juliet.join("#balcony", "juliet");
        juliet.act(new JoinRoom(room("#slow"), "juliet", null));
        juliet.act(new LeaveRoom(room("#slow"), "changed my mind"));
        FakeIrcClient client = server.awaitClient("juliet");
        client.await("PART #slow :changed my mind");

        client.send(":" + client.mask() + " JOIN #slow");
        client.numeric("366", "#slow :End");
        client.send(":" + client.mask() + " PART #slow");
        client.send(":romeo!r@h PRIVMSG #balcony :after that");
        juliet.await(RoomMessage.class);
        assertThat(juliet.seen(RoomJoined.class)).hasSize(1);
        assertThat(juliet.seen(Invited.class)).isEmpty();
    }

    @Test
    void aRefusalOfAJoinTakenBackIsNoNewsAndHitsNoLaterJoin() {
        server.script((client, line) -> line.matches("(JOIN|PART) #slow.*"));
        juliet.join("#balcony", "juliet");
        juliet.act(new JoinRoom(room("#slow"), "juliet", null));
        juliet.act(new LeaveRoom(room("#slow"), ""));
        juliet.act(new JoinRoom(room("#slow"), "juliet", null));
        FakeIrcClient client = server.awaitClient("juliet");
        client.awaitStart("PART #slow");

        client.numeric("473", "#slow :Cannot join channel (+i)");
        client.numeric("442", "#slow :You're not on that channel");
        client.send(":" + client.mask() + " JOIN #slow");
        client.numeric("366", "#slow :End");
        juliet.await(RoomJoined.class, joined -> joined.room().equals(room("#slow")));
        assertThat(juliet.seen(RoomJoinFailed.class)).isEmpty();
        assertThat(juliet.seen(ConsoleMessage.class)).isEmpty();
    }

    @Test
    void aJoinThatIsNeverAnsweredTakesNoAnswerOfTheNextOne() throws Exception {
        server.ignore("JOIN #slow");
        Timings quick = joinWithin(TestBackends.TIMINGS, 300);
        try (TestUser romeo =
                new TestUser(TestBackends.to(server.port(), quick), "romeo@example.org")) {
            romeo.join("#balcony", "romeo");
            romeo.act(new JoinRoom(room("#slow"), "romeo", null));
            romeo.await(RoomJoinFailed.class);
            server.awaitClient("romeo").awaitStart("PART #slow"); // refused: romeo is not there
            refuse("473", "#slow :Cannot join channel (+i)");
            romeo.act(new JoinRoom(room("#slow"), "romeo", null));
            assertThat(romeo.await(RoomJoinFailed.class).failure())
                    .isInstanceOf(BackendFailure.MembershipNeeded.class);
        }
    }

    @Test
    void aChannelThatTheNetworkChoseIsAnInvitation() {
        juliet.join("#balcony", "juliet");
        FakeIrcClient client = server.awaitClient("juliet");
        client.send(":" + client.mask() + " JOIN #Mandatory");
        client.numeric("353", "= #Mandatory :@admin juliet");
        client.numeric("366", "#Mandatory :End");
        assertThat(juliet.await(Invited.class).room()).isEqualTo(room("#mandatory"));
        assertThat(juliet.join("#mandatory", "juliet").occupants()).hasSize(2);
    }

    private void refuse(String numeric, String rest) {
        server.answer(line -> line.startsWith("JOIN"), client -> client.numeric(numeric, rest));
    }

    private static Timings joinWithin(Timings t, int millis) {
        return new Timings(
                Duration.ofMillis(millis),
                t.answer(),
                t.linger(),
                t.talkLinger(),
                t.firstRetry(),
                t.lastRetry(),
                t.hurriedRetry(),
                t.rejoin(),
                t.comeback());
    }
}
