package im.isthmus.irc;

import static im.isthmus.irc.TestUser.contact;
import static im.isthmus.irc.TestUser.network;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.event.LegacyEvent.ConsoleMessage;
import im.isthmus.core.backend.event.LegacyEvent.MessageFailed;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.MessageEvent.MessageAccepted;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import im.isthmus.testing.FakeIrcClient;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages both ways on a network without echo-message. */
@Timeout(60)
class TalkTest extends ScriptedNetwork {
    private FakeIrcClient client;

    @BeforeEach
    void start() {
        client = enter();
    }

    @Test
    void aLineInAChannelIsARoomMessage() {
        client.send("@msgid=abc :romeo!r@h PRIVMSG #Balcony :\u0002He\u0002 jests at \u00034scars");
        Content said =
                Content.of("He jests at scars")
                        .withSpans(
                                List.of(
                                        new Span(0, 2, Style.BOLD),
                                        new Span(12, 17, Style.COLOUR, "#ff0000")));
        assertThat(juliet.await(RoomMessage.class))
                .isEqualTo(new RoomMessage(room("#balcony"), "romeo", said, null, "abc", null));
    }

    @Test
    void aLineOfThePastHasItsTime() {
        client.send("@time=2020-01-02T03:04:05.678Z :romeo!r@h PRIVMSG #balcony :long ago");
        assertThat(juliet.await(RoomMessage.class).time())
                .isEqualTo(Instant.parse("2020-01-02T03:04:05.678Z"));
    }

    @Test
    void anActionIsASlashMeBothWays() {
        client.send(":romeo!r@h PRIVMSG #balcony :\u0001ACTION climbs\u0001");
        assertThat(juliet.await(RoomMessage.class).body()).isEqualTo("/me climbs");

        juliet.say("#balcony", "1", "/me sighs");
        client.await("PRIVMSG #balcony :\u0001ACTION sighs\u0001");
    }

    @Test
    void aLineWithoutAWordIsNoMessage() {
        client.send(":romeo!r@h PRIVMSG #balcony : ");
        client.send(":romeo!r@h PRIVMSG #balcony :\u0002\u000304 \u000f");
        client.send(":romeo!r@h PRIVMSG juliet : ");
        client.send(":romeo!r@h PRIVMSG #balcony :a word");
        assertThat(juliet.await(RoomMessage.class).body()).isEqualTo("a word");
        assertThat(juliet.seen(PrivateMessage.class)).isEmpty();

        SendMessage blank = SendMessage.toRoom(room("#balcony"), juliet.ref("1"), " \n\n ");
        assertThat(juliet.actInVain(blank)).isInstanceOf(BackendFailure.BadValue.class);
        assertThat(juliet.seen(RoomMessage.class)).hasSize(1);
    }

    @Test
    void whatTheUserSaysIsReflectedOnceHoweverManyLinesItTakes() {
        String body = "one\n\n" + "two ".repeat(300) + "\nthree";
        juliet.say("#balcony", "m1", body);
        client.await("PRIVMSG #balcony one");
        client.await("PRIVMSG #balcony three");
        assertThat(juliet.seen(RoomMessage.class))
                .containsExactly(
                        new RoomMessage(
                                room("#balcony"), "juliet", body, juliet.ref("m1"), null, null));
        assertThat(client.received().stream().filter(l -> l.startsWith("PRIVMSG")).count())
                .isGreaterThan(4);
    }

    @Test
    void aLineThatTheChannelDoesNotTakeFailsByItsStanza() {
        server.answer(
                line -> line.endsWith("forbidden"),
                c -> c.numeric("404", "#balcony :Cannot send to channel"));
        juliet.say("#balcony", "m1", "forbidden");
        assertThat(juliet.await(MessageFailed.class))
                .isEqualTo(
                        new MessageFailed(
                                new LegacyAddressee.ToRoom(room("#balcony")),
                                juliet.ref("m1"),
                                new BackendFailure.NotAllowed("Cannot send to channel")));
    }

    @Test
    void nothingIsSaidWhereTheUserIsNot() {
        assertThat(juliet.actInVain(SendMessage.toRoom(room("#elsewhere"), juliet.ref("1"), "hi")))
                .isInstanceOf(BackendFailure.NotAllowed.class);
    }

