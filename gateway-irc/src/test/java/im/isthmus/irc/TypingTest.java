package im.isthmus.irc;

import static im.isthmus.irc.TestUser.contact;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.MessageAction;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.MessageEvent.ChatStateShown;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.content.ChatState;
import im.isthmus.testing.Await;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is typing (IRCv3 typing). */
@Timeout(60)
class TypingTest extends TaggedNetwork {
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
    void theNetworkHearsForHowLongTheUserTypesAndThatItIsOver() {
        juliet.waitsAtMost(Duration.ofMillis(20));
        juliet.act(new MessageAction.ShowChatState(TO_ROOM, ChatState.COMPOSING));
        Await.until("typing again", () -> typing("active") > 1);
        juliet.act(new MessageAction.ShowChatState(TO_ROOM, ChatState.PAUSED));
        client.await("@+typing=paused TAGMSG #balcony");
        juliet.act(new MessageAction.ShowChatState(TO_ROOM, ChatState.COMPOSING));
        juliet.act(new MessageAction.ShowChatState(TO_ROOM, ChatState.ACTIVE));
        client.await("@+typing=done TAGMSG #balcony");
        assertThat(typing("paused")).isOne();
    }

    private long typing(String what) {
        return client.received().stream()
                .filter(("@+typing=" + what + " TAGMSG #balcony")::equals)
                .count();
    }

    @Test
    void whoTypesAndSaysNothingMoreOrSpeaksOrGoesTypesNoMore() {
        client.send(":romeo!r@h JOIN #balcony");
        client.send("@+typing=active :romeo!r@h TAGMSG #balcony");
        says("romeo", "a1", "hello");
        client.send("@+typing=paused :romeo!r@h TAGMSG #balcony");
        client.send(":romeo!r@h PART #balcony");
        client.send("@+typing=done :romeo!r@h TAGMSG #balcony");
        says("nurse", "a2", "end");
        juliet.await(RoomMessage.class, said -> said.body().equals("end"));
        assertThat(juliet.seen(ChatStateShown.class))
                .extracting(ChatStateShown::state)
                .containsExactly(ChatState.COMPOSING, ChatState.PAUSED);
        juliet.waitsAtMost(Duration.ofMillis(20));
        client.send("@+typing=active :nurse!n@h TAGMSG #balcony");
        juliet.await(ChatStateShown.class, shown -> shown.nick().equals("nurse"));
        ChatStateShown over =
                juliet.await(ChatStateShown.class, shown -> shown.nick().equals("nurse"));
        assertThat(over.state()).isEqualTo(ChatState.ACTIVE);
    }
}
