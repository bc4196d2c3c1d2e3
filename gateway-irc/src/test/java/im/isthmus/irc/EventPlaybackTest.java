package im.isthmus.irc;

import static im.isthmus.irc.TestUser.contact;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.action.UserAction.FetchOlder;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.LegacyEvent.Subject;
import im.isthmus.core.backend.event.MessageEvent.Deed;
import im.isthmus.core.backend.event.MessageEvent.MessageRetracted;
import im.isthmus.core.backend.event.MessageEvent.Reacted;
import im.isthmus.core.backend.event.RoomReport.HistoryFetched;
import im.isthmus.core.backend.event.RoomReport.OlderFetched;
import im.isthmus.core.backend.event.RoomReport.SubjectWas;
import im.isthmus.core.backend.term.HistoryPoint;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** History in which is also what people did (IRCv3 draft/event-playback). */
@Timeout(60)
class EventPlaybackTest extends ScriptedNetwork {
    private static final LegacyRoom ROOM = room("#balcony");
    private static final ToRoom HERE = new ToRoom(ROOM);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    protected FakeIrcServer.Options options() {
        return FakeIrcServer.Options.DEFAULT
                .withCapabilities(
                        "message-tags batch server-time draft/chathistory"
                                + " draft/event-playback draft/message-redaction")
                .withIsupport("CHATHISTORY=5 CHANTYPES=# PREFIX=(ov)@+");
    }

    @Test
    void whoCameAndWentThenIsNotThereNow() {
        FakeIrcClient client = entering();
        client.awaitStart("CHATHISTORY LATEST");
        page(
                client,
                line(1, "romeo", "JOIN #balcony"),
                line(2, "romeo", "MODE #balcony +o romeo"),
                line(3, "romeo", "PRIVMSG #balcony :ah"),
                line(4, "romeo", "TOPIC #balcony :The sun"));
        assertThat(juliet.await(HistoryFetched.class).messages())
                .extracting(RoomMessage::body)
                .containsExactly("ah");
        assertThat(juliet.await(RoomJoined.class).occupants()).hasSize(1);
        assertThat(juliet.await(SubjectWas.class))
                .isEqualTo(
                        new SubjectWas(ROOM, new Subject("The sun", "romeo", NOON.plusSeconds(4))));
        client.send(":juliet!j@h NICK juliet2");
        juliet.await(LegacyEvent.OccupantRenamed.class);
        page(
                client,
                line(5, "juliet2", "NICK juliet3"),
                line(6, "juliet2", "PART #balcony"),
                line(7, "juliet2", "KICK #balcony juliet2"),
                line(8, "juliet2", "QUIT :bye"));
        juliet.say("#balcony", "s1", "here");
        client.await("PRIVMSG #balcony here");
        assertThat(juliet.seen())
                .noneMatch(event -> event instanceof LegacyEvent.OccupantJoined)
                .noneMatch(event -> event instanceof LegacyEvent.SubjectChanged)
                .noneMatch(event -> event instanceof RoomLeft);
        assertThat(juliet.seen(LegacyEvent.OccupantRenamed.class)).hasSize(1);
    }

    @Test
    void pagesInWhichNothingWasSaidAreReadBeyond() {
        FakeIrcClient client = entering();
        client.await("CHATHISTORY LATEST #balcony * 5");
        page(client, coming(5), coming(6), coming(7), coming(8), coming(9));
        client.await("CHATHISTORY BEFORE #balcony timestamp=2026-03-01T12:00:05.001Z 5");
        page(client, line(3, "romeo", "PRIVMSG #balcony :ah"), coming(4), coming(5));
        assertThat(juliet.await(HistoryFetched.class).messages()).hasSize(1);
        juliet.await(RoomJoined.class);

        juliet.act(
                new FetchOlder(
                        ROOM, juliet.ref("o1"), new HistoryPoint(null, NOON.plusSeconds(60)), 5));
        client.await("CHATHISTORY BEFORE #balcony timestamp=2026-03-01T12:01:00.000Z 5");
        page(client, coming(55), coming(56), coming(57), coming(58), coming(59));
        client.await("CHATHISTORY BEFORE #balcony timestamp=2026-03-01T12:00:55.000Z 5");
        page(client, line(50, "romeo", "PRIVMSG #balcony :oh"));
        OlderFetched older = juliet.await(OlderFetched.class);
        assertThat(older.messages()).extracting(RoomMessage::body).containsExactly("oh");
        assertThat(older.last()).isTrue();
    }

