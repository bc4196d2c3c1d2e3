package im.isthmus.irc.order;

import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.RoomAdministration.Destroy;
import im.isthmus.core.backend.action.RoomAdministration.ListAffiliation;
import im.isthmus.core.backend.action.RoomAdministration.RequestVoice;
import im.isthmus.core.backend.action.RoomAdministration.SetAffiliation;
import im.isthmus.core.backend.action.RoomAdministration.SetRole;
import im.isthmus.core.backend.event.LegacyEvent.OccupantChanged;
import im.isthmus.core.backend.event.LegacyEvent.OccupantJoined;
import im.isthmus.core.backend.event.LegacyEvent.RequestDone;
import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.event.RoomReport.Affiliated;
import im.isthmus.core.backend.event.RoomReport.AffiliationListed;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.irc.ScriptedNetwork;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Roles and affiliations are ranks, given and taken by MODE. */
@Timeout(60)
class RolesTest extends ScriptedNetwork {
    private FakeIrcClient client;

    @Override
    protected FakeIrcServer.Options options() {
        return FakeIrcServer.Options.DEFAULT.withIsupport(
                "PREFIX=(qaohv)~&@%+ CHANMODES=beI,k,l,imnpst MODES=2 CASEMAPPING=rfc1459");
    }

    @BeforeEach
    void come() {
        client = enter();
        client.send(":romeo!r@verona JOIN #balcony");
        juliet.await(OccupantJoined.class);
    }

    private void comeTo(String isupport) throws Exception {
        restart(FakeIrcServer.Options.DEFAULT.withIsupport(isupport));
        come();
    }

    @Test
    void aModeratorIsHalfOperatorAndNoLongerOneLosesAllThatLeads() {
        role("r1", Role.MODERATOR);
        client.await("MODE #balcony +h romeo");
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("r1"));
        assertThat(juliet.await(OccupantChanged.class).occupant().role()).isEqualTo(Role.MODERATOR);

