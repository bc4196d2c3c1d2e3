package im.isthmus.irc;

import static im.isthmus.irc.TestUser.network;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.UserAction.Availability;
import im.isthmus.core.backend.action.UserAction.ChangeAvailability;
import im.isthmus.core.backend.action.UserAction.ChangeNick;
import im.isthmus.core.backend.action.UserAction.JoinRoom;
import im.isthmus.core.backend.event.LegacyEvent.ConsoleMessage;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.NetworkChanged;
import im.isthmus.core.backend.event.LegacyEvent.NickRefused;
import im.isthmus.core.backend.event.LegacyEvent.OccupantRenamed;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoinFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The link to a network: lost, back, closed by the user, and its console. */
@Timeout(60)
class LinkTest extends ScriptedNetwork {
    @Test
    void aReconnectKnowsTheKeyThatAChannelGotMeanwhile() {
        juliet.join("#balcony", "juliet");
        FakeIrcClient client = server.awaitClient("juliet");
        client.send(":nurse!n@h MODE #balcony +k sesame");
        juliet.await(RoomMessage.class);
        client.close();
        server.awaitConnection(2).await("JOIN #balcony sesame");
    }

    @Test
    void aReconnectRejoinsWithoutASecondJoin() {
        juliet.act(new JoinRoom(room("#balcony"), "juliet", "key"));
        juliet.await(RoomJoined.class);
        juliet.join("#orchard", "juliet");
        juliet.act(new ChangeAvailability(new Availability(true, "asleep")));
        server.awaitClient("juliet").close();

        for (String channel : new String[] {"#balcony", "#orchard"}) {
            RoomLeft left =
                    juliet.await(RoomLeft.class, l -> l.room().equals(TestUser.room(channel)));
            assertThat(left.departure())
                    .isInstanceOfSatisfying(
                            Departure.LinkLost.class,
                            lost -> assertThat(lost.comingBack()).isTrue());
        }
        assertThat(juliet.await(RoomJoined.class).nick()).isEqualTo("juliet");
        juliet.await(RoomJoined.class);
        FakeIrcClient back = server.awaitConnection(2);
        back.await("AWAY asleep");
        back.await("JOIN #balcony,#orchard key");
        assertThat(juliet.seen(NetworkChanged.class))
                .extracting(NetworkChanged::connected)
                .containsExactly(true, false, true);
    }

    @Test
    void aNickThatTheUserChoseIsKeptOverAReconnect() {
        juliet.join("#balcony", "juliet");
        juliet.act(new ChangeNick(room("#balcony"), "capulet"));
        juliet.await(OccupantRenamed.class);
        server.awaitClient("capulet").close();
        assertThat(juliet.await(RoomJoined.class).nick()).isEqualTo("capulet");
    }

    @Test
    void aNickThatTheUserTypedIsKeptOverAReconnectAndOneThatServicesChoseIsNot() {
        juliet.join("#balcony", "juliet");
        juliet.say("#balcony", "n1", "/nick capulet");
        juliet.await(OccupantRenamed.class);
        FakeIrcClient client = server.awaitClient("capulet");
        client.send(":" + client.mask() + " NICK Guest1");
        juliet.await(OccupantRenamed.class);
        client.close();
        assertThat(juliet.await(RoomJoined.class).nick()).isEqualTo("capulet");
    }

    @Test
    void aNickThatAGhostHeldIsTakenBack() throws Exception {
        try (TestUser ghost = new TestUser(TestBackends.to(server.port()), "ghost@example.org")) {
            ghost.join("#balcony", "juliet");
            assertThat(juliet.join("#balcony", "juliet").nick()).isEqualTo("juliet_");
        }
        assertThat(juliet.await(OccupantRenamed.class).occupant().nick()).isEqualTo("juliet");
    }

