package im.isthmus.irc.listing;

import static im.isthmus.irc.TestUser.network;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.UserAction.ListRooms;
import im.isthmus.core.backend.event.LegacyEvent.ListedRoom;
import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomsListed;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.irc.ScriptedNetwork;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The channels of a network come in parts while it is still listing them. */
@Timeout(60)
class ChannelListingTest extends ScriptedNetwork {
    @Override
    protected FakeIrcServer.Options options() {
        return FakeIrcServer.Options.DEFAULT.withIsupport(
                "PREFIX=(ov)@+ CHANTYPES=# CASEMAPPING=rfc1459");
    }

    private void comeTo(String isupport) throws Exception {
        restart(FakeIrcServer.Options.DEFAULT.withIsupport(isupport));
    }

    @Test
    void aListIsAskedForAlsoFromANetworkThatTheUserIsNotOn() {
        list("l1");
        FakeIrcClient client = server.awaitClient("juliet");
        client.await("LIST");
        client.numeric("321", "Channel :Users  Name");
        client.numeric("322", "#balcony 2 :[+nt] It is the east");
        client.numeric("322", "* 5 :");
        client.numeric("322", "#Über 3 :");
        client.numeric("323", ":End of /LIST");
        RoomsListed all = juliet.await(RoomsListed.class);
        assertThat(all.ref()).isEqualTo(juliet.ref("l1"));
        assertThat(all.last()).isTrue();
        assertThat(all.rooms())
                .containsExactly(
                        new ListedRoom(room("#balcony"), "#balcony", 2),
                        new ListedRoom(room("#über"), "#Über", 3));
    }

    @Test
    void partsAreToldBeforeTheEndAndWhoAsksAgainHearsAllOfIt() {
        list("l1");
        FakeIrcClient client = server.awaitClient("juliet");
        client.await("LIST");
        entries(client, 0, 150);
        RoomsListed first = juliet.await(RoomsListed.class);
        assertThat(first.rooms()).hasSize(100);
        assertThat(first.last()).isFalse();

        list("l2");
        entries(client, 150, 151);
        client.numeric("323", ":End of /LIST");
        RoomsListed end = juliet.await(RoomsListed.class, RoomsListed::last);
        assertThat(end.ref()).isEqualTo(juliet.ref("l2"));
        int second =
                juliet.seen(RoomsListed.class).stream()
                        .filter(part -> part.ref().equals(juliet.ref("l2")))
                        .mapToInt(part -> part.rooms().size())
                        .sum();
        assertThat(second).isEqualTo(151);
        assertThat(client.received()).containsOnlyOnce("LIST");
    }

    @Test
    void aHugeNetworkIsAskedForChannelsOfSeveralPeople() throws Exception {
        comeTo("CHANTYPES=# ELIST=CMNTU SAFELIST");
        server.script((client, line) -> {
            if (line.startsWith("USER ")) {
                client.numeric("254", "40000 :channels formed");
            }
            return false;
        });
        juliet.join("#balcony", "juliet");
        list("l1");
        server.awaitClient("juliet").await("LIST >2");
    }

    @Test
    void aBusyNetworkRefusesAndLosesNobody() {
        server.script((client, line) -> {
            if (line.equals("LIST")) {
                client.numeric("263", "LIST :Server load is temporarily too heavy");
            }
            return line.equals("LIST");
        });
        list("l1");
        RequestFailed failed = juliet.await(RequestFailed.class);
        assertThat(failed.ref()).isEqualTo(juliet.ref("l1"));
        assertThat(failed.failure()).isInstanceOf(BackendFailure.Temporary.class);
    }

    @Test
    void aLinkThatIsLostAnswersToo() {
        list("l1");
        FakeIrcClient client = server.awaitClient("juliet");
        client.await("LIST");
        client.close();
        assertThat(juliet.await(RequestFailed.class).ref()).isEqualTo(juliet.ref("l1"));
    }

    @Test
    void aChannelWhoseNameJidsFoldIsEnteredByItsRealName() {
        juliet.join("#balcony", "juliet");
        list("l1");
        FakeIrcClient client = server.awaitClient("juliet");
        client.await("LIST");
        client.numeric("322", "#BRÜCKE 3 :");
        client.numeric("323", ":End of /LIST");
        juliet.await(RoomsListed.class);
        juliet.join("#brücke", "juliet");
        client.await("JOIN #BRÜCKE");
    }

    @Test
    void aChannelIsSpeltAsTheNetworkSpeltItLast() {
        server.answer(
                line -> line.equals("JOIN #balcony"),
                client -> {
                    client.send(":" + client.mask() + " JOIN #Balcony");
                    client.numeric("366", "#Balcony :End");
                });
        juliet.join("#balcony", "juliet");
        juliet.say("#balcony", "m1", "hello");
        server.awaitClient("juliet").await("PRIVMSG #Balcony hello");
    }

    private void list(String id) {
        juliet.act(new ListRooms(network(), juliet.ref(id)));
    }

    private static void entries(FakeIrcClient client, int from, int to) {
        for (int i = from; i < to; i++) {
            client.numeric("322", "#c" + i + " 1 :");
        }
    }
}
