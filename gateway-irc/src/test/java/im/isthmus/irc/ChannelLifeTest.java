package im.isthmus.irc;

import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.RoomAdministration.Kick;
import im.isthmus.core.backend.action.UserAction.Availability;
import im.isthmus.core.backend.action.UserAction.ChangeAvailability;
import im.isthmus.core.backend.action.UserAction.ChangeNick;
import im.isthmus.core.backend.action.UserAction.ChangeSubject;
import im.isthmus.core.backend.action.UserAction.Invite;
import im.isthmus.core.backend.event.LegacyEvent.ConsoleMessage;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.Invited;
import im.isthmus.core.backend.event.LegacyEvent.NickRefused;
import im.isthmus.core.backend.event.LegacyEvent.OccupantChanged;
import im.isthmus.core.backend.event.LegacyEvent.OccupantJoined;
import im.isthmus.core.backend.event.LegacyEvent.OccupantLeft;
import im.isthmus.core.backend.event.LegacyEvent.OccupantRenamed;
import im.isthmus.core.backend.event.LegacyEvent.RequestDone;
import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.LegacyEvent.SubjectChanged;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens in a channel besides talk. */
@Timeout(60)
class ChannelLifeTest extends ScriptedNetwork {
    private FakeIrcClient client;

    @Override
    protected FakeIrcServer.Options options() {
        return FakeIrcServer.Options.DEFAULT.withIsupport(
                "PREFIX=(qaohv)~&@%+ CHANMODES=beI,k,l,imnpst NICKLEN=20");
    }

    @BeforeEach
    void start() {
        client = enter();
    }

    @Test
    void peopleComeAndGo() {
        client.send(":romeo!r@h JOIN #balcony montague :Romeo M.");
        assertThat(juliet.await(OccupantJoined.class).occupant())
                .isEqualTo(
                        new Occupant(
                                "romeo",
                                Affiliation.NONE,
                                Role.PARTICIPANT,
                                "montague",
                                "romeo!r@h",
                                false,
                                List.of(
                                        new Occupant.Hat(
                                                "https://isthmus.im/hats#account", "montague"))));
        client.send(":Romeo!r@h PART #BALCONY :morrow");
        assertThat(juliet.await(OccupantLeft.class))
                .isEqualTo(
                        new OccupantLeft(room("#balcony"), "romeo", new Departure.Left("morrow")));

        romeoJoins();
        client.send(":romeo!r@h QUIT :Ping timeout");
        assertThat(juliet.await(OccupantLeft.class).departure())
                .isEqualTo(new Departure.Left("Ping timeout"));
    }

    @Test
    void ranksAreRolesAndAffiliations() {
        romeoJoins();
        assertRank("+v", Affiliation.MEMBER, Role.PARTICIPANT);
        assertRank("+h", Affiliation.MEMBER, Role.MODERATOR);
        assertRank("+o", Affiliation.ADMIN, Role.MODERATOR);
        assertRank("+a", Affiliation.OWNER, Role.MODERATOR);
        assertRank("+q", Affiliation.OWNER, Role.MODERATOR);
        client.send(":irc.test MODE #balcony -qaohv romeo romeo romeo romeo romeo");
        Occupant plain = juliet.await(OccupantChanged.class).occupant();
        assertThat(plain.affiliation()).isEqualTo(Affiliation.NONE);
        assertThat(plain.role()).isEqualTo(Role.PARTICIPANT);
        assertThat(juliet.seen(RoomMessage.class)).isEmpty();
    }

    @Test
    void whoLosesTheHigherOfTwoRanksKeepsTheLower() {
        server.answer(
                "JOIN #garden"::equals,
                each -> {
                    each.send(":" + each.mask() + " JOIN #garden");
                    each.numeric("353", "= #garden :@+romeo!r@h juliet");
                    each.numeric("366", "#garden :End of /NAMES list");
                });
        juliet.join("#garden", "juliet");
        client.send(":irc.test MODE #garden -o romeo");
        assertThat(juliet.await(OccupantChanged.class).occupant().affiliation())
                .isEqualTo(Affiliation.MEMBER);
    }