    @Test
    void aNickThatSomebodyElsewhereHeldIsAskedForNowAndThenAndQuietly() throws Exception {
        try (TestUser ghost = new TestUser(TestBackends.to(server.port()), "ghost@example.org")) {
            ghost.join("#elsewhere", "juliet");
            assertThat(juliet.join("#balcony", "juliet").nick()).isEqualTo("juliet_");
            server.awaitClient("juliet_").await("NICK juliet");
        }
        assertThat(juliet.await(OccupantRenamed.class).occupant().nick()).isEqualTo("juliet");
        assertThat(juliet.seen(ConsoleMessage.class)).isEmpty();
        assertThat(juliet.seen(NickRefused.class)).isEmpty();
    }

    @Test
    void aRoomThatHasBecomeForbiddenMeanwhileIsGivenUp() {
        juliet.join("#balcony", "juliet");
        server.answer(
                line -> line.startsWith("JOIN"),
                client -> client.numeric("474", "#balcony :Cannot join channel (+b)"));
        server.awaitClient("juliet").close();
        assertThat(juliet.await(RoomJoinFailed.class).failure())
                .isInstanceOf(BackendFailure.Banned.class);
        Await.until("idle", juliet::isIdle);
    }

    @Test
    void aNetworkThatBansTheUserIsLeftAlone() {
        juliet.join("#balcony", "juliet");
        FakeIrcClient client = server.awaitClient("juliet");
        client.numeric("465", ":You are banned from this server");
        client.send("ERROR :Closing Link: 127.0.0.1 (K-Lined)");
        client.close();
        assertThat(juliet.await(RoomLeft.class).departure())
                .isInstanceOfSatisfying(
                        Departure.LinkLost.class, lost -> assertThat(lost.comingBack()).isFalse());
        Await.until("idle", juliet::isIdle);
        assertThat(server.clients()).hasSize(1);
    }

    @Test
    void whereTheAdminMovesTheNetworkUsersFollowWithTheirNextConnection() throws Exception {
        juliet.join("#balcony", "juliet");
        try (FakeIrcServer moved = FakeIrcServer.start()) {
            backend.change(TestBackends.config(moved.port()));
            juliet.join("#orchard", "juliet");
            assertThat(moved.clients()).isEmpty();
            server.awaitClient("juliet").close();
            moved.awaitConnection(1).await("JOIN #balcony,#orchard");
            assertThat(backend.connections()).isEqualTo(1);
        }
    }

    @Test
    void anAccountThatTheAdminGaveIsLoggedInTo() throws Exception {
        try (FakeIrcServer secured =
                        FakeIrcServer.start(
                                FakeIrcServer.Options.DEFAULT.withAccount("capulet", "s3cret"));
                TestUser known = withAccount(secured, "s3cret");
                TestUser wrong = withAccount(secured, "guess")) {
            known.join("#balcony", "juliet");
            secured.awaitClient("juliet").awaitStart("AUTHENTICATE PLAIN");

            wrong.act(new JoinRoom(room("#balcony"), "romeo", null));
            assertThat(wrong.await(RoomJoinFailed.class).failure())
                    .isInstanceOf(BackendFailure.AuthFailed.class);
            Await.until("idle", wrong::isIdle);
        }
    }

    @Test
    void rawLinesAreSentAndAnswersComeBack() {
        juliet.act(SendMessage.toNetwork(network(), juliet.ref("1"), "/whois romeo"));
        FakeIrcClient client = server.awaitClient("juliet");
        client.await("WHOIS romeo");
        client.numeric("311", "romeo r host * :Romeo M.");
        assertThat(juliet.await(ConsoleMessage.class))
                .isEqualTo(new ConsoleMessage(network(), "romeo r host * Romeo M."));
    }

    @Test
    void aRawLineIsOneCommandAndNoneOfOurs() {
        assertThat(
                        juliet.actInVain(
                                SendMessage.toNetwork(
                                        network(), juliet.ref("1"), "AUTHENTICATE PLAIN")))
                .isInstanceOf(BackendFailure.NotAllowed.class);
        assertThat(juliet.actInVain(SendMessage.toNetwork(network(), juliet.ref("1"), "")))
                .isInstanceOf(BackendFailure.BadValue.class);
        for (String end : new String[] {"\r", "\n", "\r\n"}) {
            String two = "WHOIS romeo" + end + "CAP END";
            assertThat(juliet.actInVain(SendMessage.toNetwork(network(), juliet.ref("1"), two)))
                    .isInstanceOf(BackendFailure.NotAllowed.class);
        }
        assertThat(juliet.isIdle()).isTrue();
    }

