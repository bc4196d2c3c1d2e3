package im.isthmus.irc;

import static im.isthmus.irc.TestUser.contact;
import static im.isthmus.irc.TestUser.network;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.UserAction.Invite;
import im.isthmus.core.backend.event.LegacyEvent.MessageFailed;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.MessageEvent.SentElsewhere;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.content.Content;
import im.isthmus.irc.network.connecting.Timings;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages of the user on a network that gives them back (echo-message, labeled-response). */
@Timeout(60)
class EchoTest extends ScriptedNetwork {
    private FakeIrcClient client;

    @Override
    protected FakeIrcServer.Options options() {
        return FakeIrcServer.Options.DEFAULT.withCapabilities(
                "message-tags batch echo-message labeled-response");
    }

    @BeforeEach
    void start() {
        server.script((c, line) -> line.contains("PRIVMSG"));
        client = enter();
    }

    @Test
    void aMessageIsReflectedWhenTheNetworkHasItWithTheIdOfTheNetwork() {
        juliet.say("#balcony", "m1", "o Romeo\nRomeo");
        String first = label(client.awaitStart("@label=1 "));
        String second = label(client.awaitStart("@label=2 "));
        assertThat(juliet.seen(RoomMessage.class)).isEmpty();

        echo(first, "id1", "o Romeo");
        echo(second, "id2", "Romeo");
        client.send(":romeo!r@h PRIVMSG #balcony :after that");
        juliet.await(RoomMessage.class, m -> m.nick().equals("romeo"));
        assertThat(juliet.seen(RoomMessage.class).subList(0, 1))
                .containsExactly(
                        new RoomMessage(
                                room("#balcony"),
                                "juliet",
                                "o Romeo\nRomeo",
                                juliet.ref("m1"),
                                "id1",
                                null));
        assertThat(juliet.seen(RoomMessage.class)).hasSize(2);
    }

    @Test
    void anErrorFindsItsMessageByTheLabel() {
        juliet.say("#balcony", "m1", "good");
        juliet.say("#balcony", "m2", "bad");
        client.awaitStart("@label=2 ");
        client.send("@label=2 :irc.test 404 juliet #balcony :Cannot send");
        assertThat(juliet.await(MessageFailed.class).ref()).isEqualTo(juliet.ref("m2"));
        echo("1", "id1", "good");
        assertThat(juliet.await(RoomMessage.class).ref()).isEqualTo(juliet.ref("m1"));
    }

    @Test
    void anErrorInABatchFindsItsMessageByTheLabelOfTheBatch() {
        juliet.say("#balcony", "m1", "good");
        juliet.say("#balcony", "m2", "bad");
        client.awaitStart("@label=2 ");
        client.send("@label=2 :irc.test BATCH +x labeled-response");
        client.send("@batch=x :irc.test 404 juliet #balcony :Cannot send");
        client.send(":irc.test BATCH -x");
        assertThat(juliet.await(MessageFailed.class).ref()).isEqualTo(juliet.ref("m2"));
    }

    @Test
    void aBareAcknowledgementIsAsGoodAsAnEcho() {
        juliet.say("#balcony", "m1", "quiet");
        client.awaitStart("@label=1 ");
        client.send("@label=1 :irc.test ACK");
        assertThat(juliet.await(RoomMessage.class).ref()).isEqualTo(juliet.ref("m1"));
    }

    /** Labels stand on batches (IRCv3 labeled-response, "Dependencies"). */
    @Test
    void whereThereAreNoBatchesNothingHasALabel() throws Exception {
        restart(
                FakeIrcServer.Options.DEFAULT.withCapabilities(
                        "message-tags echo-message labeled-response"));
        start();
        juliet.say("#balcony", "m1", "good");
        client.await("PRIVMSG #balcony good");
        client.send("@msgid=id1 :" + client.mask() + " PRIVMSG #balcony :good");
        assertThat(juliet.await(RoomMessage.class).ref()).isEqualTo(juliet.ref("m1"));
    }

    /** As ZNC gives back what other clients say (znc.in/self-message). */
    @Test
    void whatAnotherClientBehindABouncerSaysIsShownWithoutEchoesToo() throws Exception {
        restart(FakeIrcServer.Options.DEFAULT.withCapabilities("znc.in/self-message"));
        start();
        assertThat(client.received()).contains("CAP REQ znc.in/self-message");
        client.send(":" + client.mask() + " PRIVMSG #balcony :from my phone");
        client.send(":" + client.mask() + " PRIVMSG romeo :hello");
        assertThat(juliet.await(RoomMessage.class).nick()).isEqualTo("juliet");
        assertThat(juliet.await(SentElsewhere.class).in())
                .isEqualTo(new ToContact(contact("romeo")));
    }

    @Test
    void whatTheUserSaysByAnotherClientIsShown() {
        client.send(":" + client.mask() + " PRIVMSG #balcony :from my phone");
        RoomMessage shown = juliet.await(RoomMessage.class);
        assertThat(shown.nick()).isEqualTo("juliet");
        assertThat(shown.ref()).isNull();
    }