    @Test
    void aModeratedChannelMakesVisitors() {
        romeoJoins();
        client.send(":nurse!n@h JOIN #balcony");
        client.send(":irc.test MODE #balcony +v nurse");
        juliet.await(OccupantChanged.class);
        client.send(":nurse!n@h MODE #balcony +lm-k 5 key");

        OccupantChanged changed = juliet.await(OccupantChanged.class);
        assertThat(changed.occupant().nick()).isEqualTo("romeo");
        assertThat(changed.occupant().role()).isEqualTo(Role.VISITOR);
        assertThat(juliet.await(RoomMessage.class))
                .isEqualTo(
                        new RoomMessage(
                                room("#balcony"),
                                "",
                                "Mode #balcony [+lm-k 5 key] by nurse",
                                null,
                                null,
                                null));
        client.send(":irc.test MODE #balcony -m");
        assertThat(juliet.await(OccupantChanged.class).occupant().role())
                .isEqualTo(Role.PARTICIPANT);
    }

    @Test
    void theModesAtEnteringAreAskedForAndQuiet() {
        client.await("MODE #balcony");
        romeoJoins();
        client.numeric("324", "#balcony +mnt");
        assertThat(juliet.await(OccupantChanged.class).occupant().role()).isEqualTo(Role.VISITOR);
        assertThat(juliet.seen(RoomMessage.class)).isEmpty();
    }

    @Test
    void whoIsAwayAtEnteringIsAskedForAndQuiet() {
        romeoJoins();
        client.numeric("324", "#balcony +nt");
        client.await("WHO #balcony");
        client.numeric("352", "#balcony r2 verona irc.test romeo G :0 Romeo M.");
        client.numeric("352", "#balcony juliet host irc.test juliet H@ :0 Juliet");
        client.numeric("315", "#balcony :End of WHO");
        Occupant romeo = juliet.await(OccupantChanged.class).occupant();
        assertThat(romeo.away()).isTrue();
        assertThat(romeo.address()).isEqualTo("romeo!r2@verona");
        assertThat(juliet.seen(ConsoleMessage.class)).isEmpty();
    }

    @Test
    void topicsChangeBothWaysAndAreCleared() {
        client.send(":romeo!r@h TOPIC #balcony :\u0002Soft!\u0002");
        SubjectChanged changed = juliet.await(SubjectChanged.class);
        assertThat(changed.subject().text()).isEqualTo("Soft!");
        assertThat(changed.subject().setBy()).isEqualTo("romeo");
        assertThat(changed.ref()).isNull();

        juliet.act(new ChangeSubject(room("#balcony"), juliet.ref("t1"), "two\nlines"));
        client.await("TOPIC #balcony :two lines");
        assertThat(juliet.await(SubjectChanged.class).ref()).isEqualTo(juliet.ref("t1"));

        juliet.act(new ChangeSubject(room("#balcony"), juliet.ref("t2"), ""));
        client.await("TOPIC #balcony :");
        SubjectChanged cleared = juliet.await(SubjectChanged.class);
        assertThat(cleared.subject().text()).isEmpty();
        assertThat(cleared.ref()).isEqualTo(juliet.ref("t2"));
    }

    @Test
    void aTopicThatIsNotForTheUserToChangeFails() {
        refuse("TOPIC", "482", "#balcony :You're not a channel operator");
        juliet.act(new ChangeSubject(room("#balcony"), juliet.ref("t1"), "mine"));
        assertThat(juliet.await(RequestFailed.class))
                .isEqualTo(
                        new RequestFailed(
                                juliet.ref("t1"),
                                new BackendFailure.NotAllowed("You're not a channel operator")));
    }

