package im.isthmus.irc;

import static im.isthmus.irc.TestUser.contact;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.ContactAction;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent.MessageFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import im.isthmus.core.markup.Styling;
import im.isthmus.irc.settings.IrcPreferences;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeIrcClient;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How texts look on either side, and what becomes of long ones. */
@Timeout(60)
class StyledTalkTest extends ScriptedNetwork {
    private FakeIrcClient client;

    @BeforeEach
    void start() {
        client = enter();
    }

    @Test
    void looksOnIrcAreLooksInXmpp() {
        client.send(":romeo!r@h PRIVMSG #balcony :\u0001ACTION \u0002loves\u0002 her\u0001");
        Content said = juliet.await(RoomMessage.class).content();
        assertThat(said.body()).isEqualTo("/me loves her");
        assertThat(said.spans()).containsExactly(new Span(4, 9, Style.BOLD));
    }

    @Test
    void stylesOfAMessageAreCodesInTheChannelAndAsTypedInTheReflection() {
        say("1", "so *bold* and\n_cold_");
        client.await("PRIVMSG #balcony :so \u0002bold\u0002 and");
        client.await("PRIVMSG #balcony \u001dcold");
        assertThat(juliet.await(RoomMessage.class).body()).isEqualTo("so *bold* and\n_cold_");

        say("2", "/me *waves*");
        client.await("PRIVMSG #balcony :\u0001ACTION \u0002waves\u0001");
    }

    @Test
    void aChannelThatTakesFormattingAwayGetsTheSignsAsTyped() {
        for (String mode : List.of("c", "S")) {
            client.send(":op!o@h MODE #balcony +" + mode);
            juliet.await(RoomMessage.class, m -> m.body().contains("[+" + mode + "]"));
            say(mode, "so *bold* with " + mode);
            client.await("PRIVMSG #balcony :so *bold* with " + mode);
            client.send(":op!o@h MODE #balcony -" + mode);
            juliet.await(RoomMessage.class, m -> m.body().contains("[-" + mode + "]"));
        }
        say("2", "so *bold*");
        client.await("PRIVMSG #balcony :so \u0002bold");
    }

    @Test
    void whoWantsNoCodesSendsNone() {
        juliet.prefer(IrcPreferences.STYLED, "typed");
        say("1", "so *bold*");
        client.await("PRIVMSG #balcony :so *bold*");
    }

    @Test
    void aLongTextIsALinkAndStillOneMessageAndTheNextOneComesBehindIt() {
        juliet.canShare();
        String body = "It is the east\n".repeat(30);
        say("1", body);
        say("2", "and Juliet is the sun");
        client.await("PRIVMSG #balcony :and Juliet is the sun");
        assertThat(client.received().stream().filter(line -> line.startsWith("PRIVMSG")))
                .containsExactly(
                        "PRIVMSG #balcony :It is the east … (30 lines: https://files.test/1 )",
                        "PRIVMSG #balcony :and Juliet is the sun");
        assertThat(juliet.seen(RoomMessage.class))
                .extracting(RoomMessage::body)
                .containsExactly(body, "and Juliet is the sun");
    }

    @Test
    void aLinkThatIsLostTakesTheLongTextAndWhatWaitsBehindItAlongAndTheUserIsTold() {
        var upload = new CompletableFuture<Attachment>();
        juliet.canShare(upload);
        say("1", "It is the east\n".repeat(30));
        say("2", "and Juliet is the sun");
        client.close();
        assertThat(juliet.await(MessageFailed.class).ref().id()).isEqualTo("1");
        assertThat(juliet.await(MessageFailed.class).ref().id()).isEqualTo("2");

        server.awaitClient("juliet");
        juliet.await(RoomJoined.class);
        upload.complete(Attachment.of(URI.create("https://files.test/late")));
        say("3", "It is my lady");
        juliet.await(RoomMessage.class, m -> m.body().equals("It is my lady"));
        assertThat(juliet.seen(RoomMessage.class))
                .noneMatch(message -> message.body().contains("east"));
        assertThat(juliet.seen(MessageFailed.class)).hasSize(2);
    }

    @Test
    void aSessionStaysUntilALongTextIsSaid() {
        juliet.act(new ContactAction.AddContact(contact("romeo"), ""));
        juliet.act(new UserAction.LeaveRoom(room("#balcony"), ""));
        Await.until("idle", juliet::isIdle);
        var upload = new CompletableFuture<Attachment>();
        juliet.canShare(upload);
        Content content = Content.of("It is the east\n".repeat(30));
        juliet.act(new SendMessage(new ToContact(contact("romeo")), juliet.ref("1"), content));
        assertThat(juliet.isIdle()).isFalse();
        upload.complete(Attachment.of(URI.create("https://files.test/1")));
        client.awaitStart("PRIVMSG romeo :It is the east …");
        Await.until("idle", juliet::isIdle);
    }

    @Test
    void whoseSessionEndsHearsThatALongTextOnItsWayIsLost() throws Exception {
        juliet.canShare(new CompletableFuture<>());
        say("1", "It is the east\n".repeat(30));
        juliet.close();
        assertThat(juliet.await(MessageFailed.class).ref().id()).isEqualTo("1");
    }

    @Test
    void withoutAPlaceForItALongTextGoesLineByLine() {
        say("1", "line\n".repeat(8));
        say("2", "end");
        client.await("PRIVMSG #balcony end");
        assertThat(client.received().stream().filter("PRIVMSG #balcony line"::equals)).hasSize(8);
    }

    @Test
    void whoWantsNoLinksSendsLinesAndNoFlood() {
        juliet.canShare();
        juliet.prefer(IrcPreferences.LINKED, "lines");
        say("1", "line\n".repeat(8));
        say("2", "end");
        client.await("PRIVMSG #balcony end");
        assertThat(client.received().stream().filter("PRIVMSG #balcony line"::equals)).hasSize(8);
        assertThat(
                        juliet.actInVain(
                                SendMessage.toRoom(
                                        room("#balcony"), juliet.ref("3"), "x\n".repeat(41))))
                .isInstanceOf(BackendFailure.BadValue.class);
    }

    @Test
    void aFloodWithoutAPlaceForItFails() {
        say("1", "x\n".repeat(41));
        assertThat(juliet.await(MessageFailed.class).failure())
                .isInstanceOf(BackendFailure.BadValue.class);
    }

    @Test
    void whatACharacterSetHasNotIsAQuestionMarkAndSaidOnce() throws Exception {
        try (TestUser nurse =
                new TestUser(
                        TestBackends.to(server.port(), "charset = 'windows-1251'"),
                        "nurse@example.org")) {
            nurse.join("#sad", "nurse");
            nurse.say("#sad", "m1", "Привет");
            nurse.say("#sad", "m2", "Привет 😀");
            nurse.say("#sad", "m3", "😀!");
            FakeIrcClient hers = server.awaitClient("nurse");
            hers.awaitStart("PRIVMSG #sad ?!");
            nurse.say("#sad", "m4", "over");
            nurse.await(RoomMessage.class, m -> m.body().equals("over"));
            assertThat(nurse.seen(RoomMessage.class))
                    .filteredOn(m -> m.nick().isEmpty())
                    .singleElement()
                    .satisfies(m -> assertThat(m.body()).contains("question marks"));
        }
    }

    private void say(String id, String body) {
        Content content = Content.of(body).withSpans(Styling.spans(body));
        juliet.act(new SendMessage(new ToRoom(room("#balcony")), juliet.ref(id), content));
    }
}
