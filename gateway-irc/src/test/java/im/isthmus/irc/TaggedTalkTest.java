package im.isthmus.irc;

import static im.isthmus.irc.TestUser.contact;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.action.MessageAction;
import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.event.LegacyEvent.MessageFailed;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.backend.event.LegacyEvent.RequestDone;
import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.MessageEvent.ChatStateShown;
import im.isthmus.core.backend.event.MessageEvent.MessageRetracted;
import im.isthmus.core.backend.event.MessageEvent.Reacted;
import im.isthmus.core.backend.event.RoomReport.AbilitiesChanged;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.core.content.ChatState;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.content.Reply;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers, reactions, redactions, typing and messages of several lines on a modern network. */
@Timeout(60)
class TaggedTalkTest extends ScriptedNetwork {
    private static final LegacyRoom ROOM = room("#balcony");
    private static final LegacyAddressee TO_ROOM = new ToRoom(ROOM);

    private FakeIrcClient client;

    @Override
    protected FakeIrcServer.Options options() {
        return FakeIrcServer.Options.DEFAULT.withCapabilities(
                "message-tags batch echo-message labeled-response server-time"
                        + " draft/message-redaction"
                        + " draft/multiline=max-bytes=1000,max-lines=6");
    }

    @BeforeEach
    void start() {
        server.script((c, line) ->
                line.contains("PRIVMSG")
                        || line.contains("TAGMSG")
                        || line.contains("REDACT")
                        || line.contains("BATCH"));
        client = enter();
        // Nobody could know before what the network can carry.
        juliet.await(AbilitiesChanged.class);
    }

    @Test
    void anAnswerNamesWhatItAnswersWithAuthorAndQuote() {
        says("romeo", "a1", "But soft");
        client.send("@msgid=a2;+draft/reply=a1 :nurse!n@h PRIVMSG #balcony :what light?");
        RoomMessage answer = juliet.await(RoomMessage.class, m -> m.nick().equals("nurse"));
        assertThat(answer.content().reply())
                .isEqualTo(new Reply(new MessageId("", "a1"), "romeo", "But soft"));
        assertThat(answer.legacyId()).isEqualTo("a2");
    }

    @Test
    void theUsersAnswerHasTheTagsAndTheNameForThoseWhoSeeNoTags() {
        answer("m1", "a1", "Ay me!");
        String sent = client.awaitStart("@+reply=a1;+draft/reply=a1;label=");
        assertThat(sent).endsWith(" PRIVMSG #balcony :romeo: Ay me!");
        echo(sent, "a9", "romeo: Ay me!");
        RoomMessage shown = juliet.await(RoomMessage.class, m -> m.ref() != null);
        assertThat(shown.body()).isEqualTo("Ay me!");
        assertThat(shown.legacyId()).isEqualTo("a9");
        assertThat(shown.content().reply()).isNotNull();
    }

    @Test
    void aCorrectionNamesTheMessageAndIsShownWithWhatTheNetworkCallsIt() {
        juliet.say("#balcony", "m1", "what is in a nmae");
        echo(client.awaitStart("@label="), "b1", "what is in a nmae");
        juliet.await(RoomMessage.class);
        juliet.act(correction("what is in a name"));
        String sent = client.awaitStart("@+reply=b1;+draft/reply=b1;label=");
        assertThat(sent).endsWith(" PRIVMSG #balcony :* name");
        assertThat(juliet.seen(RoomMessage.class)).hasSize(1);
        echo(sent, "b2", "* name");
        RoomMessage shown = juliet.await(RoomMessage.class);
        assertThat(shown.ref()).isEqualTo(juliet.ref("m2"));
        assertThat(shown.legacyId()).isEqualTo("b2");
        assertThat(shown.body()).isEqualTo("what is in a name");
    }

    @Test
    void whatAnotherClientOfTheUserSaidLastCannotBeCorrectedHere() {
        juliet.say("#balcony", "m1", "one");
        echo(client.awaitStart("@label="), "b1", "one");
        client.send("@msgid=b2 :" + client.mask() + " PRIVMSG #balcony :two");
        juliet.await(RoomMessage.class, m -> m.body().equals("two"));
        assertThat(juliet.actInVain(correction("three")))
                .isInstanceOf(BackendFailure.NotAllowed.class);
    }

    private MessageAction.CorrectMessage correction(String text) {
        MessageId first = new MessageId("m1", "b1");
        return new MessageAction.CorrectMessage(TO_ROOM, juliet.ref("m2"), first, Content.of(text));
    }

