package im.isthmus.irc;

import static im.isthmus.irc.TestUser.contact;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.event.MessageEvent.MessageAccepted;
import im.isthmus.core.backend.event.MessageEvent.ReadElsewhere;
import im.isthmus.core.backend.event.MessageEvent.SentElsewhere;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.content.Content;
import im.isthmus.core.store.Store;
import im.isthmus.irc.spoken.Timestamp;
import im.isthmus.irc.store.HeardTable;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import im.isthmus.testing.store.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was said to the user alone while nobody was there to hear it. */
@Timeout(60)
class MissedTalksTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** Seconds after noon. */
    private final AtomicInteger clock = new AtomicInteger(-1000);

    @TempDir Path folder;

    private FakeIrcServer server;
    private Store store;
    private TestUser juliet;

    @BeforeEach
    void start() throws Exception {
        server =
                FakeIrcServer.start(
                        FakeIrcServer.Options.DEFAULT
                                .withCapabilities(
                                        "message-tags batch server-time echo-message"
                                                + " draft/chathistory"
                                                + " draft/message-redaction"
                                                + " draft/read-marker")
                                .withIsupport("CHATHISTORY=3 CHANTYPES=# PREFIX=(ov)@+"));
        store = Store.open(Databases.SQLITE.empty(folder));
        juliet = newUser();
    }

    @AfterEach
    void stop() throws Exception {
        juliet.close();
        store.close();
        server.close();
    }

    @Test
    void aLostLinkCostsNothingThatWasSaid() throws Exception {
        FakeIrcClient client = come(1);
        clock.set(1);
        client.send(said("p1", -60, "romeo", "PRIVMSG juliet :are you there?"));
        assertThat(juliet.await(PrivateMessage.class).body()).isEqualTo("are you there?");
        answersYes(client);
        client.close();
        juliet.await(RoomLeft.class);
        FakeIrcClient again = server.awaitConnection(2);
        again.awaitStart("CHATHISTORY TARGETS " + Timestamp.of(at(-70)) + " timestamp=");
        targets(again, "#balcony", "romeo");
        again.await("CHATHISTORY AFTER romeo " + Timestamp.of(at(-70)) + " 3");
        page(
                again,
                "romeo",
                said("p1", -60, "romeo", "PRIVMSG juliet :are you there?"),
                said("p2", -50, "juliet", "PRIVMSG romeo :from elsewhere"),
                said("p3", -40, "romeo", "PRIVMSG juliet :\001VERSION\001"));
        again.await("CHATHISTORY AFTER romeo " + Timestamp.of(at(-40).minusMillis(1)) + " 3");
        page(
                again,
                "romeo",
                said("e1", -60, "juliet", "PRIVMSG romeo :yes"),
                said("p4", -40, "romeo", "PRIVMSG juliet :good night"));
        PrivateMessage missed = juliet.await(PrivateMessage.class);
        assertThat(missed)
                .isEqualTo(
                        new PrivateMessage(
                                contact("romeo"), "p4", missed.content(), missed.time()));
        assertThat(missed.body()).isEqualTo("good night");
        assertThat(missed.time()).isEqualTo(at(-40));
        assertThat(again.received()).noneMatch(line -> line.startsWith("NOTICE romeo"));
        assertThat(juliet.seen(SentElsewhere.class))
                .containsExactly(
                        new SentElsewhere(
                                contact("romeo"), "p2", Content.of("from elsewhere"), at(-50)));
    }

    /** By this gateway, with an echo. */
    private void answersYes(FakeIrcClient client) {
        server.script((_, line) -> line.startsWith("PRIVMSG"));
        juliet.act(SendMessage.toContact(contact("romeo"), juliet.ref("m1"), "yes"));
        client.await("PRIVMSG romeo yes");
        client.send(said("e1", -60, "juliet", "PRIVMSG romeo :yes"));
        juliet.await(MessageAccepted.class);
    }

    @Test
    void aRestartOfTheGatewayCostsNothingAndTellsNothingTwice() throws Exception {
        FakeIrcClient client = come(1);
        clock.set(1);
        client.send(said("p1", -60, "romeo", "PRIVMSG juliet :one"));
        client.send(said(null, -59, "nurse", "PRIVMSG juliet :Madam!"));
        juliet.await(PrivateMessage.class, message -> message.body().equals("Madam!"));
        FakeIrcClient again = restart(2);
        again.awaitStart("CHATHISTORY TARGETS " + Timestamp.of(at(-69)) + " timestamp=");
        targets(again, "romeo", "#other", "nurse");
        again.awaitStart("CHATHISTORY TARGETS " + Timestamp.of(at(0).minusMillis(1)));
        targets(again, "tybalt");
        again.awaitStart("CHATHISTORY AFTER tybalt");
        page(again, "romeo", said("p1", -60, "romeo", "PRIVMSG juliet :one"));
        page(
                again,
                "nurse",
                said(null, -59, "nurse", "PRIVMSG juliet :Madam!"),
                said(null, -30, "nurse", "PRIVMSG juliet :Madam!!"));
        again.send("FAIL CHATHISTORY INVALID_TARGET AFTER tybalt :Messages could not be retrieved");
        page(again, "mercutio", said("x", -1, "mercutio", "PRIVMSG juliet :never asked"));
        again.send(said("p2", 0, "romeo", "PRIVMSG juliet :two"));
        assertThat(juliet.await(PrivateMessage.class).body()).isEqualTo("Madam!!");
        assertThat(juliet.await(PrivateMessage.class).body()).isEqualTo("two");
        FakeIrcClient third = restart(3);
        third.awaitStart("CHATHISTORY TARGETS " + Timestamp.of(at(-10)) + " timestamp=");
        targets(third, "romeo");
        third.awaitStart("CHATHISTORY AFTER romeo");
        page(third, "romeo", said("p2", 0, "romeo", "PRIVMSG juliet :two"));
        third.send(said("p3", 1, "romeo", "PRIVMSG juliet :three"));
        assertThat(juliet.await(PrivateMessage.class).body()).isEqualTo("three");
    }

    @Test
    void whatIsNotTellableYetIsAskedForAgain() throws Exception {
        FakeIrcClient again = comeAgainAfterOne(-600);
        again.send(said("p3", 0, "romeo", "PRIVMSG juliet :three"));
        juliet.await(PrivateMessage.class);
        FakeIrcClient third = restart(3);
        targets(third, "romeo");
        third.awaitStart("CHATHISTORY AFTER romeo");
        page(
                third,
                "romeo",
                said("p2", -500, "romeo", "PRIVMSG juliet :two"),
                said("p3", 0, "romeo", "PRIVMSG juliet :three"));
        assertThat(juliet.await(PrivateMessage.class).body()).isEqualTo("two");
        assertThat(juliet.seen(PrivateMessage.class)).hasSize(1);
    }

    @Test
    void whatOfItWasReadElsewhereIsAskedFor() throws Exception {
        FakeIrcClient again = comeAgainAfterOne(-60);
        page(
                again,
                "romeo",
                said("p2", -50, "romeo", "PRIVMSG juliet :two"),
                said("p3", -40, "romeo", "PRIVMSG juliet :three"));
        again.await("MARKREAD romeo");
        again.send(":irc.test MARKREAD romeo timestamp=" + stamp(-45));
        assertThat(juliet.await(ReadElsewhere.class))
                .isEqualTo(new ReadElsewhere(new ToContact(contact("romeo")), "p2"));
    }

    @Test
    void whoComesForTheFirstTimeMissedNothing() throws Exception {
        FakeIrcClient client = come(1);
        client.send("PING :end");
        client.await("PONG end");
        assertThat(client.received()).noneMatch(line -> line.contains("TARGETS"));
    }

    @Test
    void whatIsKeptOfAMessageIsShortWhateverTheServerSays() throws Exception {
        FakeIrcClient client = come(1);
        Jid user = Jid.parse("juliet@example.org");
        String endless = "x".repeat(3000);
        client.send("@time=" + endless + " :" + endless + "!n@h PRIVMSG juliet :one");
        client.send(said("p2", -1, "romeo", "PRIVMSG juliet :two"));
        juliet.await(PrivateMessage.class, message -> message.body().equals("two"));
        Await.until("two messages", () -> kept(user).size() == 2);
        assertThat(kept(user)).allMatch(name -> name.length() < 50).endsWith("p2");
    }

    private List<String> kept(Jid user) {
        return new HeardTable(store)
                .load(user).stream().flatMap(row -> row.names().stream()).toList();
    }

    private TestUser newUser() throws Exception {
        HeardTable table = new HeardTable(store);
        return new TestUser(
                TestBackends.hearing(server.port(), table, () -> at(clock.get())),
                "juliet@example.org");
    }

    /** Somebody says one thing, the link is lost, and what was missed is asked for. */
    private FakeIrcClient comeAgainAfterOne(int when) throws Exception {
        FakeIrcClient client = come(1);
        clock.set(1);
        client.send(said("p1", when, "romeo", "PRIVMSG juliet :one"));
        juliet.await(PrivateMessage.class);
        client.close();
        juliet.await(RoomLeft.class);
        FakeIrcClient again = server.awaitConnection(2);
        again.awaitStart("CHATHISTORY TARGETS");
        targets(again, "romeo");
        again.awaitStart("CHATHISTORY AFTER romeo");
        return again;
    }

    /** The gateway is stopped and starts again, later. */
    private FakeIrcClient restart(int connection) throws Exception {
        juliet.close();
        store.commits().write(_ -> 0).get(); // what was on its way to the disk is there
        juliet = newUser();
        return come(connection);
    }

    /** The user enters a channel. */
    private FakeIrcClient come(int connection) throws Exception {
        juliet.act(new UserAction.JoinRoom(room("#balcony"), "juliet", null));
        FakeIrcClient client = server.awaitConnection(connection);
        client.awaitStart("CHATHISTORY LATEST #balcony");
        page(client, "#balcony");
        juliet.await(RoomJoined.class);
        return client;
    }

    private void targets(FakeIrcClient client, String... names) {
        client.send("BATCH +t draft/chathistory-targets");
        for (String name : names) {
            client.send("@batch=t CHATHISTORY TARGETS " + name + " " + stamp(0));
        }
        client.send("BATCH -t");
    }

    private static void page(FakeIrcClient client, String target, String... lines) {
        client.send("BATCH +p chathistory " + target);
        List.of(lines).forEach(line -> client.send("@batch=p;" + line.substring(1)));
        client.send("BATCH -p");
    }

    private String said(@Nullable String msgid, int seconds, String nick, String line) {
        String name = msgid == null ? "" : "msgid=" + msgid + ";";
        return "@" + name + "time=" + stamp(seconds) + " :" + nick + "!n@h " + line;
    }

    private String stamp(int seconds) {
        return Timestamp.of(at(seconds)).substring("timestamp=".length());
    }

    private Instant at(int seconds) {
        return NOON.plus(Duration.ofSeconds(seconds));
    }
}