    @Test
    void aCarriageReturnInABodyIsNoNewCommand() {
        juliet.say("#balcony", "1", "hello\rJOIN #pwned");
        client.await("PRIVMSG #balcony hello");
        client.await("PRIVMSG #balcony :JOIN #pwned");
        assertThat(client.received()).noneMatch(line -> line.startsWith("JOIN #pwned"));
    }

    @Test
    void privateMessagesGoBothWaysByTheAddressUsed() {
        juliet.act(SendMessage.toContact(contact("romeo{"), juliet.ref("1"), "wherefore art"));
        client.await("PRIVMSG romeo{ :wherefore art");
        client.send(":Romeo[!r@h PRIVMSG juliet :here");
        assertThat(juliet.await(PrivateMessage.class))
                .isEqualTo(new PrivateMessage(contact("romeo{"), "here", null));
    }

    @Test
    void aPrivateMessageIsAcceptedOnceTheSocketHasIt() {
        server.ignore("PRIVMSG romeo");
        juliet.act(SendMessage.toContact(contact("romeo"), juliet.ref("m1"), "one\ntwo"));
        client.await("PRIVMSG romeo two");
        assertThat(juliet.await(MessageAccepted.class).ref()).isEqualTo(juliet.ref("m1"));

        juliet.act(SendMessage.toNetwork(network(), juliet.ref("m2"), "WHOIS romeo"));
        assertThat(juliet.await(MessageAccepted.class).ref()).isEqualTo(juliet.ref("m2"));
    }

    @Test
    void aMessageToAnOccupantIsAPrivateOne() {
        juliet.act(SendMessage.toOccupant(room("#balcony"), "Nurse", juliet.ref("1"), "anon"));
        client.await("PRIVMSG Nurse anon");
    }

    @Test
    void whoAnswersAMessageToAnOccupantIsTheContactThatAllClientsHear() {
        juliet.act(SendMessage.toOccupant(room("#balcony"), "Nurse", juliet.ref("1"), "anon"));
        client.await("PRIVMSG Nurse anon");
        client.send(":Nurse!n@h PRIVMSG juliet :madam!");
        assertThat(juliet.await(PrivateMessage.class))
                .isEqualTo(new PrivateMessage(contact("nurse"), "madam!", null));
    }

    @Test
    void aBlankLineIsNothing() {
        for (String nothing : new String[] {"", " ", "\u0002\u000f"}) {
            client.send(":romeo!r@h PRIVMSG #balcony :" + nothing);
            client.send(":romeo!r@h PRIVMSG juliet :" + nothing);
        }
        client.send(":romeo!r@h PRIVMSG #balcony :something");
        juliet.await(RoomMessage.class);
        assertThat(juliet.seen(RoomMessage.class)).hasSize(1);
        assertThat(juliet.seen(PrivateMessage.class)).isEmpty();
    }

    @Test
    void aMessageToNobodyFailsByItsStanza() {
        juliet.act(SendMessage.toContact(contact("tybalt"), juliet.ref("p1"), "peace"));
        assertThat(juliet.await(MessageFailed.class))
                .isEqualTo(
                        new MessageFailed(
                                new LegacyAddressee.ToContact(contact("tybalt")),
                                juliet.ref("p1"),
                                new BackendFailure.NotFound("No such nick/channel")));
    }

    @Test
    void somebodyAwayIsSaidToBeOnce() {
        client.send(":romeo!r@h PRIVMSG juliet :hi");
        client.send(":irc.test 301 juliet romeo :in Mantua");
        client.send(":irc.test 301 juliet romeo :in Mantua");
        client.send(":romeo!r@h PRIVMSG juliet :bye");
        juliet.await(PrivateMessage.class, m -> m.body().equals("bye"));
        assertThat(juliet.seen(PrivateMessage.class))
                .extracting(PrivateMessage::body)
                .containsExactly("hi", "/me is away: in Mantua", "bye");
    }

