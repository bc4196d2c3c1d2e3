package im.isthmus.irc;

import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.UserAction.JoinRoom;
import im.isthmus.core.backend.action.UserAction.ReturnToRoom;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoinFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.testing.FakeIrcClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way back to channels after the gateway was restarted, and after the network refused it. */
@Timeout(60)
class ReturnTest extends ScriptedNetwork {
    @Test
    void theUserComesBackAsBeforeWithTheKeyThatOpenedTheChannel() {
        CompletableFuture<Void> open = server.shut();
        juliet.act(new ReturnToRoom(room("#balcony"), "capulet", "s3cret"));
        juliet.act(new ReturnToRoom(room("#orchard"), "capulet", null));
        open.complete(null);
        assertThat(juliet.await(RoomJoined.class).nick()).isEqualTo("capulet");
        juliet.await(RoomJoined.class);
        server.awaitClient("capulet").await("JOIN #balcony,#orchard s3cret");
    }

    @Test
    void aNetworkThatIsDownIsNoAnswer() throws Exception {
        AtomicInteger connects = new AtomicInteger();
        server.answer(
                line -> line.startsWith("NICK") && connects.incrementAndGet() <= 3,
                client -> {
                    client.send("ERROR :Closing Link: (Trying to reconnect too fast.)");
                    client.close();
                });
        juliet.act(new ReturnToRoom(room("#balcony"), "juliet", null));
        juliet.await(RoomJoined.class);
        assertThat(connects).hasValue(4);
        assertThat(juliet.seen(RoomJoinFailed.class)).isEmpty();
        assertThat(juliet.seen(RoomLeft.class)).isEmpty();
    }

    @Test
    void aNetworkThatBansTheUserEndsTheStayAndNobodyElses() throws Exception {
        server.answer(
                line -> line.startsWith("NICK tybalt"),
                client -> {
                    client.send(":irc.test 465 tybalt :You are banned from this server");
                    client.send("ERROR :Closing Link: 127.0.0.1 (K-Lined)");
                    client.close();
                });
        IrcBackend shared = TestBackends.paced(server.port(), 1, TestBackends.TIMINGS);
        try (TestUser tybalt = new TestUser(shared, "tybalt@example.org");
                TestUser romeo = new TestUser(shared, "romeo@example.org")) {
            tybalt.act(new ReturnToRoom(room("#balcony"), "tybalt", null));
            romeo.act(new ReturnToRoom(room("#balcony"), "romeo", null));
            assertThat(tybalt.await(RoomLeft.class).departure())
                    .isInstanceOfSatisfying(
                            Departure.LinkLost.class,
                            lost -> assertThat(lost.comingBack()).isFalse());
            romeo.await(RoomJoined.class);
            assertThat(tybalt.isIdle()).isTrue();
        }
    }

    @Test
    void aChannelThatDoesNotKnowTheUserYetIsTriedAgain() {
        refuseJoins("477", "#balcony :Cannot join channel (+r)", 2);
        juliet.act(new ReturnToRoom(room("#balcony"), "juliet", null));
        juliet.await(RoomJoined.class);
        assertThat(juliet.seen(RoomJoinFailed.class)).isEmpty();
    }

    @Test
    void aChannelThatStaysClosedIsGivenUp() {
        refuseJoins("473", "#balcony :Cannot join channel (+i)", 1000);
        juliet.act(new ReturnToRoom(room("#balcony"), "juliet", null));
        assertThat(juliet.await(RoomJoinFailed.class).failure())
                .isInstanceOf(BackendFailure.MembershipNeeded.class);
        FakeIrcClient client = server.awaitClient("juliet");
        assertThat(client.received().stream().filter("JOIN #balcony"::equals)).hasSize(6);
    }

    @Test
    void whoAsksToBeLetInIsAnsweredAtOnce() {
        refuseJoins("477", "#balcony :Cannot join channel (+r)", 1000);
        juliet.act(new JoinRoom(room("#balcony"), "juliet", null));
        juliet.await(RoomJoinFailed.class);
        FakeIrcClient client = server.awaitClient("juliet");
        assertThat(client.received().stream().filter("JOIN #balcony"::equals)).hasSize(1);
    }

    private void refuseJoins(String numeric, String rest, int times) {
        AtomicInteger joins = new AtomicInteger();
        server.answer(
                line -> line.startsWith("JOIN") && joins.incrementAndGet() <= times,
                client -> client.numeric(numeric, rest));
    }
}
