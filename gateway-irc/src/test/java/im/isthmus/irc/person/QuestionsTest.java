package im.isthmus.irc.person;

import static im.isthmus.irc.TestUser.contact;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.PersonAction.AskSoftware;
import im.isthmus.core.backend.action.PersonAction.PingPerson;
import im.isthmus.core.backend.event.ContactEvent.SoftwareTold;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.backend.event.LegacyEvent.RequestDone;
import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.backend.term.LegacyAddressee.ToOccupant;
import im.isthmus.irc.ScriptedNetwork;
import im.isthmus.testing.FakeIrcClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Questions to people's programs, both ways (CTCP). */
@Timeout(60)
class QuestionsTest extends ScriptedNetwork {
    private FakeIrcClient client;

    @BeforeEach
    void start() {
        client = enter();
        server.ignore("PRIVMSG romeo");
    }

    @Test
    void aPersonIsAskedForTheVersionAndTheAnswerIsNoMessage() {
        juliet.act(new AskSoftware(new ToOccupant(room("#balcony"), "romeo"), juliet.ref("v1")));
        client.await("PRIVMSG romeo \u0001VERSION\u0001");
        client.send(":Romeo!r@h NOTICE juliet :\u0001VERSION \u0002irssi\u0002 1.4\u0001");
        assertThat(juliet.await(SoftwareTold.class))
                .isEqualTo(new SoftwareTold(juliet.ref("v1"), "irssi 1.4"));
        assertThat(juliet.seen(PrivateMessage.class)).isEmpty();
    }

    @Test
    void aPersonIsPinged() {
        juliet.act(new PingPerson(new ToContact(contact("romeo")), juliet.ref("p1")));
        String ping = client.awaitStart("PRIVMSG romeo :\u0001PING ");
        client.send(":romeo!r@h NOTICE juliet " + ping.substring("PRIVMSG romeo ".length()));
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("p1"));
    }

    @Test
    void whoIsNotThereCannotBeAsked() {
        juliet.act(new PingPerson(new ToContact(contact("tybalt")), juliet.ref("p1")));
        RequestFailed failed = juliet.await(RequestFailed.class);
        assertThat(failed.ref()).isEqualTo(juliet.ref("p1"));
        assertThat(failed.failure()).isInstanceOf(BackendFailure.NotFound.class);
    }

    @Test
    void nobodyLearnsWhatAUserUsesAndAFloodIsNotAnswered() {
        for (String word : new String[] {"VERSION", "CLIENTINFO", "TIME", "SOURCE"}) {
            client.send(":romeo!r@h PRIVMSG juliet :\u0001" + word + "\u0001");
            client.awaitStart("NOTICE romeo :\u0001" + word + " ");
        }
        client.send(":romeo!r@h PRIVMSG juliet :\u0001PING 1\u0001");
        juliet.say("#balcony", "fence", "and now");
        client.await("PRIVMSG #balcony :and now");
        assertThat(client.received()).noneMatch(line -> line.contains("PING 1"));
    }
}