    @Test
    void aKickIsAnsweredWhenItIsDone() {
        romeoJoins();
        juliet.act(new Kick(room("#balcony"), juliet.ref("k1"), "romeo", "banished"));
        client.await("KICK #balcony romeo banished");
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("k1"));
        assertThat(juliet.await(OccupantLeft.class).departure())
                .isEqualTo(new Departure.Kicked("banished", "juliet"));
    }

    @Test
    void aKickThatIsRefusedFails() {
        refuse("KICK", "441", "romeo #balcony :They aren't on that channel");
        juliet.act(new Kick(room("#balcony"), juliet.ref("k1"), "romeo", ""));
        assertThat(juliet.await(RequestFailed.class).failure())
                .isInstanceOf(BackendFailure.NotFound.class);
    }

    @Test
    void theUserIsKickedOrBanned() {
        client.send(":romeo!r@h KICK #balcony juliet :begone");
        assertThat(juliet.await(RoomLeft.class))
                .isEqualTo(new RoomLeft(room("#balcony"), new Departure.Kicked("begone", "romeo")));

        juliet.join("#orchard", "juliet");
        FakeIrcClient again = server.awaitClient("juliet");
        again.send(":romeo!r@h MODE #orchard +b juliet!*@*");
        again.send(":romeo!r@h KICK #orchard juliet :begone");
        assertThat(juliet.await(RoomLeft.class).departure())
                .isEqualTo(new Departure.Banned("begone", "romeo"));
    }

    @Test
    void othersAndTheUserAreRenamed() {
        romeoJoins();
        client.send(":romeo!r@h NICK montague");
        OccupantRenamed other = juliet.await(OccupantRenamed.class);
        assertThat(other.oldNick()).isEqualTo("romeo");
        assertThat(other.occupant().nick()).isEqualTo("montague");

        juliet.join("#orchard", "juliet");
        juliet.act(new ChangeNick(room("#balcony"), "capulet"));
        assertThat(juliet.await(OccupantRenamed.class).oldNick()).isEqualTo("juliet");
        assertThat(juliet.await(OccupantRenamed.class).occupant().nick()).isEqualTo("capulet");

        juliet.act(new ChangeNick(room("#balcony"), "Capulet"));
        assertThat(juliet.await(OccupantRenamed.class).occupant().nick()).isEqualTo("Capulet");
    }

    @Test
    void aNickThatStaysAsItIsIsNoNews() {
        romeoJoins();
        client.send(":" + client.mask() + " NICK juliet");
        client.send(":romeo!r@h NICK romeo");
        client.send(":romeo!r@h NICK Romeo");
        assertThat(juliet.await(OccupantRenamed.class).occupant().nick()).isEqualTo("Romeo");
        assertThat(juliet.seen(OccupantRenamed.class)).hasSize(1);
    }

    @Test
    void aNickIsAsLongAsTheNetworkAllows() {
        juliet.act(new ChangeNick(room("#balcony"), "a-rose-by-any-other-name"));
        client.await("NICK a-rose-by-any-other-");
        assertThat(juliet.await(OccupantRenamed.class).occupant().nick())
                .isEqualTo("a-rose-by-any-other-");

        ChangeNick same = new ChangeNick(room("#balcony"), "a-rose-by-any-other-word");
        assertThat(juliet.actInVain(same)).isInstanceOf(BackendFailure.Rejected.class);
    }

    @Test
    void aLongNickThatIsRefusedIsToldAsItWasWanted() {
        refuse("NICK", "433", "a-rose-by-any-other- :In use");
        juliet.act(new ChangeNick(room("#balcony"), "a-rose-by-any-other-name"));
        assertThat(juliet.await(NickRefused.class).nick()).isEqualTo("a-rose-by-any-other-name");
    }

    @ParameterizedTest
    @CsvSource({
        "432, BadValue",
        "433, NickTaken",
        "435, NotAllowed",
        "437, Temporary",
        "438, Temporary",
        "447, NotAllowed"
    })
    void aNickThatIsRefusedIsToldByTheReasonToTheRoomThatAsked(String numeric, String failure) {
        refuse("NICK", numeric, "romeo :Not this one");
        juliet.act(new ChangeNick(room("#balcony"), "romeo"));
        NickRefused refused = juliet.await(NickRefused.class);
        assertThat(refused.room()).isEqualTo(room("#balcony"));
        assertThat(refused.nick()).isEqualTo("romeo");
        assertThat(refused.failure().getClass().getSimpleName()).isEqualTo(failure);
        assertThat(refused.failure().text()).isEqualTo("Not this one");
    }

    @Test
    void awayIsMirroredBothWaysAndNeverByANick() {
        romeoJoins();
        client.send(":romeo!r@h AWAY :in Mantua");
        Occupant romeo = juliet.await(OccupantChanged.class).occupant();
        assertThat(romeo.away()).isTrue();
        assertThat(romeo.status()).isEqualTo("in Mantua");
        client.send(":romeo!r@h AWAY");
        Occupant back = juliet.await(OccupantChanged.class).occupant();
        assertThat(back.away()).isFalse();
        assertThat(back.status()).isNull();

        juliet.act(new ChangeAvailability(new Availability(true, "at\nmass")));
        client.await("AWAY :at mass");
        juliet.act(new ChangeAvailability(new Availability(false, "")));
        client.await("AWAY");
        assertThat(client.received().stream().filter(l -> l.startsWith("NICK"))).hasSize(1);
    }

    @Test
    void whoseClientIsBackInAMomentWasNeverAway() {
        juliet.act(new ChangeAvailability(new Availability(true, ""), true));
        juliet.act(new ChangeAvailability(new Availability(false, "")));
        juliet.say("#balcony", "m1", "here");
        client.await("PRIVMSG #balcony here");
        assertThat(client.received()).noneMatch(line -> line.startsWith("AWAY"));
    }

    @Test
    void whoseClientIsNotBackInTimeIsAway() {
        juliet.waitsAtMost(Duration.ofMillis(20));
        juliet.act(new ChangeAvailability(new Availability(true, ""), true));
        client.await("AWAY away");
    }

    @Test
    void whatTheUserSaysAboutBeingAwayIsNotHeldBack() {
        juliet.act(new ChangeAvailability(new Availability(true, ""), true));
        juliet.act(new ChangeAvailability(new Availability(true, "asleep")));
        client.await("AWAY asleep");
        juliet.act(new ChangeAvailability(new Availability(false, ""), true));
        client.await("AWAY");
    }

    @Test
    void accountsAndHostsAreIdentities() {
        romeoJoins();
        client.send(":romeo!r@h ACCOUNT montague");
        assertThat(juliet.await(OccupantChanged.class).occupant().identity()).isEqualTo("montague");
        client.send(":romeo!r@h CHGHOST r2 verona");
        assertThat(juliet.await(OccupantChanged.class).occupant().address())
                .isEqualTo("romeo!r2@verona");
    }

    @Test
    void anInvitationIsTold() {
        client.send(":romeo!r@h INVITE juliet #Feast");
        assertThat(juliet.await(Invited.class))
                .isEqualTo(new Invited(room("#feast"), "romeo", null));
    }

    @Test
    void theUsersInvitationIsAnsweredWhenItIsDelivered() {
        refuse("INVITE", "341", "romeo #balcony");
        juliet.act(new Invite(room("#balcony"), juliet.ref("i1"), "romeo", "Come!"));
        client.await("INVITE romeo #balcony");
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("i1"));
        client.await("PRIVMSG romeo Come!");
    }

    @Test
    void anInvitationThatIsRefusedFails() {
        refuse("INVITE", "443", "romeo #balcony :is already on channel");
        String contact = TestUser.contact("romeo").localpart();
        juliet.act(new Invite(room("#balcony"), juliet.ref("i1"), contact, "Come!"));
        client.await("INVITE romeo #balcony");
        assertThat(juliet.await(RequestFailed.class).failure())
                .isEqualTo(new BackendFailure.Rejected("is already on channel"));
        juliet.say("#balcony", "m1", "fence");
        client.await("PRIVMSG #balcony fence");
        assertThat(client.received()).noneMatch(line -> line.contains("Come!"));
    }

    private void romeoJoins() {
        client.send(":romeo!r@h JOIN #balcony");
        juliet.await(OccupantJoined.class);
    }

    private void assertRank(String mode, Affiliation affiliation, Role role) {
        client.send(":irc.test MODE #balcony " + mode + " romeo");
        Occupant occupant = juliet.await(OccupantChanged.class).occupant();
        assertThat(occupant.affiliation()).isEqualTo(affiliation);
        assertThat(occupant.role()).isEqualTo(role);
    }

    private void refuse(String command, String numeric, String rest) {
        server.answer(line -> line.startsWith(command + " "), c -> c.numeric(numeric, rest));
    }
}