    @Test
    void whatTheUserSaysToSomebodyByAnotherClientIsShownToo() {
        String mask = client.mask();
        client.send("@msgid=e1 :" + mask + " PRIVMSG romeo :from my phone");
        client.send(":" + mask + " NOTICE Romeo :\001ACTION waves\001");
        assertThat(juliet.await(SentElsewhere.class))
                .isEqualTo(
                        new SentElsewhere(
                                contact("romeo"), "e1", Content.of("from my phone"), null));
        assertThat(juliet.await(SentElsewhere.class).content().body()).isEqualTo("/me waves");
    }

    @Test
    void whatNobodyIsMeantToReadIsNotShown() {
        String mask = client.mask();
        juliet.act(SendMessage.toNetwork(network(), juliet.ref("1"), "PRIVMSG romeo :typed"));
        client.await("PRIVMSG romeo typed");
        client.send(":" + mask + " PRIVMSG romeo :typed");
        juliet.act(SendMessage.toNetwork(network(), juliet.ref("2"), "PRIVMSG ROMEO :loud"));
        client.await("PRIVMSG ROMEO loud");
        client.send(":" + mask + " PRIVMSG romeo :loud");
        client.send("@label=zz :" + mask + " PRIVMSG romeo :late");
        client.send(":" + mask + " PRIVMSG NickServ :IDENTIFY secret");
        client.send(":" + mask + " PRIVMSG Q@CServe.test :AUTH juliet secret");
        client.send(":" + mask + " PRIVMSG #elsewhere :hello all");
        client.send(":" + mask + " PRIVMSG romeo :\001VERSION\001");
        client.send("@time=2026-03-01T12:00:00.000Z :" + mask + " PRIVMSG romeo :long ago");
        client.send("@batch=znc :" + mask + " PRIVMSG romeo :just now");
        client.send(":" + mask + " PRIVMSG romeo :now");
        assertThat(juliet.await(SentElsewhere.class).content().body()).isEqualTo("now");
        client.send(":romeo!r@h PRIVMSG juliet :hello");
        juliet.await(PrivateMessage.class);
        assertThat(juliet.seen(SentElsewhere.class)).hasSize(1);
    }

    @Test
    void theReasonOfAnInvitationComesBackAsNoNews() {
        juliet.act(new Invite(room("#balcony"), juliet.ref("i1"), "romeo", "Come!"));
        client.awaitStart("@label=1 INVITE romeo");
        client.send("@label=1 :irc.test 341 juliet romeo #balcony");
        client.await("PRIVMSG romeo Come!");
        client.send("@msgid=r1 :" + client.mask() + " PRIVMSG romeo :Come!");
        client.send("@msgid=r2 :" + client.mask() + " PRIVMSG romeo :from my phone");
        assertThat(juliet.await(SentElsewhere.class).content().body()).isEqualTo("from my phone");
    }

    @Test
    void theEchoOfAPrivateMessageIsNoMessageFromOneself() {
        juliet.act(SendMessage.toContact(contact("romeo"), juliet.ref("1"), "hi"));
        client.awaitStart("@label=1 ");
        client.send("@label=1 :" + client.mask() + " PRIVMSG romeo :hi");
        client.send(":romeo!r@h PRIVMSG juliet :hello");
        juliet.await(PrivateMessage.class);
        assertThat(juliet.seen(PrivateMessage.class)).hasSize(1);
        assertThat(juliet.seen(SentElsewhere.class)).isEmpty();
    }

    @Test
    void aMessageThatNeverComesBackHasFailed() throws Exception {
        var timings = TestBackends.TIMINGS;
        var quick =
                new Timings(
                        timings.join(),
                        Duration.ofMillis(50),
                        timings.linger(),
                        timings.talkLinger(),
                        timings.firstRetry(),
                        timings.lastRetry(),
                        timings.hurriedRetry(),
                        timings.rejoin(),
                        timings.comeback());
        try (TestUser nurse =
                new TestUser(TestBackends.to(server.port(), quick), "nurse@example.org")) {
            nurse.join("#balcony", "nurse");
            nurse.say("#balcony", "m1", "anybody?");
            assertThat(nurse.await(MessageFailed.class).failure())
                    .isInstanceOf(BackendFailure.Unreachable.class);
        }
    }

    @Test
    void aLostLinkFailsWhatTheNetworkHasNotConfirmed() {
        juliet.say("#balcony", "m1", "hello?");
        client.awaitStart("@label=1 ");
        client.close();
        assertThat(juliet.await(MessageFailed.class).ref()).isEqualTo(juliet.ref("m1"));
    }

    private void echo(String label, String msgid, String text) {
        client.send(
                "@label="
                        + label
                        + ";msgid="
                        + msgid
                        + " :"
                        + client.mask()
                        + " PRIVMSG #balcony :"
                        + text);
    }

    private static String label(String line) {
        return line.substring("@label=".length(), line.indexOf(' '));
    }
}
