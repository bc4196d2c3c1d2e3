package im.isthmus.irc;

import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.action.UserAction.FetchOlder;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.MessageEvent.MessageRetracted;
import im.isthmus.core.backend.event.MessageEvent.Reacted;
import im.isthmus.core.backend.event.MessageEvent.ReadElsewhere;
import im.isthmus.core.backend.event.RoomReport.HistoryFetched;
import im.isthmus.core.backend.event.RoomReport.OlderFetched;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.HistoryPoint;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was said in a channel while the user was not there, on a network that keeps it. */
@Timeout(60)
class ChatHistoryTest extends ScriptedNetwork {
    private static final LegacyRoom ROOM = room("#balcony");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    protected FakeIrcServer.Options options() {
        return FakeIrcServer.Options.DEFAULT
                .withCapabilities(
                        "message-tags batch server-time draft/chathistory"
                                + " draft/message-redaction draft/read-marker")
                .withIsupport("CHATHISTORY=3 CHANTYPES=# PREFIX=(ov)@+");
    }

    @Test
    void whoIsThereForTheFirstTimeGetsTheNewestBeforeBeingLetIn() {
        FakeIrcClient client = entering();
        client.await("CHATHISTORY LATEST #balcony * 3");
        client.send(":romeo!r@h JOIN #balcony");
        client.send("@msgid=h2;time=2026-03-01T12:00:02.000Z :romeo!r@h PRIVMSG #balcony :two");
        page(client, "1 one", "2 two");

        HistoryFetched fetched = juliet.await(HistoryFetched.class);
        assertThat(fetched.messages()).extracting(RoomMessage::body).containsExactly("one", "two");
        assertThat(fetched.messages().getFirst())
                .isEqualTo(new RoomMessage(ROOM, "romeo", "one", null, "h1", NOON.plusSeconds(1)));
        juliet.await(RoomJoined.class);
        List<LegacyEvent> seen = juliet.seen();
        assertThat(seen.indexOf(fetched))
                .isLessThan(seen.indexOf(juliet.seen(RoomJoined.class).getFirst()));
        client.send("@msgid=h3 :romeo!r@h PRIVMSG #balcony :three");
        assertThat(juliet.await(RoomMessage.class).body()).isEqualTo("three");
    }

    @Test
    void whoWasThereBeforeGetsAllSinceThenPageByPage() {
        juliet.knows(ROOM, new HistoryPoint("h1", NOON.plusSeconds(1)));
        FakeIrcClient client = entering();
        client.await("CHATHISTORY LATEST #balcony timestamp=2026-03-01T11:59:50.000Z 3");
        page(client, "5 five", "6 six", "7 seven");
        client.await(
                "CHATHISTORY BETWEEN #balcony timestamp=2026-03-01T12:00:05.001Z"
                        + " timestamp=2026-03-01T11:59:50.000Z 3");
        page(client, "3 three", "4 four", "5 five");
        client.await(
                "CHATHISTORY BETWEEN #balcony timestamp=2026-03-01T12:00:03.001Z"
                        + " timestamp=2026-03-01T11:59:50.000Z 3");
        page(client, "1 one", "2 two", "3 three");
        assertThat(juliet.await(HistoryFetched.class).messages())
                .extracting(RoomMessage::legacyId)
                .containsExactly("h2", "h3", "h4", "h5", "h6", "h7");
    }

    @Test
    void whoComesBackAfterARestartGetsAllSinceThenToo() {
        juliet.knows(ROOM, new HistoryPoint("h1", NOON.plusSeconds(1)));
        juliet.act(new UserAction.ReturnToRoom(ROOM, "juliet", null));
        FakeIrcClient client = server.awaitClient("juliet");
        client.await("CHATHISTORY LATEST #balcony timestamp=2026-03-01T11:59:50.000Z 3");
        answer(client, "1 one", "2 two");
        assertThat(juliet.await(HistoryFetched.class).messages())
                .extracting(RoomMessage::legacyId)
                .containsExactly("h2");
    }

