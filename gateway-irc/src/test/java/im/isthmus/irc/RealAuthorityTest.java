package im.isthmus.irc;

import static im.isthmus.irc.TestUser.contact;
import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.ContactAction.AddContact;
import im.isthmus.core.backend.action.UserAction.JoinRoom;
import im.isthmus.core.backend.event.ContactEvent.ContactPresence;
import im.isthmus.core.backend.event.ContactEvent.Show;
import im.isthmus.core.backend.event.LegacyEvent.ConsoleMessage;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoinFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.testing.client.IrcUser;
import im.isthmus.testing.real.RealHybrid;
import im.isthmus.testing.real.RealInspircd;
import im.isthmus.testing.real.RealIrcServer;
import im.isthmus.testing.real.RealNgircd;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What those do who run a network, and what each server tells late or by numbers of its own. */
@Timeout(120)
class RealAuthorityTest {
    enum Kind {
        INSPIRCD,
        HYBRID,
        NGIRCD;

        private RealIrcServer start() {
            return switch (this) {
                case INSPIRCD -> RealInspircd.start();
                case HYBRID -> RealHybrid.start();
                case NGIRCD -> RealNgircd.start();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsKilledByAnOperatorDoesNotComeBack(Kind kind) throws Exception {
        try (RealIrcServer server = kind.start();
                TestUser juliet = new TestUser(TestBackends.to(server.port()), "juliet@verona.it");
                IrcUser prince = operator(server)) {
            juliet.join("#balcony", "juliet");
            prince.send("KILL juliet :Enough");

            Departure lost = juliet.await(RoomLeft.class).departure();
            assertThat(lost)
                    .isInstanceOfSatisfying(
                            Departure.LinkLost.class,
                            link -> assertThat(link.comingBack()).as(link.reason()).isFalse());
            assertThat(lost.reason()).contains("Enough");
        }
    }

    /** The others want rights of their own for it, or know no such thing. */
    @ParameterizedTest
    @EnumSource(names = "INSPIRCD")
    void whatAnOperatorTellsEverybodyIsTold(Kind kind) throws Exception {
        try (RealIrcServer server = kind.start();
                TestUser juliet = new TestUser(TestBackends.to(server.port()), "juliet@verona.it");
                IrcUser prince = operator(server)) {
            juliet.join("#balcony", "juliet");
            prince.send("NOTICE $* :Curfew at nine");
            assertThat(juliet.await(ConsoleMessage.class).body())
                    .isEqualTo("<prince> Curfew at nine");
        }
    }

    private static IrcUser operator(RealIrcServer server) {
        IrcUser prince = IrcUser.login(server.port(), "prince");
        prince.send("OPER " + RealIrcServer.OPERATOR + " " + RealIrcServer.OPERATOR);
        prince.await("operator (381)", line -> IrcUser.command(line).equals("381"));
        return prince;
    }

    @ParameterizedTest
    @EnumSource
    void aChannelThatTheNetworkForbidsIsRefusedAtOnce(Kind kind) throws Exception {
        try (RealIrcServer server = kind.start();
                TestUser juliet =
                        new TestUser(TestBackends.to(server.port()), "juliet@verona.it")) {
            juliet.act(new JoinRoom(room(RealIrcServer.FORBIDDEN), "juliet", null));
            assertThat(juliet.await(RoomJoinFailed.class).failure())
                    .isNotInstanceOf(BackendFailure.Unreachable.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoWasAwayBeforeIsAwayInTheList(Kind kind) throws Exception {
        try (RealIrcServer server = kind.start();
                TestUser juliet = new TestUser(TestBackends.to(server.port()), "juliet@verona.it");
                IrcUser romeo = IrcUser.login(server.port(), "romeo")) {
            romeo.send("AWAY :in Mantua");
            romeo.await("away (306)", line -> IrcUser.command(line).equals("306"));
            juliet.act(new AddContact(contact("romeo"), ""));
            juliet.await(ContactPresence.class, is -> is.status().show() == Show.AWAY);
            romeo.send("AWAY");
            romeo.await("back (305)", line -> IrcUser.command(line).equals("305"));
        }
    }
}