    @Test
    void reactionsOfOthersAddUpAndAreTakenBack() {
        says("romeo", "a1", "hello");
        client.send("@+reply=a1;+draft/react=👍 :nurse!n@h TAGMSG #balcony");
        client.send("@+reply=a1;+draft/react=🎉 :nurse!n@h TAGMSG #balcony");
        client.send("@+draft/reply=a1;+draft/unreact=👍 :nurse!n@h TAGMSG #balcony");
        assertThat(juliet.await(Reacted.class).emojis()).containsExactly("👍");
        assertThat(juliet.await(Reacted.class).emojis()).containsExactly("👍", "🎉");
        assertThat(juliet.await(Reacted.class))
                .isEqualTo(new Reacted(TO_ROOM, "nurse", "a1", List.of("🎉")));
    }

    @Test
    void aReactionThatIsAlsoSaidIsShownOnce() {
        says("romeo", "a1", "hello");
        client.send("@msgid=a2;+reply=a1;+draft/react=lol :nurse!n@h PRIVMSG #balcony :lol");
        says("nurse", "a3", "bye");
        assertThat(juliet.await(Reacted.class).emojis()).containsExactly("lol");
        juliet.await(RoomMessage.class, m -> m.body().equals("bye"));
        assertThat(juliet.seen(RoomMessage.class)).hasSize(2);
    }

    @Test
    void theUsersReactionsGoOutAsTheDifferenceAndAreShownWhenTheyComeBack() {
        react("r1", "a1", List.of("👍", "❤"));
        comesBack(client.awaitStart("@+draft/react=👍;"), "TAGMSG #balcony");
        comesBack(client.awaitStart("@+draft/react=❤;"), "TAGMSG #balcony");
        juliet.await(Reacted.class, r -> r.emojis().equals(List.of("👍", "❤")));

        react("r2", "a1", List.of("❤"));
        String gone = client.awaitStart("@+draft/unreact=👍;");
        assertThat(gone).contains("+reply=a1;+draft/reply=a1");
        comesBack(gone, "TAGMSG #balcony");
        assertThat(juliet.await(Reacted.class, r -> r.emojis().equals(List.of("❤"))))
                .isEqualTo(new Reacted(TO_ROOM, "juliet", "a1", List.of("❤")));
    }