    @Test
    void whatWasDoneToWhatWasSaidIsToldOnce() {
        FakeIrcClient client = entering();
        client.awaitStart("CHATHISTORY");
        page(
                client,
                line(1, "romeo", "PRIVMSG #balcony :one"),
                line(2, "romeo", "PRIVMSG #balcony :two"),
                "+draft/reply=h1;+draft/react=👋;" + line(3, "nurse", "TAGMSG #balcony"),
                line(4, "romeo", "REDACT #balcony h2"),
                line(5, "romeo", "REDACT #balcony h0"));
        assertThat(juliet.await(HistoryFetched.class).messages())
                .extracting(RoomMessage::body)
                .containsExactly("one");
        juliet.await(RoomJoined.class);
        Reacted hello = new Reacted(HERE, "nurse", "h1", List.of("👋"), deed(3));
        assertThat(juliet.await(Reacted.class)).isEqualTo(hello);
        assertThat(juliet.await(MessageRetracted.class))
                .isEqualTo(new MessageRetracted(HERE, "romeo", "h0", true, "", deed(5)));
        client.send("@+draft/reply=h1;+draft/react=❤;msgid=h6 :nurse!n@h TAGMSG #balcony");
        juliet.await(Reacted.class);
        client.send("@msgid=h7 :romeo!n@h REDACT #balcony h1");
        juliet.await(MessageRetracted.class);
        client.close();
        juliet.await(RoomLeft.class);

        FakeIrcClient again = server.awaitConnection(2);
        again.awaitStart("CHATHISTORY LATEST #balcony");
        page(
                again,
                line(1, "romeo", "PRIVMSG #balcony :one"),
                "+draft/reply=h1;+draft/react=❤;" + line(6, "nurse", "TAGMSG #balcony"),
                line(7, "romeo", "REDACT #balcony h1"),
                "+draft/reply=h1;+draft/react=🎉;" + line(8, "nurse", "TAGMSG #balcony"));
        juliet.await(RoomJoined.class);
        assertThat(juliet.await(Reacted.class).emojis()).containsExactly("👋", "❤", "🎉");
        assertThat(juliet.seen(Reacted.class)).hasSize(3);
        assertThat(juliet.seen(MessageRetracted.class)).hasSize(2);
    }

    @Test
    void whatWasDoneToWordsSaidAloneIsToldOnce() {
        FakeIrcClient client = entering();
        client.awaitStart("CHATHISTORY");
        page(client);
        juliet.await(RoomJoined.class);
        client.send("@msgid=p1 :romeo!r@h PRIVMSG juliet :ah");
        juliet.await(PrivateMessage.class);
        client.send("@+draft/reply=p1;+draft/react=👋;msgid=p2 :romeo!r@h TAGMSG juliet");
        juliet.await(Reacted.class);
        client.close();
        juliet.await(RoomLeft.class);

        FakeIrcClient again = server.awaitConnection(2);
        again.awaitStart("CHATHISTORY TARGETS");
        again.send("BATCH +t draft/chathistory-targets");
        again.send("@batch=t CHATHISTORY TARGETS romeo 2026-03-01T12:00:04.000Z");
        again.send("BATCH -t");
        again.awaitStart("CHATHISTORY AFTER romeo");
        again.send("BATCH +p chathistory romeo");
        again.send("@batch=p;+draft/reply=p1;+draft/react=👋;msgid=p2 :romeo!r@h TAGMSG juliet");
        again.send("@batch=p;" + line(3, "romeo", "JOIN #balcony"));
        again.send("@batch=p;" + line(4, "romeo", "REDACT juliet p1"));
        again.send("BATCH -p");
        ToContact alone = new ToContact(contact("romeo"));
        assertThat(juliet.await(MessageRetracted.class))
                .isEqualTo(new MessageRetracted(alone, "", "p1", false, "", deed(4)));
        assertThat(juliet.seen(Reacted.class)).hasSize(1);
    }

    private FakeIrcClient entering() {
        juliet.act(new UserAction.JoinRoom(ROOM, "juliet", null));
        return server.awaitClient("juliet");
    }

    private static Deed deed(int second) {
        return new Deed("h" + second, NOON.plusSeconds(second));
    }

    private static String coming(int second) {
        return line(second, "tybalt", "JOIN #balcony");
    }

    /** Tags and all, but for the batch. */
    private static String line(int second, String nick, String line) {
        return "msgid=h%d;time=2026-03-01T12:00:%02d.000Z :%s!n@h %s"
                .formatted(second, second, nick, line);
    }

    private static void page(FakeIrcClient client, String... lines) {
        client.send("BATCH +p chathistory #balcony");
        for (String each : lines) {
            client.send("@batch=p;" + each);
        }
        client.send("BATCH -p");
    }
}
