package im.isthmus.irc;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.event.LegacyEvent.MessageFailed;
import im.isthmus.core.backend.event.LegacyEvent.RequestDone;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.MessageEvent.MessageRetracted;
import im.isthmus.core.backend.event.MessageEvent.Reacted;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reactions of the user and of others (IRCv3 draft/react). */
@Timeout(60)
class ReactionTest extends TaggedNetwork {
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
    void reactionsOfAnEarlierStayCountToo() {
        juliet.knowsOf(new Reacted(TO_ROOM, "nurse", "a1", List.of("👍")));
        client.send("@+reply=a1;+draft/react=🎉 :nurse!n@h TAGMSG #balcony");
        assertThat(juliet.await(Reacted.class).emojis()).containsExactly("👍", "🎉");
        client.send("@+reply=a1;+draft/unreact=👍 :nurse!n@h TAGMSG #balcony");
        client.send("@+reply=a1;+draft/unreact=🎉 :nurse!n@h TAGMSG #balcony");
        assertThat(juliet.await(Reacted.class).emojis()).containsExactly("🎉");
        assertThat(juliet.await(Reacted.class).emojis()).isEmpty();
        juliet.knowsOf(new Reacted(TO_ROOM, "juliet", "a1", List.of("👍", "❤")));
        react("r1", "a1", List.of("❤"));
        comesBack(client.awaitStart("@+draft/unreact=👍;"), "TAGMSG #balcony");
        assertThat(juliet.await(Reacted.class).emojis()).containsExactly("❤");
    }

    @Test
    void whatSomebodySaidAndHowTheyReactedStaysTheirsUnderAnotherNick() {
        says("romeo", "a1", "hello");
        client.send("@+reply=a1;+draft/react=👍 :romeo!u@h TAGMSG #balcony");
        client.send(":romeo!u@h NICK montague");
        client.send("@+reply=a1;+draft/react=🎉 :montague!u@h TAGMSG #balcony");
        juliet.await(Reacted.class);
        Reacted both = new Reacted(TO_ROOM, "montague", "a1", List.of("👍", "🎉"));
        assertThat(juliet.await(Reacted.class)).isEqualTo(both);
        client.send(":montague!u@h REDACT #balcony a1");
        assertThat(juliet.await(MessageRetracted.class).moderated()).isFalse();
    }

    @Test
    void aReactionThatIsRedactedIsTakenBack() {
        says("romeo", "a1", "hello");
        client.send("@msgid=d1;+reply=a1;+draft/react=👍 :nurse!n@h TAGMSG #balcony");
        client.send("@msgid=d2;+reply=a1;+draft/react=🎉 :nurse!n@h TAGMSG #balcony");
        client.send(":nurse!n@h REDACT #balcony d1");
        client.send(":romeo!u@h REDACT #balcony d2");
        assertThat(juliet.await(Reacted.class).emojis()).containsExactly("👍");
        assertThat(juliet.await(Reacted.class).emojis()).containsExactly("👍", "🎉");
        Reacted less = new Reacted(TO_ROOM, "nurse", "a1", List.of("🎉"));
        assertThat(juliet.await(Reacted.class)).isEqualTo(less);
        assertThat(juliet.await(Reacted.class).emojis()).isEmpty();
        assertThat(juliet.seen(MessageRetracted.class)).isEmpty();
    }

    @Test
    void reactionsThatAreThereAlreadyAreShownAgain() {
        react("r1", "a1", List.of("👍"));
        comesBack(client.awaitStart("@+draft/react=👍;"), "TAGMSG #balcony");
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("r1"));
        react("r2", "a1", List.of("👍"));
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("r2"));
        assertThat(juliet.seen(Reacted.class)).hasSize(2);
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
}
