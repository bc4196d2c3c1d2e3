package im.isthmus.irc.order;

import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.RoomAdministration.ListAffiliation;
import im.isthmus.core.backend.action.RoomAdministration.SetAffiliation;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.OccupantChanged;
import im.isthmus.core.backend.event.LegacyEvent.OccupantJoined;
import im.isthmus.core.backend.event.LegacyEvent.OccupantLeft;
import im.isthmus.core.backend.event.LegacyEvent.RequestDone;
import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.RoomReport.Affiliated;
import im.isthmus.core.backend.event.RoomReport.AffiliationListed;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.irc.ScriptedNetwork;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outcasts are banned by masks, and the lists of masks can be read. */
@Timeout(60)
class BansTest extends ScriptedNetwork {
    private FakeIrcClient client;

    @Override
    protected FakeIrcServer.Options options() {
        return FakeIrcServer.Options.DEFAULT.withIsupport(
                "PREFIX=(ov)@+ CHANMODES=beI,k,l,imnpst MODES=4 CASEMAPPING=rfc1459");
    }

    @BeforeEach
    void come() {
        client = enter();
        come(":romeo!r@verona JOIN #balcony montague :Romeo");
    }

    private void comeTo(String isupport) throws Exception {
        restart(FakeIrcServer.Options.DEFAULT.withIsupport(isupport));
        come();
    }

    private void come(String line) {
        client.send(line);
        juliet.await(OccupantJoined.class);
    }