        client.send(":irc.test MODE #balcony +oa romeo romeo");
        juliet.await(OccupantChanged.class);
        role("r2", Role.PARTICIPANT);
        client.await("MODE #balcony -ao romeo romeo");
        client.await("MODE #balcony -h romeo");
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("r2"));
    }

    @Test
    void inAModeratedChannelAVoiceIsGivenAndTaken() {
        client.send(":irc.test MODE #balcony +m");
        juliet.await(OccupantChanged.class);
        role("r1", Role.PARTICIPANT);
        client.await("MODE #balcony +v romeo");
        juliet.await(RequestDone.class);
        role("r2", Role.VISITOR);
        client.await("MODE #balcony -v romeo");
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("r2"));
    }

    @Test
    void whereEverybodyMaySpeakNobodyCanBeAVisitor() {
        SetRole order = new SetRole(room("#balcony"), juliet.ref("r1"), "romeo", Role.VISITOR, "");
        assertThat(juliet.actInVain(order)).isInstanceOf(BackendFailure.NotAllowed.class);
    }

    @Test
    void affiliationsAreRanksAndHigherOnesAreTakenAway() {
        affiliation("a1", Affiliation.OWNER);
        client.await("MODE #balcony +a romeo");
        juliet.await(RequestDone.class);
        affiliation("a2", Affiliation.ADMIN);
        client.await("MODE #balcony +o-a romeo romeo");
        juliet.await(RequestDone.class);
        affiliation("a3", Affiliation.MEMBER);
        client.await("MODE #balcony +v-o romeo romeo");
        juliet.await(RequestDone.class);
        affiliation("a4", Affiliation.NONE);
        client.await("MODE #balcony -v romeo");
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("a4"));
    }

    @Test
    void whoIsToHaveNoneLosesEveryRank() {
        client.send(":irc.test MODE #balcony +qo romeo romeo");
        juliet.await(OccupantChanged.class);
        client.send(":irc.test MODE #balcony +hv romeo romeo");
        juliet.await(OccupantChanged.class);
        affiliation("a1", Affiliation.NONE);
        client.await("MODE #balcony -qo romeo romeo");
        client.await("MODE #balcony -hv romeo romeo");
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("a1"));
    }

    @Test
    void whatIsSoAlreadyIsDoneWithoutAWord() {
        affiliation("a1", Affiliation.NONE);
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("a1"));
        assertThat(client.received()).noneMatch(line -> line.startsWith("MODE #balcony -"));
    }

    @Test
    void ranksThatANetworkHasNotAreNotAskedFor() throws Exception {
        comeTo("PREFIX=(ov)@+ CHANMODES=eIbq,k,flj,imnpst CASEMAPPING=rfc1459");
        role("r1", Role.MODERATOR);
        client.await("MODE #balcony +o romeo");
        juliet.await(RequestDone.class);
        SetAffiliation owner =
                new SetAffiliation(
                        room("#balcony"), juliet.ref("a1"), "romeo", Affiliation.OWNER, "");
        assertThat(juliet.actInVain(owner)).isInstanceOf(BackendFailure.Unsupported.class);
        assertThat(client.received()).noneMatch(line -> line.contains("+q"));
    }

    @Test
    void whoeverIsNotThereHasNoRole() {
        SetRole order =
                new SetRole(room("#balcony"), juliet.ref("r1"), "tybalt", Role.MODERATOR, "");
        assertThat(juliet.actInVain(order)).isInstanceOf(BackendFailure.NotFound.class);
    }

    @Test
    void aRefusalAnswersOnceAndTheFenceBehindItSaysNothingMore() {
        server.answer(
                line -> line.startsWith("MODE #balcony +h"),
                from -> from.numeric("482", "#balcony :You're not channel operator"));
        role("r1", Role.MODERATOR);
        RequestFailed failed = juliet.await(RequestFailed.class);
        assertThat(failed.ref()).isEqualTo(juliet.ref("r1"));
        assertThat(failed.failure()).isInstanceOf(BackendFailure.NotAllowed.class);
        role("r2", Role.PARTICIPANT);
        juliet.await(RequestDone.class, done -> done.ref().equals(juliet.ref("r2")));
        assertThat(juliet.seen(RequestDone.class)).hasSize(1);
    }

    @Test
    void aNetworkThatSaysNothingHasDoneItOnceTheFenceIsReached() {
        server.ignore("MODE #balcony +h");
        role("r1", Role.MODERATOR);
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("r1"));
    }

    @Test
    void theRoomIsToldWhoGaveARankButNotWhatServersRestore() {
        client.send(":irc.test MODE #balcony +v romeo");
        juliet.await(OccupantChanged.class);
        client.send(":nurse!n@h MODE #balcony +o romeo");
        assertThat(juliet.await(RoomMessage.class).body())
                .isEqualTo("Mode #balcony [+o romeo] by nurse");
    }

    @Test
    void whoAsksForAVoiceIsToldWhoCanGiveIt() {
        assertThat(juliet.actInVain(new RequestVoice(room("#balcony"), juliet.ref("v1"))))
                .isInstanceOf(BackendFailure.Rejected.class);
        client.send(":irc.test MODE #balcony +mo-o romeo juliet");
        juliet.await(OccupantChanged.class, c -> c.occupant().role() == Role.VISITOR);
        BackendFailure refused =
                juliet.actInVain(new RequestVoice(room("#balcony"), juliet.ref("v2")));
        assertThat(refused).isInstanceOf(BackendFailure.Unsupported.class);
        assertThat(refused.text()).isEqualTo("Ask one of these to let you speak: romeo.");
    }

    @Test
    void aChannelIsNotDestroyedAndItIsSaidHowItEnds() {
        BackendFailure refused =
                juliet.actInVain(new Destroy(room("#balcony"), juliet.ref("d1"), "no more"));
        assertThat(refused).isInstanceOf(BackendFailure.Unsupported.class);
        assertThat(refused.text()).contains("ends when the last one leaves");
    }

    @Test
    void affiliationsOfWhoIsThereAreListedFromWhatIsKnown() {
        juliet.act(new ListAffiliation(room("#balcony"), juliet.ref("l1"), Affiliation.ADMIN));
        assertThat(juliet.await(AffiliationListed.class).list())
                .containsExactly(new Affiliated("juliet", "juliet", Affiliation.ADMIN, null));
    }

    private void role(String id, Role role) {
        juliet.act(new SetRole(room("#balcony"), juliet.ref(id), "romeo", role, ""));
    }

    private void affiliation(String id, Affiliation affiliation) {
        juliet.act(new SetAffiliation(room("#balcony"), juliet.ref(id), "romeo", affiliation, ""));
    }
}
