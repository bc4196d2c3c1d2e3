package im.isthmus.irc;

import static im.isthmus.irc.TestUser.contact;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.ContactAction.FetchProfile;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.ContactEvent.Detail;
import im.isthmus.core.backend.event.ContactEvent.Profile;
import im.isthmus.core.backend.event.ContactEvent.ProfileFetched;
import im.isthmus.core.backend.event.LegacyEvent.ConsoleMessage;
import im.isthmus.core.backend.event.LegacyEvent.OccupantChanged;
import im.isthmus.core.backend.event.LegacyEvent.OccupantJoined;
import im.isthmus.core.backend.event.LegacyEvent.OccupantLeft;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.testing.FakeIrcClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is who: netsplits, nicks that change hands, business cards. */
@Timeout(60)
class PeopleTest extends ScriptedNetwork {
    private static final String SPLIT = "hub.example.net leaf.example.net";

    private FakeIrcClient client;

    @BeforeEach
    void start() {
        client = enter();
        client.send(":romeo!r@h JOIN #balcony");
        client.send(":irc.test MODE #balcony +v romeo");
        juliet.await(OccupantChanged.class);
    }

    @Test
    void whoComesBackAfterANetsplitWasNeverGone() {
        client.send(":romeo!r@h QUIT :" + SPLIT);
        client.send(":Romeo!r@h JOIN #balcony");
        client.send(":irc.test MODE #balcony +v Romeo");
        client.send(":Romeo!r@h PRIVMSG #balcony :back");
        juliet.await(RoomMessage.class, m -> m.body().equals("back"));
        assertThat(juliet.seen(OccupantLeft.class)).isEmpty();
        assertThat(juliet.seen(OccupantJoined.class)).hasSize(1);
    }

    @Test
    void aSplitThatTheNetworkTellsAsOneThingIsOne() {
        client.send(":irc.test BATCH +s netsplit *.net *.split");
        client.send("@batch=s :romeo!r@h QUIT :*.net *.split");
        client.send(":irc.test BATCH -s");
        client.send(":irc.test BATCH +j netjoin *.net *.join");
        client.send("@batch=j :romeo!r@h JOIN #balcony");
        client.send(":irc.test BATCH -j");
        client.send(":irc.test MODE #balcony +v romeo");
        client.send(":romeo!r@h PRIVMSG #balcony :back");
        juliet.await(RoomMessage.class, m -> m.body().equals("back"));
        assertThat(juliet.seen(OccupantLeft.class)).isEmpty();
        assertThat(juliet.seen(OccupantJoined.class)).hasSize(1);
    }

    @Test
    void whoDoesNotComeBackHasLeftAfterAWhile() throws Exception {
        try (TestUser nurse =
                new TestUser(
                        TestBackends.to(
                                server.port(),
                                TestBackends.TIMINGS.withComeback(Duration.ofMillis(50))),
                        "nurse@example.org")) {
            nurse.join("#garden", "nurse");
            FakeIrcClient hers = server.awaitClient("nurse");
            hers.send(":paris!p@h JOIN #garden");
            nurse.await(OccupantJoined.class);
            hers.send(":paris!p@h QUIT :" + SPLIT);
            OccupantLeft left = nurse.await(OccupantLeft.class);
            assertThat(left.nick()).isEqualTo("paris");
            assertThat(left.departure().reason()).isEqualTo(SPLIT);
        }
    }

    @Test
    void ofAWholeWorldThatIsLostNotEverybodyIsWaitedFor() {
        for (int i = 0; i < 10_001; i++) {
            client.send(":n" + i + "!n@h JOIN #balcony");
            client.send(":n" + i + "!n@h QUIT :" + SPLIT);
        }
        assertThat(juliet.await(OccupantLeft.class).nick()).isEqualTo("n10000");
    }

    @Test
    void ofAStormOfDeparturesWhoComesBackWasNeverGone() throws Exception {
        InstantSource oneMoment = InstantSource.fixed(Instant.EPOCH);
        try (TestUser nurse =
                new TestUser(TestBackends.at(server.port(), oneMoment), "nurse@example.org")) {
            nurse.join("#garden", "nurse");
            FakeIrcClient hers = server.awaitClient("nurse");
            for (String line : List.of("JOIN #garden", "QUIT :Quit: a bridge", "JOIN #garden")) {
                for (int i = 0; i < 8; i++) {
                    hers.send(":n" + i + "!n@bridge " + line);
                }
            }
            hers.send(":n7!n@bridge PRIVMSG #garden :we are back");
            nurse.await(RoomMessage.class, m -> m.body().equals("we are back"));
            assertThat(nurse.seen(OccupantLeft.class))
                    .extracting(OccupantLeft::nick)
                    .containsExactly("n0", "n1", "n2", "n3", "n4");
        }
    }

    @Test
    void whoHasTheNickOfSomebodyLostIsNotTakenForThem() {
        client.send(":romeo!r@h QUIT :" + SPLIT);
        client.send(":romeo!thief@elsewhere JOIN #balcony");
        assertThat(juliet.await(OccupantLeft.class).nick()).isEqualTo("romeo");
        juliet.await(
                OccupantJoined.class,
                joined -> "romeo!thief@elsewhere".equals(joined.occupant().address()));
    }

    @Test
    void whoSaysGoodbyeHasLeftAtOnce() {
        client.send(":romeo!r@h QUIT :Quit: " + SPLIT);
        assertThat(juliet.await(OccupantLeft.class).nick()).isEqualTo("romeo");
    }

