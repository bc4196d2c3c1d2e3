package im.isthmus.irc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import im.isthmus.core.backend.event.LegacyEvent.OccupantJoined;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.irc.settings.IrcPreferences;
import im.isthmus.testing.Campaign;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Channels of thousands, on a scripted server. {@code bin/ircload} shows what one costs, the
 * scripted server included.
 */
@Timeout(60)
class LargeChannelTest {
    private static final int MEMBERS = Integer.getInteger("isthmus.irc.members", 2000);

    @Test
    void aCrowdIsSeenWholeOnComingIn() throws Exception {
        Figures figures = new Figures();
        try (FakeIrcServer server = crowded();
                TestUser juliet =
                        new TestUser(TestBackends.to(server.port()), "juliet@example.org")) {
            assertThat(juliet.join("#crowd", "juliet").occupants()).hasSize(MEMBERS + 1);
            figures.show("a channel of " + MEMBERS + " entered");
        }
    }

    @Test
    void whoWantsToSeesOfACrowdOnlyWhoLeadsAndWhoSpeaks() throws Exception {
        try (FakeIrcServer server = crowded();
                TestUser juliet =
                        new TestUser(TestBackends.to(server.port()), "juliet@example.org")) {
            juliet.prefer(IrcPreferences.FEWER_OF_MANY, "active");
            RoomJoined joined = juliet.join("#crowd", "juliet");
            assertThat(joined.occupants())
                    .extracting(Occupant::nick)
                    .containsExactlyInAnyOrder("chief", "juliet");

            FakeIrcClient client = server.awaitClient("juliet");
            client.send(":member5!m@h PART #crowd");
            client.send(":stranger!m@h JOIN #crowd");
            client.send(":member7!m@h PRIVMSG #crowd :I speak");
            juliet.await(RoomMessage.class, m -> m.body().equals("I speak"));
            client.send(":member7!m@h NICK speaker");
            client.send(":chief!c@h MODE #crowd +o stranger");
            client.send(":speaker!m@h PRIVMSG #crowd :again");
            juliet.await(RoomMessage.class, m -> m.body().equals("again"));
            assertThat(juliet.seen(OccupantJoined.class))
                    .extracting(event -> event.occupant().nick())
                    .containsExactly("member7", "stranger");
        }
    }

    @Test
    void aCrowdIsNotAskedWhoIsAway() throws Exception {
        try (FakeIrcServer server = crowded();
                TestUser juliet =
                        new TestUser(TestBackends.to(server.port()), "juliet@example.org")) {
            juliet.join("#crowd", "juliet");
            FakeIrcClient client = server.awaitClient("juliet");
            client.await("MODE #crowd");
            client.numeric("324", "#crowd +nt");
            client.send(":chief!c@h PRIVMSG #crowd :welcome");
            juliet.await(RoomMessage.class);
            juliet.say("#crowd", "m1", "hello");
            client.await("PRIVMSG #crowd hello");
            assertThat(client.received()).noneMatch(line -> line.startsWith("WHO"));
        }
    }

    private static FakeIrcServer crowded() throws Exception {
        FakeIrcServer server = FakeIrcServer.start();
        server.answer(
                line -> line.equals("JOIN #crowd"),
                client -> {
                    client.send(":" + client.mask() + " JOIN #crowd");
                    client.numeric("353", "= #crowd :@chief " + client.nick());
                    for (int i = 1; i < MEMBERS; i += 20) {
                        StringBuilder names = new StringBuilder("= #crowd :");
                        for (int j = i; j < Math.min(i + 20, MEMBERS); j++) {
                            names.append("member").append(j).append(' ');
                        }
                        client.numeric("353", names.toString());
                    }
                    client.numeric("366", "#crowd :End of /NAMES list.");
                });
        return server;
    }

    /** What the process has used since the beginning. */
    private static final class Figures {
        private final OperatingSystemMXBean process =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private final long start = process.getProcessCpuTime();

        void show(String what) {
            long millis = (process.getProcessCpuTime() - start) / 1_000_000;
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            long heap = (runtime.totalMemory() - runtime.freeMemory()) >> 10;
            Campaign.say(what + ": %d ms of CPU, %d KiB of heap".formatted(millis, heap));
        }
    }
}