    @Test
    void servicesSpeakOnTheConsoleAndInTheRoomThatTheyNameButAnswerWhoAsksThem() {
        client.send(":NickServ!s@services.test NOTICE juliet :This nickname is registered.");
        assertThat(juliet.await(ConsoleMessage.class))
                .isEqualTo(
                        new ConsoleMessage(network(), "<NickServ> This nickname is registered."));

        client.send(":ChanServ!s@services.test NOTICE juliet :[#balcony] Welcome");
        assertThat(juliet.await(RoomMessage.class))
                .isEqualTo(
                        new RoomMessage(room("#balcony"), "ChanServ", "Welcome", null, null, null));

        juliet.act(SendMessage.toContact(contact("nickserv"), juliet.ref("1"), "HELP"));
        client.send(":NickServ!s@services.test NOTICE juliet :No help");
        assertThat(juliet.await(PrivateMessage.class).contact()).isEqualTo(contact("nickserv"));
    }

    @Test
    void whatIsSaidToEverybodyOnTheNetworkIsTheNetworksWord() {
        client.send(":prince!p@verona NOTICE $$* :[Global Notice] Curfew at \u0002nine\u0002");
        assertThat(juliet.await(ConsoleMessage.class))
                .isEqualTo(
                        new ConsoleMessage(network(), "<prince> [Global Notice] Curfew at nine"));
        client.send(":prince!p@verona PRIVMSG $*.test :\u0001VERSION\u0001");
        client.send(":romeo!r@h PRIVMSG juliet :done");
        juliet.await(PrivateMessage.class);
        assertThat(juliet.seen(ConsoleMessage.class)).hasSize(1);
    }

    @Test
    void whatTheNetworkWarnsOfAndNotesIsItsWord() {
        client.send(":irc.test WARN REHASH CERTS_EXPIRED :Certificate has expired");
        client.send(":irc.test NOTE * OPER_MESSAGE :Registering new accounts is disabled");
        client.send(":irc.test FAIL BOX BOXES_INVALID STACK CLOCKWISE :Given boxes are not there");
        assertThat(juliet.await(ConsoleMessage.class).body()).isEqualTo("Certificate has expired");
        assertThat(juliet.await(ConsoleMessage.class).body())
                .isEqualTo("Registering new accounts is disabled");
        assertThat(juliet.await(ConsoleMessage.class).body())
                .isEqualTo("Given boxes are not there");
    }

    @Test
    void questionsOfStrangersAreAnsweredByTheGatewayWithinReason() {
        for (int i = 0; i < 20; i++) {
            client.send(":romeo!r@h PRIVMSG juliet :\u0001VERSION\u0001");
        }
        client.send(":romeo!r@h PRIVMSG juliet :\u0001PING 123\u0001");
        client.send(":romeo!r@h PRIVMSG juliet :done");
        juliet.await(PrivateMessage.class, m -> m.body().equals("done"));
        juliet.say("#balcony", "1", "fence");
        client.await("PRIVMSG #balcony fence");

        assertThat(client.received().stream().filter(l -> l.startsWith("NOTICE romeo")))
                .hasSize(4)
                .allMatch(line -> line.contains("\u0001VERSION Isthmus"));
        assertThat(juliet.seen(PrivateMessage.class)).hasSize(1);
    }

    @Test
    void aPingIsEchoedAndDccRefused() {
        client.send(":romeo!r@h PRIVMSG juliet :\u0001PING 12 34\u0001");
        client.await("NOTICE romeo :\u0001PING 12 34\u0001");
        client.send(":romeo!r@h PRIVMSG juliet :\u0001DCC SEND x 1 2\u0001");
        client.awaitStart("NOTICE romeo :\u0001ERRMSG DCC");
        client.send(":romeo!r@h PRIVMSG juliet :\u0001TIME\u0001");
        client.awaitStart("NOTICE romeo :\u0001TIME ");
    }

    @Test
    void aMessageBeforeTheLinkIsUpWaitsForIt() throws Exception {
        try (TestUser nurse = new TestUser(TestBackends.to(server.port()), "nurse@example.org")) {
            nurse.act(SendMessage.toContact(contact("juliet"), nurse.ref("1"), "madam!"));
            assertThat(juliet.await(PrivateMessage.class))
                    .isEqualTo(new PrivateMessage(contact("nurse"), "madam!", null));
        }
    }
}