    @Test
    void rawLinesWaitForTheirTurnLikeAllOthers() throws Exception {
        try (TestUser nurse =
                new TestUser(TestBackends.throttled(server.port(), 4), "nurse@example.org")) {
            String body = "ISON a\nISON b\nISON c\nISON d\nISON e\nISON f";
            nurse.act(SendMessage.toNetwork(network(), nurse.ref("1"), body));
            FakeIrcClient client = server.awaitConnection(1);
            client.await("ISON a");
            client.send("PING :all");
            client.await("PONG all");
            assertThat(client.received()).doesNotContain("ISON f");
        }
    }

    @Test
    void theMessageOfTheDayIsOneAnswerToWhoAsks() {
        juliet.act(SendMessage.toNetwork(network(), juliet.ref("1"), "MOTD"));
        FakeIrcClient client = server.awaitClient("juliet");
        client.await("MOTD");
        client.numeric("375", ":- Message of the day -");
        client.numeric("372", ":- Two households");
        client.numeric("372", ":- both alike in \u0002dignity\u0002");
        client.numeric("376", ":End of /MOTD command.");
        assertThat(juliet.await(ConsoleMessage.class).body())
                .isEqualTo("- Message of the day -\n- Two households\n- both alike in dignity");
    }

    @Test
    void theServersOwnWordsAreToldOnceItHasGreeted() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        try (TestUser nurse =
                new TestUser(TestBackends.at(server.port(), now::get), "nurse@example.org")) {
            nurse.join("#balcony", "nurse");
            FakeIrcClient client = server.awaitClient("nurse");
            client.send(":irc.test NOTICE nurse :*** Your host is masked");
            client.send(":irc.test PRIVMSG #balcony :greeted");
            nurse.await(RoomMessage.class);
            now.updateAndGet(instant -> instant.plusSeconds(11));
            client.send(":irc.test NOTICE nurse :*** Restarting at noon");
            assertThat(nurse.await(ConsoleMessage.class))
                    .isEqualTo(new ConsoleMessage(network(), "*** Restarting at noon"));
            client.numeric("491", ":No appropriate operator blocks");
            assertThat(nurse.await(ConsoleMessage.class).body())
                    .isEqualTo("No appropriate operator blocks");
        }
    }

    @Test
    void connectingIsQuiet() {
        juliet.join("#balcony", "juliet");
        FakeIrcClient client = server.awaitClient("juliet");
        client.numeric("422", ":MOTD file is missing");
        client.send(":irc.test NOTICE juliet :*** You are connected using TLS");
        client.send(":romeo!r@h PRIVMSG #balcony :quiet here");
        juliet.await(RoomMessage.class);
        assertThat(juliet.seen(ConsoleMessage.class)).isEmpty();
    }

    @Test
    void quitEndsTheLinkForGood() {
        juliet.join("#balcony", "juliet");
        FakeIrcClient client = server.awaitClient("juliet");
        juliet.act(SendMessage.toNetwork(network(), juliet.ref("1"), "QUIT :farewell"));
        client.await("QUIT farewell");
        assertThat(juliet.await(RoomLeft.class).departure())
                .isInstanceOfSatisfying(
                        Departure.LinkLost.class, lost -> assertThat(lost.comingBack()).isFalse());
        assertThat(juliet.isIdle()).isTrue();
    }

    private static TestUser withAccount(FakeIrcServer server, String password) throws Exception {
        String account =
                """
                [irc.networks.testnet.accounts."juliet@example.org"]
                account = "capulet"
                password = "%s"
                """
                        .formatted(password);
        return new TestUser(TestBackends.to(server.port(), account), "juliet@example.org");
    }
}
