package im.isthmus.irc;

import static im.isthmus.irc.TestUser.contact;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.ContactAction;
import im.isthmus.core.backend.action.ContactAction.AddContact;
import im.isthmus.core.backend.action.MessageAction;
import im.isthmus.core.backend.action.UserAction.Availability;
import im.isthmus.core.backend.action.UserAction.ChangeAvailability;
import im.isthmus.core.backend.event.ContactEvent.ContactAccepted;
import im.isthmus.core.backend.event.ContactEvent.ContactPresence;
import im.isthmus.core.backend.event.ContactEvent.Show;
import im.isthmus.core.backend.event.ContactEvent.Status;
import im.isthmus.core.backend.event.LegacyEvent.ConsoleMessage;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.Invited;
import im.isthmus.core.backend.event.LegacyEvent.OccupantChanged;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.MessageEvent.ReadElsewhere;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Hat;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.core.content.MessageId;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Contacts and their presence, who people are, renamed channels and marks of what was read. */
@Timeout(60)
class ContactWatchTest extends ScriptedNetwork {
    @Override
    protected FakeIrcServer.Options options() {
        return FakeIrcServer.Options.DEFAULT
                .withCapabilities(
                        "message-tags batch server-time extended-monitor"
                                + " away-notify account-tag draft/read-marker"
                                + " draft/channel-rename draft/pre-away")
                .withIsupport("MONITOR=2 AWAYLEN=20 BOT=B WHOX PREFIX=(ov)@+ STATUSMSG=@+");
    }

    @Test
    void aContactComesGoesAwayAndLeaves() {
        adds("romeo");
        FakeIrcClient client = server.awaitConnection(1);
        client.await("MONITOR + romeo");
        client.numeric("730", ":Romeo!r@h");
        client.send(":romeo!r@h AWAY :asleep");
        client.send(":romeo!r@h AWAY");
        client.numeric("731", ":romeo");
        assertThat(shown()).isEqualTo(new Status(Show.ONLINE, "", null));
        assertThat(shown()).isEqualTo(new Status(Show.AWAY, "asleep", null));
        assertThat(shown()).isEqualTo(new Status(Show.ONLINE, "", null));
        assertThat(shown()).isEqualTo(new Status(Show.OFFLINE, "", null));
    }

    @Test
    void whoWasAwayBeforeIsAskedForAndAway() {
        adds("romeo");
        FakeIrcClient client = server.awaitConnection(1);
        client.await("MONITOR + romeo");
        client.numeric("730", ":romeo!r@h");
        client.await("USERHOST romeo");
        client.numeric("302", ":romeo*=-r@h nobody=-n@h ");
        assertThat(shown()).isEqualTo(new Status(Show.ONLINE, "", null));
        assertThat(shown()).isEqualTo(new Status(Show.AWAY, "", null));
        client.send(":romeo!r@h AWAY :asleep");
        assertThat(shown()).isEqualTo(new Status(Show.AWAY, "asleep", null));
    }

    @Test
    void aNetworkThatCannotTellWhoIsAwayIsNotAskedFurtherAndTheUserNotBothered() {
        adds("romeo");
        FakeIrcClient client = server.awaitConnection(1);
        client.await("MONITOR + romeo");
        adds("nurse");
        client.await("MONITOR + nurse");
        client.numeric("730", ":romeo!r@h,nurse!n@h");
        client.await("USERHOST romeo");
        client.numeric("421", "USERHOST :Unknown command");
        client.send(":romeo!r@h PRIVMSG juliet :end");
        juliet.await(PrivateMessage.class);
        assertThat(juliet.seen(ConsoleMessage.class)).isEmpty();
        assertThat(client.received()).doesNotContain("USERHOST nurse");
    }