    @Test
    void anOutcastIsBannedByHostAndMadeToGo() {
        set("o1", "romeo", Affiliation.OUTCAST, "banished");
        client.await("MODE #balcony +b *!*@verona");
        client.await("KICK #balcony romeo banished");
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("o1"));
        assertThat(juliet.await(OccupantLeft.class).departure())
                .isEqualTo(new Departure.Banned("banished", "juliet"));
    }

    @Test
    void aHostThatOthersShareIsNotBannedWhole() {
        come(":nurse!n@verona JOIN #balcony");
        set("o1", "romeo", Affiliation.OUTCAST, "");
        client.await("MODE #balcony +b *!r@verona");
    }

    @Test
    void anAccountIsBannedWhereTheNetworkCan() throws Exception {
        comeTo("PREFIX=(ov)@+ CHANMODES=beI,k,l,imnpst EXTBAN=~,aqj ACCOUNTEXTBAN=account,a");
        set("o1", "romeo", Affiliation.OUTCAST, "");
        client.await("MODE #balcony +b ~account:montague");
    }

    @ParameterizedTest
    @CsvSource({"'$,ajrxz', $a:montague", "',ACRU', R:montague", "'~,cnq', *!*@verona"})
    void anAccountIsBannedWhereTheNetworkOnlyNamesItsKindsOfBans(String kinds, String mask)
            throws Exception {
        comeTo("PREFIX=(ov)@+ CHANMODES=beI,k,l,imnpst EXTBAN=" + kinds);
        set("o1", "romeo", Affiliation.OUTCAST, "");
        client.await("MODE #balcony +b " + mask);
    }

    @Test
    void somebodyWhoIsNotThereIsBannedByNickOrByMask() {
        set("o1", "tybalt", Affiliation.OUTCAST, "");
        client.await("MODE #balcony +b tybalt!*@*");
        juliet.await(RequestDone.class);
        set("o2", "*@capulet.example", Affiliation.OUTCAST, "");
        client.await("MODE #balcony +b *!*@capulet.example");
        juliet.await(RequestDone.class);
        set("o3", "tybalt%testnet", Affiliation.OUTCAST, "");
        juliet.await(RequestDone.class, done -> done.ref().equals(juliet.ref("o3")));
        assertThat(client.received()).noneMatch(line -> line.startsWith("KICK"));
    }

    @Test
    void whatIsNoMaskIsNotSent() {
        for (String mask : new String[] {"a b", ":x", "", "a\rQUIT", "-o"}) {
            SetAffiliation order =
                    new SetAffiliation(
                            room("#balcony"), juliet.ref("o"), mask, Affiliation.OUTCAST, "");
            assertThat(juliet.actInVain(order)).isInstanceOf(BackendFailure.BadValue.class);
        }
    }

    @Test
    void aFullListOfBansIsTold() {
        server.answer(
                line -> line.startsWith("MODE #balcony +b "),
                from -> from.numeric("478", "#balcony *!*@verona :Channel ban list is full"));
        set("o1", "romeo", Affiliation.OUTCAST, "");
        assertThat(juliet.await(RequestFailed.class).failure())
                .isInstanceOf(BackendFailure.TooMany.class);
        set("o2", "juliet", Affiliation.ADMIN, "");
        juliet.await(RequestDone.class);
        assertThat(client.received()).noneMatch(line -> line.startsWith("KICK"));
    }

    @Test
    void bansAreListedWithWhoSetThem() {
        bans("romeo!*@* nurse 1300000000", "*!*@capulet.example");
        juliet.act(new ListAffiliation(room("#balcony"), juliet.ref("l1"), Affiliation.OUTCAST));
        assertThat(juliet.await(AffiliationListed.class))
                .isEqualTo(
                        new AffiliationListed(
                                room("#balcony"),
                                juliet.ref("l1"),
                                List.of(
                                        new Affiliated(
                                                "romeo!*@*",
                                                null,
                                                Affiliation.OUTCAST,
                                                "set by nurse"),
                                        new Affiliated(
                                                "*!*@capulet.example",
                                                null,
                                                Affiliation.OUTCAST,
                                                null))));
    }

    @Test
    void aListThatOnlyOperatorsMaySeeIsRefused() {
        server.answer(
                line -> line.equals("MODE #balcony +b"),
                from -> from.numeric("482", "#balcony :You're not channel operator"));
        juliet.act(new ListAffiliation(room("#balcony"), juliet.ref("l1"), Affiliation.OUTCAST));
        assertThat(juliet.await(RequestFailed.class).failure())
                .isInstanceOf(BackendFailure.NotAllowed.class);
    }

    @Test
    void whoIsForgivenIsTakenOffEveryListThatNamesThem() {
        bans("romeo!*@* nurse 1300000000", "*!*@capulet.example");
        exceptions();
        set("n1", "*!*@capulet.example", Affiliation.NONE, "");
        client.await("MODE #balcony -b *!*@capulet.example");
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("n1"));

        set("n2", "mercutio", Affiliation.NONE, "");
        client.await("MODE #balcony -I mercutio!*@*");
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("n2"));

        set("n3", "paris", Affiliation.NONE, "");
        assertThat(juliet.await(RequestFailed.class).failure())
                .isInstanceOf(BackendFailure.NotFound.class);
    }

    @Test
    void membersAreThoseWithAVoiceAndThoseWithAnException() {
        exceptions();
        client.send(":irc.test MODE #balcony +v romeo");
        juliet.await(OccupantChanged.class);
        juliet.act(new ListAffiliation(room("#balcony"), juliet.ref("l1"), Affiliation.MEMBER));
        assertThat(juliet.await(AffiliationListed.class).list())
                .extracting(Affiliated::whom)
                .containsExactly("romeo", "mercutio!*@*", "*!*@mantua");

        set("m1", "benvolio", Affiliation.MEMBER, "");
        client.await("MODE #balcony +I benvolio!*@*");
        assertThat(juliet.await(RequestDone.class).ref()).isEqualTo(juliet.ref("m1"));
    }

    private void bans(String... entries) {
        server.answer(
                line -> line.equals("MODE #balcony +b"),
                from -> {
                    for (String entry : entries) {
                        from.numeric("367", "#balcony " + entry);
                    }
                    from.numeric("368", "#balcony :End of channel ban list");
                });
    }

    private void exceptions() {
        server.script((from, line) -> {
            if (line.equals("MODE #balcony +I")) {
                from.numeric("346", "#balcony mercutio!*@*");
                from.numeric("347", "#balcony :End of channel invite exception list");
            } else if (line.equals("MODE #balcony +e")) {
                from.numeric("348", "#balcony *!*@mantua nurse 1300000000");
                from.numeric("349", "#balcony :End of channel exception list");
            }
            return line.equals("MODE #balcony +I") || line.equals("MODE #balcony +e");
        });
    }

    private void set(String id, String whom, Affiliation affiliation, String reason) {
        juliet.act(new SetAffiliation(room("#balcony"), juliet.ref(id), whom, affiliation, reason));
    }
}
