package im.isthmus.irc.typed;

import static im.isthmus.irc.TestUser.network;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.event.LegacyEvent.ConsoleMessage;
import im.isthmus.core.backend.event.LegacyEvent.Invited;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.irc.ScriptedNetwork;
import im.isthmus.testing.FakeIrcClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands typed into a room are answered in that room. */
@Timeout(60)
class SlashCommandsTest extends ScriptedNetwork {
    private FakeIrcClient client;

    @BeforeEach
    void start() {
        client = enter();
        client.await("MODE #balcony");
        client.numeric("324", "#balcony +nt");
    }

    @Test
    void aCommandIsSentShownAsSentAndAnsweredInTheRoom() {
        juliet.say("#balcony", "w1", "/whois romeo");
        client.await("WHOIS romeo");
        RoomMessage own = juliet.await(RoomMessage.class);
        assertThat(own.ref()).isEqualTo(juliet.ref("w1"));
        assertThat(own.body()).isEqualTo("/whois romeo");
        client.numeric("311", "romeo r verona * :Romeo M.");
        assertThat(juliet.await(RoomMessage.class))
                .isEqualTo(
                        new RoomMessage(
                                room("#balcony"),
                                "",
                                "romeo r verona * Romeo M.",
                                null,
                                null,
                                null));
        assertThat(juliet.seen(ConsoleMessage.class)).isEmpty();
    }

    /** Who is quiet is no affiliation: it is a mask, and whom it hits only the network knows. */
    @Test
    void whoMayNotSpeakIsListedWhereItWasTyped() {
        juliet.say("#balcony", "q1", "/mode +q");
        client.await("MODE #balcony +q");
        client.numeric("728", "#balcony q tybalt!*@* nurse!n@h 1300000000");
        client.numeric("729", "#balcony q :End of Channel Quiet List");
        RoomMessage listed = juliet.await(RoomMessage.class, m -> m.body().contains("tybalt"));
        assertThat(listed.nick()).isEmpty();
        assertThat(listed.body()).isEqualTo("#balcony q tybalt!*@* nurse!n@h 2011-03-13T07:06:40Z");
        juliet.await(RoomMessage.class, m -> m.body().contains("End of Channel Quiet List"));
        assertThat(juliet.seen(ConsoleMessage.class)).isEmpty();
    }

    @Test
    void aListOfBansIsToldWhereItWasTyped() {
        server.ignore("MODE #balcony +b");
        juliet.say("#balcony", "m1", "/mode +b");
        client.await("MODE #balcony +b");
        client.numeric("367", "#balcony *!*@mantua nurse 1300000000");
        client.numeric("368", "#balcony :End of channel ban list");
        juliet.await(RoomMessage.class, m -> m.ref() != null);
        assertThat(juliet.await(RoomMessage.class).body())
                .isEqualTo("#balcony *!*@mantua nurse 2011-03-13T07:06:40Z");
        assertThat(juliet.await(RoomMessage.class).body())
                .isEqualTo("#balcony End of channel ban list");
    }

    @Test
    void whoTypesJoinIsInvited() {
        juliet.say("#balcony", "j1", "/join #garden");
        assertThat(juliet.await(Invited.class).room()).isEqualTo(room("#garden"));
    }

    @Test
    void aRefusalIsToldWhereItWasTyped() {
        juliet.say("#balcony", "m1", "/mode +z");
        client.await("MODE #balcony +z");
        client.numeric("472", "z :is unknown mode char to me");
        juliet.await(RoomMessage.class, m -> m.body().equals("z: is unknown mode char to me"));
    }

    @Test
    void whoAsksTheNetworkIsAnsweredByTheNetwork() {
        juliet.say("#balcony", "w1", "/whois romeo");
        juliet.act(SendMessage.toNetwork(network(), juliet.ref("c1"), "WHOIS romeo"));
        client.await("WHOIS romeo");
        client.numeric("318", "romeo :End of /WHOIS list");
        juliet.await(ConsoleMessage.class);
    }

    @Test
    void aLineBreakInACommandIsNoSecondLine() {
        SendMessage attack =
                SendMessage.toRoom(room("#balcony"), juliet.ref("a1"), "/whois romeo\rQUIT");
        assertThat(juliet.actInVain(attack)).isInstanceOf(BackendFailure.BadValue.class);
        assertThat(client.received()).noneMatch(line -> line.contains("QUIT"));
    }
}