    @Test
    void aboutMoreThanTheNetworkBearsItIsAsked() {
        adds("romeo");
        FakeIrcClient client = server.awaitConnection(1);
        client.await("MONITOR + romeo");
        adds("nurse");
        client.await("MONITOR + nurse");
        juliet.waitsAtMost(Duration.ofMillis(100));
        adds("tybalt");
        client.await("ISON tybalt");
        client.numeric("303", ":Tybalt");
        assertThat(juliet.await(ContactPresence.class).contact()).isEqualTo(contact("tybalt"));
        client.numeric("734", "2 nurse :Monitor list is full");
        client.await("ISON nurse tybalt");
    }

    @Test
    void aQuestionThatWasNotAnsweredTakesNoLaterAnswer() {
        server.ignore("ISON");
        adds("romeo");
        FakeIrcClient client = server.awaitConnection(1);
        client.await("MONITOR + romeo");
        adds("nurse");
        client.await("MONITOR + nurse");
        juliet.waitsAtMost(Duration.ofMillis(100));
        adds("tybalt");
        client.await("ISON tybalt");
        adds("paris");
        client.await("ISON tybalt paris");
        client.numeric("303", ":paris");
        assertThat(juliet.await(ContactPresence.class).contact()).isEqualTo(contact("paris"));
    }

    @Test
    void whoIsRemovedIsLookedAfterNoMore() {
        adds("romeo");
        FakeIrcClient client = server.awaitConnection(1);
        client.await("MONITOR + romeo");
        assertThat(juliet.isIdle()).isTrue();
        juliet.act(new ContactAction.RemoveContact(contact("romeo")));
        client.await("MONITOR - romeo");
        client.awaitClosed();
    }

    @Test
    void withTheLinkContactsAreGoneAndWithItTheyComeBack() {
        adds("romeo");
        FakeIrcClient client = server.awaitConnection(1);
        client.await("MONITOR + romeo");
        client.numeric("730", ":romeo!r@h");
        assertThat(shown().show()).isEqualTo(Show.ONLINE);
        client.close();
        assertThat(shown().show()).isEqualTo(Show.OFFLINE);
        server.awaitConnection(2).await("MONITOR + romeo");
    }

    @Test
    void accountsAndProgramsWearHats() {
        juliet.join("#balcony", "juliet");
        FakeIrcClient client = server.awaitClient("juliet");
        client.send(":romeo!r@h JOIN #balcony");
        client.send("@account=montague;bot :romeo!r@h PRIVMSG #balcony :hi");
        assertThat(
                        juliet.await(
                                        OccupantChanged.class,
                                        c -> c.occupant().nick().equals("romeo"))
                                .occupant()
                                .hats())
                .containsExactly(
                        new Hat("https://isthmus.im/hats#account", "montague"),
                        new Hat("https://isthmus.im/hats#bot", "bot"));
    }

    @Test
    void accountsAndProgramsOfThoseWhoAreThereAlreadyAreAskedFor() {
        juliet.join("#balcony", "juliet");
        FakeIrcClient client = server.awaitClient("juliet");
        client.send(":romeo!r@h JOIN #balcony");
        client.send(":nurse!n@h JOIN #balcony");
        client.numeric("324", "#balcony +nt");
        client.await("WHO #balcony %tcuhnfa,106");
        client.numeric("354", "106 #balcony r verona romeo G*B montague");
        client.numeric("354", "106 #balcony n h nurse H 0");
        client.numeric("315", "#balcony :End of WHO");
        Occupant romeo = juliet.await(OccupantChanged.class).occupant();
        assertThat(romeo.address()).isEqualTo("romeo!r@verona");
        assertThat(romeo.identity()).isEqualTo("montague");
        assertThat(romeo.away()).isTrue();
        assertThat(romeo.hats())
                .extracting(Hat::title)
                .containsExactlyInAnyOrder("montague", "bot", "network operator");
        client.send("@msgid=a1 :nurse!n@h PRIVMSG #balcony :end");
        juliet.await(RoomMessage.class);
        assertThat(juliet.seen(OccupantChanged.class)).hasSize(1);
        assertThat(juliet.seen(ConsoleMessage.class)).isEmpty();
    }