    @Test
    void whatWasReadElsewhereMeanwhileIsReadOnceItIsSeen() {
        server.answer("JOIN #balcony"::equals, this::letIn);
        FakeIrcClient client = entering();
        client.await("CHATHISTORY LATEST #balcony * 3");
        page(client, "1 one", "2 two", "3 three");
        ReadElsewhere read = juliet.await(ReadElsewhere.class);
        assertThat(read).isEqualTo(new ReadElsewhere(new ToRoom(ROOM), "h2"));
        List<LegacyEvent> seen = juliet.seen();
        assertThat(seen.indexOf(read))
                .isGreaterThan(seen.indexOf(juliet.seen(RoomJoined.class).getFirst()));

        client.close();
        FakeIrcClient again = server.awaitConnection(2);
        again.awaitStart("CHATHISTORY LATEST #balcony");
        page(again, "3 three");
        juliet.await(RoomLeft.class);
        juliet.await(RoomJoined.class, _ -> juliet.seen(RoomJoined.class).size() == 2);
        again.send("@msgid=h4 :romeo!r@h PRIVMSG #balcony :four");
        juliet.await(RoomMessage.class, said -> said.body().equals("four"));
        assertThat(juliet.seen(ReadElsewhere.class)).hasSize(1);
    }

    /** With the mark that comes before the names (IRCv3 read-marker). */
    private void letIn(FakeIrcClient client) {
        client.send(":" + client.mask() + " JOIN #balcony");
        client.send("MARKREAD #balcony timestamp=2026-03-01T12:00:02.000Z");
        client.numeric("353", "= #balcony :juliet");
        client.numeric("366", "#balcony :End of /NAMES list");
    }

    @Test
    void theGapOfALostLinkIsFilled() {
        FakeIrcClient client = entering();
        page(client, "1 one");
        juliet.await(RoomJoined.class);
        client.send("@msgid=h4;time=2026-03-01T12:00:04.000Z :romeo!r@h PRIVMSG #balcony :four");
        juliet.await(RoomMessage.class);
        client.close();
        juliet.await(RoomLeft.class);

        FakeIrcClient again = server.awaitConnection(2);
        again.await("CHATHISTORY LATEST #balcony timestamp=2026-03-01T12:00:03.000Z 3");
        page(again, "4 four", "5 five");
        assertThat(
                        juliet.await(
                                HistoryFetched.class,
                                h ->
                                        h.messages().size() == 1
                                                && h.messages().getFirst().body().equals("five")))
                .isNotNull();
        juliet.await(RoomJoined.class);
    }

    @Test
    void whatIsDoneWhileTheUserIsBeingLetInIsShownThereafter() {
        FakeIrcClient client = entering();
        client.awaitStart("CHATHISTORY");
        client.send("@+draft/reply=h1;+draft/react=👋 :nurse!n@h TAGMSG #balcony");
        client.send(":romeo!r@h REDACT #balcony h2");
        answer(client, "1 one", "2 two");
        assertThat(juliet.await(Reacted.class).legacyId()).isEqualTo("h1");
        assertThat(juliet.await(MessageRetracted.class).legacyId()).isEqualTo("h2");
        assertThat(juliet.seen())
                .extracting(Object::getClass)
                .containsSubsequence(RoomJoined.class, Reacted.class, MessageRetracted.class);
    }

    @Test
    void whoReadsFurtherBackGetsThePageBefore() {
        FakeIrcClient client = entering();
        page(client, "8 eight");
        juliet.await(RoomJoined.class);
        juliet.act(older("o1", new HistoryPoint("h8", NOON.plusSeconds(8))));
        client.await("CHATHISTORY BEFORE #balcony timestamp=2026-03-01T12:00:10.000Z 3");
        assertThat(juliet.actInVain(older("o2", new HistoryPoint(null, NOON))))
                .isInstanceOf(BackendFailure.Temporary.class);
        answer(client, "7 seven", "5 five", "6 six");
        OlderFetched fetched = juliet.await(OlderFetched.class);
        assertThat(fetched.ref()).isEqualTo(juliet.ref("o1"));
        assertThat(fetched.last()).isFalse();
        assertThat(fetched.messages())
                .extracting(RoomMessage::body)
                .containsExactly("five", "six", "seven");

        juliet.act(older("o3", new HistoryPoint(null, NOON.plusSeconds(5))));
        client.await("CHATHISTORY BEFORE #balcony timestamp=2026-03-01T12:00:05.000Z 3");
        client.send("FAIL CHATHISTORY MESSAGE_ERROR BEFORE #balcony :Messages are lost");
        assertThat(juliet.await(RequestFailed.class).ref()).isEqualTo(juliet.ref("o3"));
        juliet.act(older("o4", new HistoryPoint(null, NOON)));
        client.await("CHATHISTORY BEFORE #balcony timestamp=2026-03-01T12:00:00.000Z 3");
        client.close();
        assertThat(juliet.await(RequestFailed.class).ref()).isEqualTo(juliet.ref("o4"));
    }

