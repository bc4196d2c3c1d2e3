package im.isthmus.irc;

import static im.isthmus.irc.TestUser.contact;
import static im.isthmus.irc.TestUser.network;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.ContactAction.FetchProfile;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.PersonAction.AskSoftware;
import im.isthmus.core.backend.action.PersonAction.PingPerson;
import im.isthmus.core.backend.action.RoomAdministration.Kick;
import im.isthmus.core.backend.action.RoomAdministration.ListAffiliation;
import im.isthmus.core.backend.action.RoomAdministration.SetAffiliation;
import im.isthmus.core.backend.action.RoomAdministration.SetRole;
import im.isthmus.core.backend.action.UserAction.Availability;
import im.isthmus.core.backend.action.UserAction.ChangeAvailability;
import im.isthmus.core.backend.action.UserAction.ChangeNick;
import im.isthmus.core.backend.action.UserAction.ChangeSubject;
import im.isthmus.core.backend.action.UserAction.Invite;
import im.isthmus.core.backend.action.UserAction.JoinRoom;
import im.isthmus.core.backend.action.UserAction.LeaveRoom;
import im.isthmus.core.backend.action.UserAction.ListRooms;
import im.isthmus.core.backend.event.ContactEvent.Fact;
import im.isthmus.core.backend.event.ContactEvent.Profile;
import im.isthmus.core.backend.event.ContactEvent.ProfileFetched;
import im.isthmus.core.backend.event.ContactEvent.SoftwareTold;
import im.isthmus.core.backend.event.LegacyEvent.ConsoleMessage;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.Invited;
import im.isthmus.core.backend.event.LegacyEvent.ListedRoom;
import im.isthmus.core.backend.event.LegacyEvent.MessageFailed;
import im.isthmus.core.backend.event.LegacyEvent.NickRefused;
import im.isthmus.core.backend.event.LegacyEvent.OccupantChanged;
import im.isthmus.core.backend.event.LegacyEvent.OccupantJoined;
import im.isthmus.core.backend.event.LegacyEvent.OccupantLeft;
import im.isthmus.core.backend.event.LegacyEvent.OccupantRenamed;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.backend.event.LegacyEvent.RequestDone;
import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoinFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.LegacyEvent.RoomsListed;
import im.isthmus.core.backend.event.LegacyEvent.SubjectChanged;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.event.RoomReport.Affiliated;
import im.isthmus.core.backend.event.RoomReport.AffiliationListed;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.backend.term.LegacyAddressee.ToOccupant;
import im.isthmus.testing.real.RealIrcServer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What holds on every real IRC server. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealIrcTest {
    private RealIrcServer server;
    private TestUser juliet;
    private TestUser romeo;
    private int number;
    private String j = "";
    private String r = "";

    abstract RealIrcServer startServer();

    @BeforeAll
    void startOnce() {
        server = startServer();
    }

    @AfterAll
    void stopOnce() {
        server.close();
    }

    @BeforeEach
    void start() throws Exception {
        // Connections of the test before may not be over yet.
        number++;
        j = "juliet" + number;
        r = "romeo" + number;
        IrcBackend backend = TestBackends.to(server.port());
        juliet = new TestUser(backend, "juliet@example.org");
        romeo = new TestUser(backend, "romeo@example.org");
    }

    @AfterEach
    void stop() {
        juliet.close();
        romeo.close();
    }

    @Test
    void twoUsersMeetTalkAndPart() {
        both("#balcony");
        Occupant other =
                romeo.seen(RoomJoined.class).getFirst().occupants().stream()
                        .filter(o -> o.nick().equals(j))
                        .findFirst()
                        .orElseThrow();
        assertThat(other.role()).isEqualTo(Occupant.Role.MODERATOR);

        romeo.say("#balcony", "m1", "It is my lady");
        assertThat(juliet.await(RoomMessage.class, m -> m.nick().equals(r)).body())
                .isEqualTo("It is my lady");
        RoomMessage own = romeo.await(RoomMessage.class, m -> m.ref() != null);
        assertThat(own.body()).isEqualTo("It is my lady");

        juliet.say("#balcony", "m2", "/me sighs\nand é is " + "é".repeat(600));
        RoomMessage action = romeo.await(RoomMessage.class, m -> m.nick().equals(j));
        assertThat(action.body()).isEqualTo("/me sighs");

        romeo.act(new LeaveRoom(room("#balcony"), "good night"));
        OccupantLeft left = juliet.await(OccupantLeft.class);
        if (takesLastWordsAtOnce()) {
            assertThat(left.departure().reason()).contains("good night");
        }
    }

    /** Whether it passes on why somebody leaves who has only just come. */
    boolean takesLastWordsAtOnce() {
        return true;
    }

    @Test
    void topicsAreSetRefusedAndCleared() {
        both("#topic");
        juliet.act(new ChangeSubject(room("#topic"), juliet.ref("t1"), "Two households"));
        assertThat(juliet.await(SubjectChanged.class).ref()).isEqualTo(juliet.ref("t1"));
        assertThat(romeo.await(SubjectChanged.class).subject().text()).isEqualTo("Two households");

        juliet.act(new ChangeSubject(room("#topic"), juliet.ref("t2"), ""));
        assertThat(romeo.await(SubjectChanged.class).subject().text()).isEmpty();

        console("MODE #topic +t");
        juliet.say("#topic", "fence", "and now");
        romeo.await(RoomMessage.class, m -> m.body().equals("and now"));
        romeo.act(new ChangeSubject(room("#topic"), romeo.ref("t3"), "mine"));
        RequestFailed refused = romeo.await(RequestFailed.class);
        assertThat(refused.ref()).isEqualTo(romeo.ref("t3"));
        assertThat(refused.failure()).isInstanceOf(BackendFailure.NotAllowed.class);
    }

    @Test
    void anOperatorKicksAndOthersMayNot() {
        both("#kick");
        romeo.act(new Kick(room("#kick"), romeo.ref("k1"), j, "out"));
        assertThat(romeo.await(RequestFailed.class).failure())
                .isInstanceOf(BackendFailure.NotAllowed.class);

        juliet.act(new Kick(room("#kick"), juliet.ref("k2"), r, "banished"));
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("k2"));
        assertThat(romeo.await(RoomLeft.class).departure())
                .isEqualTo(new Departure.Kicked("banished", j));

        juliet.act(new Kick(room("#kick"), juliet.ref("k3"), "nobody", ""));
        assertThat(juliet.await(RequestFailed.class).failure())
                .isInstanceOf(BackendFailure.NotFound.class);
    }

    @Test
    void nicksChangeAndTakenOnesDoNot() {
        both("#nicks");
        romeo.act(new ChangeNick(room("#nicks"), "m" + r));
        assertThat(juliet.await(OccupantRenamed.class).occupant().nick()).isEqualTo("m" + r);
        assertThat(romeo.await(OccupantRenamed.class).oldNick()).isEqualTo(r);
        romeo.act(new ChangeNick(room("#nicks"), "M" + r));
        assertThat(romeo.await(OccupantRenamed.class).occupant().nick()).isEqualTo("M" + r);

        romeo.act(new ChangeNick(room("#nicks"), j));
        assertThat(romeo.await(NickRefused.class).failure())
                .isInstanceOf(BackendFailure.NickTaken.class);
    }

    @Test
    void closedChannelsAnswerByTheReason() {
        juliet.join("#closed", j);
        romeo.join("#street", r);
        mode("#closed +i");
        refused("#closed", null, BackendFailure.MembershipNeeded.class);
        mode("#closed -i+k sesame");
        refused("#closed", null, BackendFailure.AuthFailed.class);
        mode("#closed +b " + r + "!*@*");
        refused("#closed", "sesame", BackendFailure.Banned.class);
        mode("#closed -b+l " + r + "!*@* 1");
        refused("#closed", "sesame", BackendFailure.TooMany.class);
        mode("#closed -l");
        romeo.act(new JoinRoom(room("#closed"), r, "sesame"));
        romeo.await(RoomJoined.class, joined -> joined.room().equals(room("#closed")));
    }

    @Test
    void aModeratedChannelTakesNoWordOfVisitors() {
        both("#moderated");
        mode("#moderated +m");
        assertThat(
                        romeo.await(OccupantChanged.class, c -> c.occupant().nick().equals(r))
                                .occupant()
                                .role())
                .isEqualTo(Occupant.Role.VISITOR);
        romeo.say("#moderated", "m1", "hear me");
        assertThat(romeo.await(MessageFailed.class).ref()).isEqualTo(romeo.ref("m1"));

        console("MODE #moderated +v " + r);
        romeo.await(OccupantChanged.class, c -> c.occupant().role() == Occupant.Role.PARTICIPANT);
        romeo.say("#moderated", "m2", "hear me");
        juliet.await(RoomMessage.class, m -> m.body().equals("hear me"));
    }

    @Test
    void privateMessagesAndAway() {
        both("#private");
        romeo.act(SendMessage.toContact(contact(j), romeo.ref("p1"), "psst"));
        PrivateMessage psst = juliet.await(PrivateMessage.class);
        assertThat(psst.contact()).isEqualTo(contact(r));
        assertThat(psst.body()).isEqualTo("psst");

        juliet.act(new ChangeAvailability(new Availability(true, "asleep")));
        console("VERSION");
        juliet.await(ConsoleMessage.class);
        romeo.act(SendMessage.toContact(contact(j), romeo.ref("p2"), "awake?"));
        assertThat(romeo.await(PrivateMessage.class).body()).isEqualTo("/me is away: asleep");
        assertThat(
                        romeo.await(OccupantChanged.class, c -> c.occupant().nick().equals(j))
                                .occupant()
                                .away())
                .isTrue();

        romeo.act(SendMessage.toContact(contact("nobody"), romeo.ref("p3"), "hello?"));
        assertThat(romeo.await(MessageFailed.class).ref()).isEqualTo(romeo.ref("p3"));
    }

    @Test
    void rolesAndAffiliationsAreGivenAndSeenByOthers() {
        both("#roles");
        juliet.act(new SetAffiliation(room("#roles"), juliet.ref("a1"), r, Affiliation.ADMIN, ""));
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("a1"));
        romeo.await(OccupantChanged.class, c -> c.occupant().affiliation() == Affiliation.ADMIN);

        romeo.act(new SetRole(room("#roles"), romeo.ref("r1"), j, Role.PARTICIPANT, ""));
        assertThat(romeo.await(RequestDone.class).ref()).isEqualTo(romeo.ref("r1"));
        juliet.await(OccupantChanged.class, c -> c.occupant().role() == Role.PARTICIPANT);
        juliet.act(new SetRole(room("#roles"), juliet.ref("r2"), r, Role.PARTICIPANT, ""));
        assertThat(juliet.await(RequestFailed.class).failure())
                .isInstanceOf(BackendFailure.NotAllowed.class);
    }

    @Test
    void bansAreSetListedAndLifted() {
        both("#bans");
        juliet.act(
                new SetAffiliation(
                        room("#bans"), juliet.ref("o1"), "tybalt", Affiliation.OUTCAST, ""));
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("o1"));
        // The same again changes nothing and is done all the same.
        juliet.act(
                new SetAffiliation(
                        room("#bans"), juliet.ref("o2"), "tybalt", Affiliation.OUTCAST, ""));
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("o2"));
        assertThat(outcasts("l1")).containsExactly("tybalt!*@*");

        juliet.act(
                new SetAffiliation(
                        room("#bans"), juliet.ref("n1"), "tybalt", Affiliation.NONE, ""));
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("n1"));
        assertThat(outcasts("l2")).isEmpty();

        juliet.act(
                new SetAffiliation(room("#bans"), juliet.ref("o3"), r, Affiliation.OUTCAST, "go"));
        assertThat(romeo.await(RoomLeft.class).departure())
                .isEqualTo(new Departure.Banned("go", j));
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("o3"));
        refused("#bans", null, BackendFailure.Banned.class);
    }

    private List<String> outcasts(String id) {
        juliet.act(new ListAffiliation(room("#bans"), juliet.ref(id), Affiliation.OUTCAST));
        return juliet.await(AffiliationListed.class).list().stream().map(Affiliated::whom).toList();
    }

    @Test
    void channelsAreListedWithTheirPeople() {
        both("#listed");
        juliet.act(new ListRooms(network(), juliet.ref("l1")));
        RoomsListed listed = juliet.await(RoomsListed.class, RoomsListed::last);
        assertThat(listed.rooms()).contains(new ListedRoom(room("#listed"), "#listed", 2));
    }

    @Test
    void whoSomebodyIsIsWhatTheNetworkSaysOfThem() {
        both("#whois");
        juliet.act(new FetchProfile(contact(r), juliet.ref("w1")));
        Profile found = juliet.await(ProfileFetched.class).profile();
        assertThat(found.facts())
                .extracting(Fact::name)
                .contains("user_host", "server", "idle", "signon", "channels")
                .doesNotContain("operator", "away", "secure");
        assertThat(found.facts())
                .filteredOn(fact -> fact.name().equals("channels"))
                .singleElement()
                .matches(fact -> fact.values().equals(List.of("#whois")));

        juliet.act(new FetchProfile(contact("tybalt"), juliet.ref("w2")));
        RequestFailed failed = juliet.await(RequestFailed.class);
        assertThat(failed.ref()).isEqualTo(juliet.ref("w2"));
        assertThat(failed.failure()).isInstanceOf(BackendFailure.NotFound.class);
    }

    @Test
    void aPersonSaysWhatTheyUseAndIsPinged() {
        both("#software");
        juliet.act(new AskSoftware(new ToOccupant(room("#software"), r), juliet.ref("v1")));
        assertThat(juliet.await(SoftwareTold.class).software()).contains("Isthmus");
        juliet.act(new PingPerson(new ToContact(contact(r)), juliet.ref("p1")));
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("p1"));
    }

    @Test
    void whatIsTypedInARoomIsAnsweredThere() {
        both("#typed");
        juliet.say("#typed", "t1", "/whois " + r);
        RoomMessage answer =
                juliet.await(RoomMessage.class, m -> m.nick().isEmpty() && m.body().contains(r));
        assertThat(answer.room()).isEqualTo(room("#typed"));
        juliet.say("#typed", "t2", "/topic Two households");
        romeo.await(SubjectChanged.class, s -> s.subject().text().equals("Two households"));
    }

    @Test
    void anInvitationIsToldAndAnsweredWhenItIsDeliveredOrCannotBe() {
        juliet.join("#feast", j);
        romeo.join("#street", r);
        juliet.act(new Invite(room("#feast"), juliet.ref("i1"), r, "Come!"));
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("i1"));
        assertThat(romeo.await(Invited.class)).isEqualTo(new Invited(room("#feast"), j, null));
        assertThat(romeo.await(PrivateMessage.class).body()).isEqualTo("Come!");

        romeo.join("#feast", r);
        juliet.act(new Invite(room("#feast"), juliet.ref("i2"), r, ""));
        assertThat(juliet.await(RequestFailed.class).ref()).isEqualTo(juliet.ref("i2"));
        juliet.act(new Invite(room("#feast"), juliet.ref("i3"), "tybalt", ""));
        assertThat(juliet.await(RequestFailed.class).failure())
                .isInstanceOf(BackendFailure.NotFound.class);
    }

    @Test
    void aServerThatIsKilledAndComesBackGetsItsUsersBack() {
        both("#return");
        server.kill();
        server.restart();
        for (TestUser user : new TestUser[] {juliet, romeo}) {
            Departure lost = user.await(RoomLeft.class).departure();
            assertThat(lost).isInstanceOf(Departure.LinkLost.class);
            assertThat(((Departure.LinkLost) lost).comingBack()).isTrue();
            user.await(RoomJoined.class);
        }
        romeo.say("#return", "m1", "still here");
        juliet.await(RoomMessage.class, m -> m.body().equals("still here"));
    }

    private void both(String channel) {
        juliet.join(channel, j);
        romeo.join(channel, r);
        juliet.await(OccupantJoined.class);
    }

    private void mode(String change) {
        console("MODE " + change);
        juliet.await(RoomMessage.class, m -> m.nick().isEmpty() && m.body().endsWith(" by " + j));
    }

    private void console(String line) {
        juliet.act(SendMessage.toNetwork(network(), juliet.ref("c"), line));
    }

    private void refused(
            String channel, @Nullable String key, Class<? extends BackendFailure> failure) {
        romeo.act(new JoinRoom(room(channel), r, key));
        assertThat(romeo.await(RoomJoinFailed.class).failure()).isInstanceOf(failure);
    }
}