    @Test
    void aRenamedChannelIsARoomThatEndsAndOneThatIsEnteredAtOnce() {
        juliet.join("#balcony", "juliet");
        FakeIrcClient client = server.awaitClient("juliet");
        client.send(":romeo!r@h RENAME #balcony #terrace :Wider");
        assertThat(juliet.await(RoomLeft.class).departure())
                .isEqualTo(new Departure.Destroyed("Wider", room("#terrace").localpart()));
        assertThat(juliet.await(Invited.class).room()).isEqualTo(room("#terrace"));
        RoomJoined joined = juliet.join("#terrace", "juliet");
        assertThat(joined.occupants()).hasSize(1);
        assertThat(client.received()).doesNotContain("JOIN #terrace");
    }

    @Test
    void whatIsSaidToSomeOfAChannelSaysSo() {
        juliet.join("#balcony", "juliet");
        FakeIrcClient client = server.awaitClient("juliet");
        client.send("@msgid=a1 :romeo!r@h PRIVMSG @#balcony :he is a Montague");
        client.send("@msgid=a2 :romeo!r@h PRIVMSG +#balcony :\001ACTION nods\001");
        client.send("@msgid=a3 :romeo!r@h PRIVMSG #balcony :hello");
        assertThat(said()).isEqualTo("[@] he is a Montague");
        assertThat(said()).isEqualTo("/me [+] nods");
        assertThat(said()).isEqualTo("hello");
        juliet.say("#balcony", "m1", "/ops who is this?");
        client.await("PRIVMSG @#balcony :who is this?");
        assertThat(said()).isEqualTo("/ops who is this?");
    }

    private String said() {
        return juliet.await(RoomMessage.class).body();
    }

    @Test
    void whatBelongsToAChannelIsShownThereIfItsSenderIs() {
        juliet.join("#balcony", "juliet");
        FakeIrcClient client = server.awaitClient("juliet");
        client.send(":helper!h@h JOIN #balcony");
        client.send("@+channel-context=#balcony :helper!h@h NOTICE juliet :try !help");
        assertThat(said()).isEqualTo("[juliet] try !help");
        client.send("@+draft/channel-context=#balcony :tybalt!t@h PRIVMSG juliet :draw!");
        assertThat(juliet.await(PrivateMessage.class).contact()).isEqualTo(contact("tybalt"));
        client.send("@+channel-context=#garden :helper!h@h PRIVMSG juliet :elsewhere");
        assertThat(juliet.await(PrivateMessage.class).body()).isEqualTo("elsewhere");
    }

    @Test
    void invitationsOfOthersAreForThoseWhoLead() {
        juliet.join("#balcony", "juliet"); // as its founder
        FakeIrcClient client = server.awaitClient("juliet");
        client.send(":romeo!r@h INVITE paris #balcony");
        assertThat(said()).isEqualTo("romeo asks paris into this channel.");
        client.send(":irc.test MODE #balcony -o juliet");
        client.send(":romeo!r@h INVITE tybalt #balcony");
        client.send("@msgid=a1 :romeo!r@h PRIVMSG #balcony :done");
        assertThat(said()).isEqualTo("done");
    }

    @Test
    void whoIsNotThereWhenTheLinkComesUpIsAwayFromTheStart() {
        juliet.act(new ChangeAvailability(new Availability(true, "")));
        juliet.join("#balcony", "juliet");
        FakeIrcClient client = server.awaitClient("juliet");
        assertThat(client.received()).containsSubsequence("AWAY *", "CAP END");
        assertThat(client.received()).filteredOn(line -> line.startsWith("AWAY")).hasSize(1);
        juliet.act(new ChangeAvailability(new Availability(false, "")));
        client.await("AWAY");
        juliet.act(new AddContact(contact("romeo"), ""));
        client.numeric("730", ":romeo!r@h");
        client.send(":romeo!r@h AWAY *");
        assertThat(shown().show()).isEqualTo(Show.ONLINE);
        assertThat(shown()).isEqualTo(new Status(Show.AWAY, "", null));
    }

