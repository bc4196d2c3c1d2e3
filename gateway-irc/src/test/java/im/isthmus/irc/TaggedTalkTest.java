package im.isthmus.irc;

import static im.isthmus.irc.TestUser.contact;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.action.MessageAction;
import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.event.LegacyEvent.MessageFailed;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.backend.event.LegacyEvent.RequestDone;
import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.MessageEvent.MessageRetracted;
import im.isthmus.core.backend.event.MessageEvent.Reacted;
import im.isthmus.core.backend.event.RoomReport.AbilitiesChanged;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.content.Reply;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers, redactions and messages of several lines on a modern network. */
@Timeout(60)
class TaggedTalkTest extends TaggedNetwork {
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
    void aMessageOfSeveralLinesThatIsRefusedHasFailed() {
        juliet.say("#balcony", "m1", "one\ntwo");
        client.await("BATCH -m");
        client.send("@label=1 FAIL BATCH MULTILINE_MAX_LINES 1 :Too many lines");
        assertThat(juliet.await(MessageFailed.class).ref()).isEqualTo(juliet.ref("m1"));
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
    void whatTheNetworkDoesNotPassOnIsNeitherAdvertisedNorSaid() throws Exception {
        restart(options().withIsupport("CHANTYPES=# CLIENTTAGDENY=*,-reply"));
        start();
        assertThat(abilities())
                .contains(Ability.REPLIES, Ability.RETRACTIONS)
                .doesNotContain(Ability.REACTIONS, Ability.CHAT_STATES);
        answer("m1", "a1", "Ay me!");
        client.awaitStart("@+reply=a1;label=");
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

    private void answer(String id, String msgid, String body) {
        Content content =
                Content.of(body)
                        .withReply(new Reply(new MessageId(msgid, msgid), "romeo", "But soft"));
        juliet.act(new MessageAction.SendMessage(TO_ROOM, juliet.ref(id), content));
    }
}
