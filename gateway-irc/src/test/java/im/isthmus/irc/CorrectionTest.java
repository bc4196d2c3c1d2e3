package im.isthmus.irc;

import static im.isthmus.irc.TestUser.contact;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.MessageAction.CorrectMessage;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.event.LegacyEvent.MessageFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.MessageEvent.MessageAccepted;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import im.isthmus.irc.settings.Corrections;
import im.isthmus.irc.settings.IrcPreferences;
import im.isthmus.testing.FakeIrcClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the user corrects (XEP-0308) on a network without tags. */
@Timeout(60)
class CorrectionTest extends ScriptedNetwork {
    private static final LegacyRoom ROOM = room("#balcony");
    private static final LegacyAddressee TO_ROOM = new ToRoom(ROOM);
    private static final Preference<Corrections> HOW =
            IrcPreferences.corrections(Corrections.WORDS);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private FakeIrcClient client;

    @Override
    protected IrcBackend backend(int port) {
        return TestBackends.at(port, now::get);
    }

    @BeforeEach
    void start() {
        client = enter();
    }

    @Test
    void theRightWordsAreSaidAndTheUsersClientsSeeTheWholeText() {
        juliet.say("#balcony", "m1", "what is in a nmae");
        juliet.act(correction("m2", "m1", "what is in a name"));
        client.await("PRIVMSG #balcony :* name");
        RoomMessage shown = juliet.await(RoomMessage.class, m -> juliet.ref("m2").equals(m.ref()));
        assertThat(shown.body()).isEqualTo("what is in a name");
    }

    @Test
    void whoLikesEditorsHasASubstitutionSaid() {
        juliet.prefer(HOW, "sed");
        juliet.say("#balcony", "m1", "what is in a nmae");
        juliet.act(correction("m2", "m1", "what is in a name"));
        client.await("PRIVMSG #balcony s/nmae/name/");
        juliet.act(correction("m3", "m1", "what is in a name?"));
        client.await("PRIVMSG #balcony :* name?");
    }

    @Test
    void aGreaterChangeIsSaidWhole() {
        juliet.say("#balcony", "m1", "never mind");
        juliet.act(correction("m2", "m1", "a rose by any other name\nwould smell as sweet"));
        client.await("PRIVMSG #balcony :* a rose by any other name");
        client.await("PRIVMSG #balcony :would smell as sweet");
        juliet.act(correction("m3", "m1", "/me sighs"));
        client.await("PRIVMSG #balcony :* juliet sighs");
    }

    @Test
    void stylesAreKeptInTheWholeText() {
        juliet.say("#balcony", "m1", "never mind");
        Content bold = Content.of("*never* mind").withSpans(List.of(new Span(0, 7, Style.BOLD)));
        juliet.act(new CorrectMessage(TO_ROOM, juliet.ref("m2"), name("m1"), bold));
        client.awaitStart("PRIVMSG #balcony :* \u0002");
    }

    @Test
    void aSecondCorrectionIsComparedWithTheFirst() {
        juliet.say("#balcony", "m1", "teh nmae");
        juliet.act(correction("m2", "m1", "the nmae"));
        client.await("PRIVMSG #balcony :* the");
        juliet.act(correction("m3", "m1", "the name"));
        client.await("PRIVMSG #balcony :* name");
        juliet.act(correction("m4", "m3", "a name"));
        client.await("PRIVMSG #balcony :* a");
    }

    @Test
    void onlyTheLastMessageOfAConversationCanBeCorrected() {
        juliet.say("#balcony", "m1", "one");
        juliet.say("#balcony", "m2", "two");
        juliet.act(SendMessage.toContact(contact("romeo"), juliet.ref("p1"), "psst"));
        refused(correction("m3", "m1", "1"));
        refused(correction("m3", "p1", "psst!"));
        juliet.act(correction("m3", "m2", "2"));
        client.await("PRIVMSG #balcony :* 2");
    }

