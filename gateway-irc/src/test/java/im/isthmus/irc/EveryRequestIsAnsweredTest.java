package im.isthmus.irc;

import static im.isthmus.irc.TestUser.room;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.action.PersonAction;
import im.isthmus.core.backend.action.RoomAdministration.Kick;
import im.isthmus.core.backend.action.RoomAdministration.ListAffiliation;
import im.isthmus.core.backend.action.RoomAdministration.SetAffiliation;
import im.isthmus.core.backend.action.RoomAdministration.SetRole;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.action.UserAction.ChangeNick;
import im.isthmus.core.backend.action.UserAction.ChangeSubject;
import im.isthmus.core.backend.action.UserAction.Invite;
import im.isthmus.core.backend.action.UserAction.JoinRoom;
import im.isthmus.core.backend.action.UserAction.ListRooms;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.NickRefused;
import im.isthmus.core.backend.event.LegacyEvent.OccupantJoined;
import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoinFailed;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.irc.network.connecting.Timings;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a network refuses, and by whatever number, the user hears it once and why. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryRequestIsAnsweredTest {
    private static final List<String> UNANSWERED =
            List.of("TOPIC", "KICK", "INVITE", "MODE", "BAN", "BANS", "LIST", "PING", "VERSION");

    private final AtomicReference<String> refused = new AtomicReference<>("nothing");
    private final AtomicReference<String> answer = new AtomicReference<>("");
    private FakeIrcServer server;
    private TestUser juliet;
    private int number;

    @BeforeAll
    void start() throws Exception {
        server =
                FakeIrcServer.start(
                        FakeIrcServer.Options.DEFAULT.withIsupport(
                                "PREFIX=(ohv)@%+ CHANMODES=beI,k,l,imnpst"));
        server.script(this::refuse);
        juliet = new TestUser(TestBackends.to(server.port()), "juliet@example.org");
        juliet.join("#balcony", "juliet");
        server.awaitClient("juliet").send(":romeo!r@verona JOIN #balcony");
        juliet.await(OccupantJoined.class);
    }

    private boolean refuse(FakeIrcClient client, String line) {
        boolean meant = line.startsWith(refused.get());
        if (meant && !answer.get().isEmpty()) {
            client.send(":irc.test " + answer.get());
        }
        return meant;
    }

    @AfterAll
    void stop() throws Exception {
        juliet.close();
        server.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "403, NotFound",
        "405, Temporary",
        "407, TooMany",
        "437, Temporary",
        "439, Temporary",
        "448, NotAllowed",
        "471, TooMany",
        "473, MembershipNeeded",
        "474, Banned",
        "475, AuthFailed",
        "476, NotFound",
        "477, MembershipNeeded",
        "479, NotFound",
        "480, Temporary",
        "485, NotAllowed",
        "489, MembershipNeeded",
        "495, Temporary",
        "500, NotAllowed",
        "519, NotAllowed",
        "520, NotAllowed",
        "926, NotAllowed"
    })
    void aJoin(String numeric, String failure) {
        next("JOIN #closed", numeric + " juliet #closed :No");
        juliet.act(new JoinRoom(room("#closed"), "juliet", null));
        is(juliet.await(RoomJoinFailed.class).failure(), failure);
        assertThat(juliet.seen(RoomJoinFailed.class)).hasSize(joins += 1);
    }

    private int joins;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "431, BadValue",
        "432, BadValue",
        "433, NickTaken",
        "435, NotAllowed",
        "436, NickTaken",
        "437, Temporary",
        "438, Temporary",
        "439, Temporary",
        "447, NotAllowed",
        "484, NotAllowed"
    })
    void aNick(String numeric, String failure) {
        next("NICK", numeric + " juliet capulet :No");
        juliet.act(new ChangeNick(room("#balcony"), "capulet"));
        is(juliet.await(NickRefused.class).failure(), failure);
        assertThat(juliet.seen(NickRefused.class)).hasSize(nicks += 1);
    }

    private int nicks;

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "TOPIC, 403 juliet #balcony, NotFound",
        "TOPIC, 442 juliet #balcony, NotAllowed",
        "TOPIC, 482 juliet #balcony, NotAllowed",
        "KICK, 401 juliet romeo, NotFound",
        "KICK, 403 juliet #balcony, NotFound",
        "KICK, 441 juliet romeo #balcony, NotFound",
        "KICK, 442 juliet #balcony, NotAllowed",
        "KICK, 482 juliet #balcony, NotAllowed",
        "KICK, 484 juliet romeo, NotAllowed",
        "KICK, 485 juliet romeo, NotAllowed",
        "INVITE, 401 juliet nurse, NotFound",
        "INVITE, 403 juliet #balcony, NotFound",
        "INVITE, 442 juliet #balcony, NotAllowed",
        "INVITE, 443 juliet nurse #balcony, Rejected",
        "INVITE, 482 juliet #balcony, NotAllowed",
        "INVITE, 518 juliet #balcony, NotAllowed",
        "INVITE, 599 juliet nurse, Rejected",
        "MODE, 401 juliet romeo, NotFound",
        "MODE, 403 juliet #balcony, NotFound",
        "MODE, 441 juliet romeo #balcony, NotFound",
        "MODE, 442 juliet #balcony, NotAllowed",
        "MODE, 460 juliet #balcony, NotAllowed",
        "MODE, 468 juliet #balcony, NotAllowed",
        "MODE, 472 juliet o, Unsupported",
        "MODE, 482 juliet #balcony, NotAllowed",
        "MODE, 499 juliet #balcony, NotAllowed",
        "MODE, 599 juliet #balcony, Rejected",
        "MODE, 696 juliet #balcony o romeo, BadValue",
        "MODE, 742 juliet #balcony o +nt, NotAllowed",
        "BAN, 478 juliet #balcony nurse!*@*, TooMany",
        "BAN, 482 juliet #balcony, NotAllowed",
        "BANS, 482 juliet #balcony, NotAllowed",
        "BANS, 442 juliet #balcony, NotAllowed",
        "LIST, 263 juliet LIST, Temporary",
        "LIST, 416 juliet LIST, TooMany",
        "LIST, 421 juliet LIST, Unsupported"
    })
    void anOrder(String kind, String line, String failure) {
        number++;
        String id = "order" + number;
        next(start(kind), line + " :No");
        juliet.act(order(kind, id));
        RequestFailed failed = juliet.await(RequestFailed.class);
        is(failed.failure(), failure);
        assertThat(failed.failure().text()).isEqualTo("No");
        once(id);
    }

    private void once(String id) {
        next("nothing", "");
        juliet.act(order("ROLE", id + "-after"));
        juliet.await(
                LegacyEvent.RequestDone.class,
                done -> done.ref().equals(juliet.ref(id + "-after")));
        assertThat(juliet.seen(RequestFailed.class))
                .filteredOn(each -> each.ref().equals(juliet.ref(id)))
                .hasSize(1);
        assertThat(juliet.seen(LegacyEvent.RequestDone.class))
                .noneMatch(each -> each.ref().equals(juliet.ref(id)));
    }

    @Test
    void anErrorOfAnUnknownNumberIsKnownByItsLabel() throws Exception {
        FakeIrcServer.Options options =
                FakeIrcServer.Options.DEFAULT.withCapabilities(
                        "labeled-response message-tags batch");
        try (FakeIrcServer modern = FakeIrcServer.start(options);
                TestUser nurse = new TestUser(TestBackends.to(modern.port()), "nurse@verona.it")) {
            nurse.join("#balcony", "nurse");
            modern.awaitClient("nurse").send(":romeo!r@verona JOIN #balcony");
            nurse.await(OccupantJoined.class);
            modern.script((client, line) -> {
                boolean order = line.startsWith("@label=") && !line.contains("PING");
                if (order) {
                    String label = line.substring(0, line.indexOf(' '));
                    client.send(label + " :irc.test 599 nurse what :Not on Mondays");
                }
                return order;
            });
            for (String kind : List.of("TOPIC", "KICK", "INVITE", "MODE", "BAN", "BANS")) {
                nurse.act(order(kind, kind, nurse));
                RequestFailed failed = nurse.await(RequestFailed.class);
                assertThat(failed.ref()).isEqualTo(nurse.ref(kind));
                assertThat(failed.failure())
                        .isEqualTo(new BackendFailure.Rejected("Not on Mondays"));
            }
        }
    }

    @Test
    void aNetworkThatNeverAnswersIsAnsweredFor() throws Exception {
        Timings quick =
                new Timings(
                        Duration.ofMillis(300),
                        Duration.ofMillis(300),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20));
        try (FakeIrcServer deaf = FakeIrcServer.start();
                TestUser nurse =
                        new TestUser(TestBackends.to(deaf.port(), quick), "nurse@example.org")) {
            nurse.join("#balcony", "nurse");
            deaf.awaitClient("nurse").send(":romeo!r@verona JOIN #balcony");
            nurse.await(OccupantJoined.class);
            deaf.script((_, line) -> !line.startsWith("QUIT"));
            for (String kind : UNANSWERED) {
                nurse.act(order(kind, kind, nurse));
                RequestFailed failed = nurse.await(RequestFailed.class);
                assertThat(failed.ref()).isEqualTo(nurse.ref(kind));
                is(failed.failure(), "Unreachable");
            }
            nurse.act(new ChangeNick(room("#balcony"), "angelica"));
            is(nurse.await(NickRefused.class).failure(), "Unreachable");
            nurse.act(new JoinRoom(room("#closed"), "nurse", null));
            is(nurse.await(RoomJoinFailed.class).failure(), "Unreachable");
        }
    }

    private void next(String start, String line) {
        refused.set(start);
        answer.set(line);
    }

    private static String start(String kind) {
        return switch (kind) {
            case "MODE" -> "MODE #balcony +o";
            case "BAN" -> "MODE #balcony +b nurse";
            case "BANS" -> "MODE #balcony +b";
            default -> kind;
        };
    }

    private UserAction order(String kind, String id) {
        return order(kind, id, juliet);
    }

    private static UserAction order(String kind, String id, TestUser user) {
        var balcony = room("#balcony");
        var ref = user.ref(id);
        var romeo = new LegacyAddressee.ToContact(TestUser.contact("romeo"));
        return switch (kind) {
            case "TOPIC" -> new ChangeSubject(balcony, ref, "topic " + id);
            case "KICK" -> new Kick(balcony, ref, "romeo", "");
            case "INVITE" -> new Invite(balcony, ref, "nurse", "");
            case "MODE" -> new SetAffiliation(balcony, ref, "romeo", Affiliation.ADMIN, "");
            case "ROLE" -> new SetRole(balcony, ref, "juliet", Role.MODERATOR, "");
            case "BAN" -> new SetAffiliation(balcony, ref, "nurse", Affiliation.OUTCAST, "");
            case "BANS" -> new ListAffiliation(balcony, ref, Affiliation.OUTCAST);
            case "LIST" -> new ListRooms(TestUser.network(), ref);
            case "PING" -> new PersonAction.PingPerson(romeo, ref);
            case "VERSION" -> new PersonAction.AskSoftware(romeo, ref);
            default -> throw new AssertionError(kind);
        };
    }

    private static void is(BackendFailure failure, String kind) {
        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
    }
}