    @Test
    void aReactionThatComesBackIsDone() {
        react("r1", "a1", List.of("👍"));
        comesBack(client.awaitStart("@+draft/react=👍;"), "TAGMSG #balcony");
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("r1"));
    }

    @Test
    void aReactionThatTheNetworkRefusesHasFailed() {
        react("r1", "a1", List.of("👍"));
        String label = label(client.awaitStart("@+draft/react"));
        client.send("@label=" + label + " :irc.test 404 juliet #balcony :Cannot send");
        assertThat(juliet.await(MessageFailed.class).ref()).isEqualTo(juliet.ref("r1"));
    }

    @Test
    void whatItsAuthorRedactsIsRetractedAndWhatAnotherRedactsIsModerated() {
        says("romeo", "a1", "one");
        says("romeo", "a2", "two");
        client.send(":romeo!r@h REDACT #balcony a1");
        client.send(":nurse!n@h REDACT #balcony a2 :Not here");
        assertThat(juliet.await(MessageRetracted.class))
                .isEqualTo(new MessageRetracted(TO_ROOM, "romeo", "a1", false, ""));
        assertThat(juliet.await(MessageRetracted.class))
                .isEqualTo(new MessageRetracted(TO_ROOM, "nurse", "a2", true, "Not here"));
    }

    @Test
    void aRedactionInAnotherChannelThanTheMessageIsNone() {
        juliet.join("#tomb", "juliet");
        says("romeo", "a1", "one");
        client.send(":romeo!r@h REDACT #tomb a1");
        client.send(":romeo!r@h REDACT #balcony a1");
        assertThat(juliet.await(MessageRetracted.class).in()).isEqualTo(TO_ROOM);
    }

    @Test
    void theUserTakesBackAllLinesOfAMessage() {
        juliet.say("#balcony", "m1", "/me one\ntwo");
        String first = client.awaitStart("@label=1 ");
        String second = client.awaitStart("@label=2 ");
        echo(first, "b1", "\u0001ACTION one\u0001");
        echo(second, "b2", "\u0001ACTION two\u0001");
        juliet.await(RoomMessage.class, m -> "b1".equals(m.legacyId()));
        client.send("@+reply=b2;+draft/react=👍 :nurse!n@h TAGMSG #balcony");
        assertThat(juliet.await(Reacted.class).legacyId()).isEqualTo("b1");

        juliet.act(
                new MessageAction.RetractMessage(
                        TO_ROOM, juliet.ref("x1"), new MessageId("m1", "b1")));
        comesBack(client.awaitStart("@label=3 REDACT"), "REDACT #balcony b1");
        client.await("REDACT #balcony b2");
        client.send(":" + client.mask() + " REDACT #balcony b2");
        assertThat(juliet.await(MessageRetracted.class))
                .isEqualTo(new MessageRetracted(TO_ROOM, "juliet", "b1", false, ""));
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("x1"));
        says("nurse", "a3", "bye");
        juliet.await(RoomMessage.class, m -> m.nick().equals("nurse"));
        assertThat(juliet.seen(MessageRetracted.class)).hasSize(1);
    }

    @Test
    void aRefusedRedactionAnswersTheOrderWithTheTextOfTheNetwork() {
        says("romeo", "a1", "one");
        juliet.act(
                new RoomAdministration.Moderate(
                        ROOM, juliet.ref("x1"), new MessageId("a1", "a1"), "rude"));
        client.awaitStart("@label=1 REDACT #balcony a1 rude");
        client.send("@label=1 FAIL REDACT REDACT_FORBIDDEN #balcony a1 :You are not authorised");
        RequestFailed failed = juliet.await(RequestFailed.class);
        assertThat(failed.ref()).isEqualTo(juliet.ref("x1"));
        assertThat(failed.failure()).isInstanceOf(BackendFailure.Rejected.class);
    }

    @Test
    void whoTypesIsShownUntilTheySaySomethingOrStop() {
        client.send("@+typing=active :romeo!r@h TAGMSG #balcony");
        client.send("@+typing=active :romeo!r@h TAGMSG #balcony");
        client.send("@+typing=paused :romeo!r@h TAGMSG #balcony");
        client.send("@+typing=done :romeo!r@h TAGMSG #balcony");
        for (ChatState state : List.of(ChatState.COMPOSING, ChatState.PAUSED, ChatState.ACTIVE)) {
            assertThat(juliet.await(ChatStateShown.class))
                    .isEqualTo(new ChatStateShown(TO_ROOM, "romeo", state));
        }
        client.send("@+typing=active :romeo!r@h TAGMSG juliet");
        assertThat(juliet.await(ChatStateShown.class).in())
                .isEqualTo(new ToContact(contact("romeo")));
    }

    @Test
    void theUserTypesAndTheNetworkHearsIt() {
        juliet.act(new MessageAction.ShowChatState(TO_ROOM, ChatState.COMPOSING));
        juliet.act(new MessageAction.ShowChatState(TO_ROOM, ChatState.COMPOSING));
        client.await("@+typing=active TAGMSG #balcony");
        juliet.say("#balcony", "m1", "there");
        client.awaitStart("@label=");
        assertThat(client.received().stream().filter(line -> line.contains("+typing"))).hasSize(1);
    }

    @Test
    void severalLinesAreOneMessageOnTheWireAndComeBackAsOne() {
        juliet.say("#balcony", "m1", "one\n\ntwo  " + "x".repeat(490));
        client.await("BATCH -m");
        List<String> lines = client.received();
        int start = lines.indexOf("@label=1 BATCH +m draft/multiline #balcony");
        assertThat(lines.subList(start + 1, start + 3))
                .containsExactly("@batch=m PRIVMSG #balcony one", "@batch=m PRIVMSG #balcony :");
        assertThat(lines.get(start + 3)).startsWith("@batch=m PRIVMSG #balcony :two  ");
        assertThat(lines.get(start + 4)).startsWith("@batch=m;draft/multiline-concat PRIVMSG ");

        client.send("@label=1;msgid=c1 :" + client.mask() + " BATCH +z draft/multiline #balcony");
        client.send("@batch=z :" + client.mask() + " PRIVMSG #balcony :one");
        client.send(":" + client.mask() + " BATCH -z");
        RoomMessage shown = juliet.await(RoomMessage.class);
        assertThat(shown.ref()).isEqualTo(juliet.ref("m1"));
        assertThat(shown.legacyId()).isEqualTo("c1");
        assertThat(shown.body()).startsWith("one\n\ntwo  ");
    }

    @Test
    void aMessageBeyondTheLimitsOfABatchGoesLineByLine() {
        juliet.say("#balcony", "m1", "1\n2\n3\n4\n5\n6\n7");
        client.await("@label=7 PRIVMSG #balcony 7");
    }

    @Test
    void severalLinesOfAnotherAreOneMessage() {
        client.send("@msgid=d1;+reply=a1 :romeo!r@h BATCH +q draft/multiline #balcony");
        client.send("@batch=q :romeo!r@h PRIVMSG #balcony :how is ");
        client.send("@batch=q;draft/multiline-concat :romeo!r@h PRIVMSG #balcony :everyone?");
        client.send("@batch=q :romeo!r@h PRIVMSG #balcony :");
        client.send("@batch=q :romeo!r@h PRIVMSG #balcony :well?");
        client.send("BATCH -q");
        RoomMessage message = juliet.await(RoomMessage.class);
        assertThat(message.body()).isEqualTo("how is everyone?\n\nwell?");
        assertThat(message.legacyId()).isEqualTo("d1");
        assertThat(message.content().reply()).isNotNull();
    }

    @Test
    void privateMessagesHaveTheNamesOfTheNetworkToo() {
        client.send("@msgid=p1 :romeo!r@h PRIVMSG juliet :psst");
        assertThat(juliet.await(PrivateMessage.class).legacyId()).isEqualTo("p1");
        client.send("@+reply=p1;+draft/react=👍 :romeo!r@h TAGMSG juliet");
        assertThat(juliet.await(Reacted.class))
                .isEqualTo(new Reacted(new ToContact(contact("romeo")), "", "p1", List.of("👍")));
    }

    @Test
    void whatARoomCanCarryFollowsTheNetwork() {
        assertThat(abilities())
                .contains(
                        Ability.REPLIES,
                        Ability.REACTIONS,
                        Ability.RETRACTIONS,
                        Ability.MODERATION,
                        Ability.CHAT_STATES);
        client.send("CAP juliet DEL :draft/message-redaction");
        juliet.await(AbilitiesChanged.class);
        assertThat(abilities())
                .contains(Ability.REACTIONS)
                .doesNotContain(Ability.RETRACTIONS, Ability.MODERATION);
        client.send("CAP juliet NEW :draft/message-redaction");
        juliet.await(AbilitiesChanged.class);
        assertThat(abilities()).contains(Ability.RETRACTIONS);
    }

    @Test
    void aNetworkWhoseMessagesHaveNoNamesCarriesNothingThatNeedsThem() {
        client.send(":romeo!r@h PRIVMSG #balcony :nameless");
        juliet.await(AbilitiesChanged.class);
        assertThat(abilities())
                .contains(Ability.CHAT_STATES)
                .doesNotContain(Ability.REPLIES, Ability.REACTIONS, Ability.RETRACTIONS);
    }

    @Test
    void whoeverAsksBeforeConnectingHearsWhatTheNetworkCouldLast() throws Exception {
        try (TestUser nurse = new TestUser(backend, "nurse@example.org")) {
            assertThat(backend.abilities(nurse.user(), ROOM)).contains(Ability.REACTIONS);
            nurse.join("#balcony", "nurse");
            assertThat(nurse.seen(AbilitiesChanged.class)).isEmpty();
        }
    }

    @Test
    void thatARoomCanMoreThanItWasAskedIsToldToThoseWhoAskedTooEarly() {
        juliet.join("#orchard", "juliet");
        juliet.say("#orchard", "m1", "how quiet");
        client.awaitStart("@label=");
        assertThat(juliet.seen(AbilitiesChanged.class))
                .containsExactly(new AbilitiesChanged(room("#balcony")));
    }

    private Set<Ability> abilities() {
        return backend.abilities(juliet.user(), ROOM);
    }

    private void says(String nick, String msgid, String text) {
        client.send("@msgid=" + msgid + " :" + nick + "!u@h PRIVMSG #balcony :" + text);
    }

    private void answer(String id, String msgid, String body) {
        Content content =
                Content.of(body)
                        .withReply(new Reply(new MessageId(msgid, msgid), "romeo", "But soft"));
        juliet.act(new MessageAction.SendMessage(TO_ROOM, juliet.ref(id), content));
    }

    private void react(String id, String msgid, List<String> emojis) {
        juliet.act(
                new MessageAction.React(
                        TO_ROOM, juliet.ref(id), new MessageId(msgid, msgid), emojis));
    }

    private void echo(String sent, String msgid, String text) {
        client.send(
                "@label="
                        + label(sent)
                        + ";msgid="
                        + msgid
                        + " :"
                        + client.mask()
                        + " PRIVMSG #balcony :"
                        + text);
    }

    private void comesBack(String sent, String line) {
        client.send(sent.substring(0, sent.indexOf(' ')) + " :" + client.mask() + " " + line);
    }

    private static String label(String line) {
        String tags = line.substring(1, line.indexOf(' '));
        return tags.replaceAll(".*\\blabel=([^;]*).*", "$1");
    }
}