    @Test
    void aMessageCanBeCorrectedForAWhile() {
        juliet.say("#balcony", "m1", "one");
        now.updateAndGet(n -> n.plus(Duration.ofMinutes(9)));
        juliet.act(correction("m2", "m1", "two"));
        now.updateAndGet(n -> n.plus(Duration.ofMinutes(2)));
        refused(correction("m3", "m1", "three"));
    }

    @Test
    void whatDidNotReachTheNetworkCannotBeCorrected() {
        server.answer(
                line -> line.endsWith("forbidden"),
                c -> c.numeric("404", "#balcony :Cannot send to channel"));
        juliet.say("#balcony", "m1", "forbidden");
        juliet.await(MessageFailed.class);
        refused(correction("m2", "m1", "allowed"));
    }

    @Test
    void aCorrectionThatWasRefusedIsNotWhatStandsThere() {
        server.answer(
                line -> line.endsWith("forbidden"),
                c -> c.numeric("404", "#balcony :Cannot send to channel"));
        juliet.say("#balcony", "m1", "it is teh moon");
        juliet.act(correction("m2", "m1", "it is forbidden"));
        assertThat(juliet.await(MessageFailed.class).ref()).isEqualTo(juliet.ref("m2"));
        juliet.act(correction("m3", "m1", "it is the moon"));
        client.await("PRIVMSG #balcony :* the");
    }

    @Test
    void noCorrectionFloodsAChannel() {
        juliet.say("#balcony", "m1", "one");
        assertThat(juliet.actInVain(correction("m2", "m1", "1\n2\n3\n4\n5\n6\n7")))
                .isInstanceOf(BackendFailure.BadValue.class);
        assertThat(juliet.actInVain(correction("m2", "m1", "one")))
                .isInstanceOf(BackendFailure.BadValue.class);
    }

    @Test
    void aPrivateMessageIsCorrectedAsWell() {
        server.ignore("PRIVMSG romeo");
        LegacyAddressee romeo = new ToContact(contact("romeo"));
        juliet.act(SendMessage.toContact(contact("romeo"), juliet.ref("p1"), "come tonigth"));
        juliet.act(
                new CorrectMessage(
                        romeo, juliet.ref("p2"), name("p1"), Content.of("come tonight")));
        client.await("PRIVMSG romeo :* tonight");
        juliet.await(MessageAccepted.class, m -> m.ref().equals(juliet.ref("p2")));
    }

    @Test
    void whoDoesNotWantCorrectionsIsNotToldThatThereAreAny() {
        assertThat(backend.abilities(juliet.user(), ROOM)).contains(Ability.CORRECTIONS);
        backend.start(new Off(juliet.user()));
        assertThat(backend.abilities(juliet.user(), ROOM)).doesNotContain(Ability.CORRECTIONS);
        juliet.prefer(HOW, "off");
        juliet.say("#balcony", "m1", "one");
        assertThat(juliet.actInVain(correction("m2", "m1", "two")))
                .isInstanceOf(BackendFailure.Unsupported.class);
    }

    private void refused(CorrectMessage correction) {
        assertThat(juliet.actInVain(correction)).isInstanceOf(BackendFailure.NotAllowed.class);
    }

    private CorrectMessage correction(String id, String original, String body) {
        return new CorrectMessage(TO_ROOM, juliet.ref(id), name(original), Content.of(body));
    }

    /** As the core names it where the network has no names: in rooms it guesses. */
    private static MessageId name(String id) {
        return new MessageId(id, id);
    }

    /** Where nobody wants corrections. */
    private record Off(Jid domain) implements BackendContext {
        @Override
        public boolean permits(Jid user) {
            return true;
        }

        @Override
        public <T> T preference(Jid user, Preference<T> preference) {
            return preference.reader().apply("off");
        }

        @Override
        public void asUser(Jid user, Consumer<SessionContext> task) {
            throw new AssertionError("nobody asked for " + user);
        }
    }
}