    @Test
    void whoIsAwayIsAskedForUntilBackWhereTheNetworkDoesNotTell() {
        adds("romeo");
        FakeIrcClient client = server.awaitConnection(1);
        client.await("MONITOR + romeo");
        adds("nurse");
        client.await("MONITOR + nurse");
        String[] status = {":tybalt=-t@h"};
        server.answer("USERHOST tybalt"::equals, asker -> asker.numeric("302", status[0]));
        juliet.waitsAtMost(Duration.ofMillis(100));
        adds("tybalt");
        client.await("ISON tybalt");
        client.numeric("303", ":tybalt");
        assertThat(shown()).isEqualTo(new Status(Show.ONLINE, "", null));
        assertThat(shown()).isEqualTo(new Status(Show.AWAY, "", null));
        status[0] = ":tybalt=+t@h";
        assertThat(shown()).isEqualTo(new Status(Show.ONLINE, "", null));
    }

    @Test
    void whatTheUserSaysAboutBeingAwayIsCutBetweenCharacters() {
        juliet.join("#balcony", "juliet");
        juliet.act(new ChangeAvailability(new Availability(true, "a" + "é".repeat(20))));
        server.awaitClient("juliet").await("AWAY a" + "é".repeat(9));
    }

    @Test
    void whatWasReadIsToldBothWays() {
        juliet.join("#balcony", "juliet");
        FakeIrcClient client = server.awaitClient("juliet");
        client.send("@msgid=a1;time=2026-03-01T12:00:01.000Z :romeo!r@h PRIVMSG #balcony :one");
        client.send("@msgid=a2;time=2026-03-01T12:00:02.000Z :romeo!r@h PRIVMSG #balcony :two");
        juliet.await(RoomMessage.class, m -> "a2".equals(m.legacyId()));
        client.send("MARKREAD #balcony timestamp=2026-03-01T12:00:01.500Z");
        assertThat(juliet.await(ReadElsewhere.class))
                .isEqualTo(new ReadElsewhere(new ToRoom(room("#balcony")), "a1"));

        juliet.act(
                new MessageAction.MarkDisplayed(
                        new ToRoom(room("#balcony")), new MessageId("a2", "a2")));
        client.await("MARKREAD #balcony timestamp=2026-03-01T12:00:02.000Z");
        client.send("MARKREAD #balcony timestamp=2026-03-01T12:00:02.000Z");
        client.send("MARKREAD #balcony *");
        client.send(":romeo!r@h PRIVMSG #balcony :end");
        juliet.await(RoomMessage.class, m -> m.body().equals("end"));
        assertThat(juliet.seen(ReadElsewhere.class)).hasSize(1);
    }

    @Test
    void whatTheUserHasReadMeanwhileIsNotReadElsewhere() {
        juliet.join("#balcony", "juliet");
        FakeIrcClient client = server.awaitClient("juliet");
        for (int i = 1; i <= 2; i++) {
            String tags = "@msgid=a" + i + ";time=2026-03-01T12:00:0" + i + ".000Z";
            client.send(tags + " :romeo!r@h PRIVMSG #balcony :" + i);
            juliet.await(RoomMessage.class);
            juliet.act(
                    new MessageAction.MarkDisplayed(
                            new ToRoom(room("#balcony")), new MessageId("a" + i, "a" + i)));
        }
        client.await("MARKREAD #balcony timestamp=2026-03-01T12:00:02.000Z");
        client.send("MARKREAD #balcony timestamp=2026-03-01T12:00:01.000Z");
        client.send("MARKREAD #balcony timestamp=2026-03-01T12:00:02.000Z");
        client.send(":romeo!r@h PRIVMSG #balcony :end");
        juliet.await(RoomMessage.class, m -> m.body().equals("end"));
        assertThat(juliet.seen(ReadElsewhere.class)).isEmpty();
    }

    private void adds(String nick) {
        juliet.act(new ContactAction.AddContact(contact(nick), ""));
        assertThat(juliet.await(ContactAccepted.class).contact()).isEqualTo(contact(nick));
    }

    private Status shown() {
        return juliet.await(ContactPresence.class).status();
    }
}