    @Test
    void aNetworkIsAskedByTheNamesThatItUnderstandsAndForNoMoreThanItBears() throws Exception {
        FakeIrcServer.Options options = options();
        restart(options.withIsupport("CHATHISTORY=0 MSGREFTYPES=msgid,other CHANTYPES=#"));
        juliet.knows(ROOM, new HistoryPoint("h1", NOON.plusSeconds(1)));
        entering().await("CHATHISTORY LATEST #balcony msgid=h1 100");
        restart(options.withIsupport("MSGREFTYPES=other,timestamp,msgid CHANTYPES=#"));
        juliet.knows(ROOM, new HistoryPoint("h1", NOON.plusSeconds(1)));
        entering().await("CHATHISTORY LATEST #balcony timestamp=2026-03-01T11:59:50.000Z 100");
    }

    @Test
    void whatTheNetworkRepeatsUnaskedIsHistoryToo() throws Exception {
        restart(FakeIrcServer.Options.DEFAULT.withCapabilities("message-tags batch server-time"));
        juliet.knows(ROOM, new HistoryPoint("h1", NOON.plusSeconds(1)));
        FakeIrcClient client = entering();
        juliet.await(RoomJoined.class);
        answer(client, "0 zero", "1 one", "2 two");
        assertThat(juliet.await(HistoryFetched.class).messages())
                .extracting(RoomMessage::body)
                .contains("two")
                .doesNotContain("one");
        client.send("@msgid=h3;time=2026-03-01T12:00:03.000Z :romeo!r@h PRIVMSG #balcony :three");
        juliet.await(RoomMessage.class);
        answer(client, "1 one", "3 three");
        client.send("@msgid=h4 :romeo!r@h PRIVMSG #balcony :four");
        juliet.await(RoomMessage.class);
        assertThat(juliet.seen(HistoryFetched.class)).hasSize(1);
    }

    private FetchOlder older(String id, HistoryPoint before) {
        return new FetchOlder(ROOM, juliet.ref(id), before, 100);
    }

    @Test
    void whatTheNetworkRefusesToTellKeepsNobodyOut() {
        FakeIrcClient client = entering();
        client.awaitStart("CHATHISTORY");
        client.send(
                "FAIL CHATHISTORY INVALID_TARGET LATEST #balcony :Messages could not be retrieved");
        juliet.await(RoomJoined.class);
        assertThat(juliet.seen(HistoryFetched.class)).isEmpty();
    }

    @Test
    void whatWasTakenBackIsNotRepeatedAndComingsAreNone() {
        FakeIrcClient client = entering();
        client.awaitStart("CHATHISTORY");
        client.send("BATCH +b chathistory #balcony");
        client.send("@batch=b;msgid=h1;time=2026-03-01T12:00:01.000Z :a!b@c PRIVMSG #balcony :bad");
        client.send("@batch=b;msgid=h2;time=2026-03-01T12:00:02.000Z :a!b@c JOIN #balcony");
        client.send("@batch=b;msgid=h3;time=2026-03-01T12:00:03.000Z :a!b@c NOTICE #balcony :good");
        client.send("@batch=b :a!b@c REDACT #balcony h1");
        client.send(
                "@batch=b;msgid=h4;time=2026-03-01T12:00:04.000Z BATCH +m draft/multiline #balcony");
        client.send("@batch=m :a!b@c PRIVMSG #balcony :two");
        client.send("@batch=m :a!b@c PRIVMSG #balcony :lines");
        client.send("BATCH -m");
        client.send("BATCH -b");
        assertThat(juliet.await(HistoryFetched.class).messages())
                .extracting(RoomMessage::body)
                .containsExactly("good", "two\nlines");
        assertThat(juliet.await(RoomJoined.class).occupants()).hasSize(1);
    }

    private FakeIrcClient entering() {
        juliet.act(new UserAction.JoinRoom(ROOM, "juliet", null));
        return server.awaitClient("juliet");
    }

    /** Answers with messages, each a number and a text, when it was asked for. */
    private static void page(FakeIrcClient client, String... messages) {
        client.awaitStart("CHATHISTORY");
        answer(client, messages);
    }

    private static void answer(FakeIrcClient client, String... messages) {
        client.send("BATCH +p chathistory #balcony");
        for (String each : messages) {
            String number = each.substring(0, 1);
            client.send(
                    "@batch=p;msgid=h"
                            + number
                            + ";time=2026-03-01T12:00:0"
                            + number
                            + ".000Z :romeo!r@h PRIVMSG #balcony :"
                            + each.substring(2));
        }
        client.send("BATCH -p");
    }
}