    @Test
    void aNickThatSomebodyElseTakesIsNotHeldForWhoGotLost() {
        client.send(":tybalt!t@h JOIN #balcony");
        juliet.await(OccupantJoined.class, joined -> joined.occupant().nick().equals("tybalt"));
        client.send(":romeo!r@h QUIT :" + SPLIT);
        client.send(":tybalt!t@h NICK romeo");
        assertThat(juliet.await(OccupantLeft.class).nick()).isEqualTo("romeo");
    }

    @Test
    void aNickThatChangedHandsIsToldOnce() {
        client.send(":nurse!n@verona PRIVMSG juliet :hi");
        client.send(":nurse!n@verona PRIVMSG juliet :hi again");
        client.send(":nurse!x@mantua PRIVMSG juliet :your password?");
        client.send(":nurse!x@mantua PRIVMSG juliet :please");
        juliet.await(PrivateMessage.class, m -> m.body().equals("please"));
        assertThat(juliet.seen(PrivateMessage.class))
                .extracting(PrivateMessage::body)
                .containsExactly(
                        "hi",
                        "hi again",
                        "/me may be somebody else now: this nick was n@verona, and is x@mantua.",
                        "your password?",
                        "please");
    }

    @Test
    void theSameAccountFromElsewhereIsTheSamePerson() {
        client.send("@account=n :nurse!n@verona PRIVMSG juliet :hi");
        client.send("@account=n :nurse!n@mantua PRIVMSG juliet :moved");
        client.send("@account=t :nurse!n@mantua PRIVMSG juliet :no");
        juliet.await(PrivateMessage.class, m -> m.body().equals("no"));
        assertThat(juliet.seen(PrivateMessage.class)).hasSize(4);
        assertThat(juliet.seen(PrivateMessage.class).get(2).body())
                .contains("(account n)", "(account t)");
    }

    @Test
    void whoWritesToANickThatChangedHandsIsWarned() {
        client.send(":nurse!n@verona PRIVMSG juliet :hi");
        juliet.await(PrivateMessage.class);
        client.send(":nurse!x@mantua JOIN #balcony");
        juliet.await(OccupantJoined.class, joined -> joined.occupant().nick().equals("nurse"));
        server.ignore("PRIVMSG nurse");
        juliet.act(SendMessage.toContact(contact("nurse"), juliet.ref("1"), "dear nurse"));
        assertThat(juliet.await(PrivateMessage.class).body()).startsWith("/me may be somebody");
    }

    @Test
    void whoisIsABusinessCardAndNoChatter() {
        answerWhois();
        juliet.act(new FetchProfile(contact("romeo"), juliet.ref("w")));
        ProfileFetched fetched = juliet.await(ProfileFetched.class);
        assertThat(fetched.contact()).isEqualTo(contact("romeo"));
        assertThat(fetched.ref()).isEqualTo(juliet.ref("w"));
        assertThat(fetched.profile().name()).isEqualTo("Romeo M.");
        assertThat(fetched.profile().details())
                .containsExactly(
                        new Detail("nickname", "Romeo"),
                        new Detail(
                                "note",
                                "Real name: Romeo M.\nAddress: r@mantua\nAccount: montague\n"
                                        + "Idle for 2 min 5 s\nis using a secure connection"));
        assertThat(fetched.profile().facts())
                .extracting(fact -> fact.name() + "=" + fact.values())
                .containsExactly(
                        "user_host=[r@mantua]",
                        "account=[montague]",
                        "idle=[125]",
                        "signon=[2023-11-14T22:13:20Z]",
                        "secure=[is using a secure connection]");
        assertThat(juliet.seen(ConsoleMessage.class)).isEmpty();
    }

    @Test
    void whoWantsTheCardsOfAllIsToldWhatIsSeenAndHoldsUpNothing() {
        answerWhois();
        for (int i = 0; i < 12; i++) {
            juliet.act(new FetchProfile(contact("romeo"), juliet.ref("w" + i)));
            juliet.await(ProfileFetched.class);
        }
        juliet.act(new FetchProfile(contact("romeo"), juliet.ref("last")));
        Profile seen = juliet.await(ProfileFetched.class).profile();
        assertThat(seen.details())
                .containsExactly(
                        new Detail("nickname", "romeo"), new Detail("note", "Address: r@h"));
        assertThat(client.received()).filteredOn("WHOIS romeo"::equals).hasSizeLessThan(10);
    }

    @Test
    void nobodyHasNoBusinessCard() {
        server.answer(
                line -> line.startsWith("WHOIS"),
                each -> {
                    each.numeric("401", "ghost :No such nick");
                    each.numeric("318", "ghost :End of /WHOIS list.");
                });
        juliet.act(new FetchProfile(contact("ghost"), juliet.ref("w")));
        assertThat(juliet.await(RequestFailed.class).failure())
                .isInstanceOf(BackendFailure.NotFound.class);
        assertThat(juliet.seen(ConsoleMessage.class)).isEmpty();
    }

    @Test
    void whoIsAskedAboutAsTheLastOneGoesIsUnknown() {
        server.ignore("WHOIS");
        juliet.act(new FetchProfile(contact("romeo"), juliet.ref("w")));
        juliet.act(new UserAction.LeaveRoom(room("#balcony"), ""));
        client.awaitClosed();
        assertThat(juliet.await(RequestFailed.class).ref()).isEqualTo(juliet.ref("w"));
    }

    private void answerWhois() {
        server.answer(
                line -> line.equals("WHOIS romeo"),
                each -> {
                    each.numeric("311", "Romeo r mantua * :Romeo M.");
                    each.numeric("330", "Romeo montague :is logged in as");
                    each.numeric("317", "Romeo 125 1700000000 :seconds idle, signon time");
                    each.numeric("671", "Romeo :is using a secure connection");
                    each.numeric("318", "romeo :End of /WHOIS list.");
                });
    }
}
