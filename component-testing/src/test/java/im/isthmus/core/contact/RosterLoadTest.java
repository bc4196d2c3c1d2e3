package im.isthmus.core.contact;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.stream.StreamStatistics;
import im.isthmus.testing.Await;
import im.isthmus.testing.Campaign;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealProsody;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smackx.disco.ServiceDiscoveryManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The short form of {@code bin/rosterload}: many contacts at log-in on a real server, by each way
 * into the roster, with the number of stanzas and the time told.
 */
@Timeout(7200)
class RosterLoadTest {
    private static final int CONTACTS = Integer.getInteger("isthmus.roster.contacts", 120);
    private static final Duration LIMIT = Duration.ofMinutes(30);

    @Test
    void byPrivilegeEachContactIsOneRosterSetAndOnePresence() {
        try (RealProsody server = RealProsody.start(RosterScenario.setup());
                RosterScenario scenario = new RosterScenario(server)) {
            Load first = new Load(scenario, "privilege");
            scenario.register();
            awaitRoster(scenario, CONTACTS + 1);
            awaitPresences(scenario, scenario.alice);
            // Each contact a set and a presence, and a second presence with what a probe asked for.
            assertThat(first.told()).isLessThanOrEqualTo(4L * CONTACTS + 20);

            Load second = new Load(scenario, "another-device");
            try (XmppClient phone = scenario.anotherDevice("phone")) {
                awaitPresences(scenario, phone);
                assertThat(second.told()).isBetween((long) CONTACTS, 2L * CONTACTS + 20);
            }
        }
    }

    @Test
    void withoutPrivilegeAHundredContactsAreSuggestedInAStanza() {
        try (RealProsody server = RealProsody.start(RosterScenario.setup().withoutPrivileges());
                RosterScenario scenario = new RosterScenario(server)) {
            ServiceDiscoveryManager.getInstanceFor(scenario.alice.smack())
                    .addFeature(RosterExchange.NAMESPACE);
            Load load = new Load(scenario, "suggestions");
            scenario.register();
            scenario.approveGateway();
            int messages = (CONTACTS + RosterExchange.CHUNK - 1) / RosterExchange.CHUNK;
            await(scenario, messages, () -> suggestions(scenario.alice));
            assertThat(load.told()).isLessThanOrEqualTo(messages + 20L);
        }
    }

    @Test
    void asALastResortEachContactAsksOnce() {
        try (RealProsody server = RealProsody.start(RosterScenario.setup().withoutPrivileges());
                RosterScenario scenario = new RosterScenario(server)) {
            Load load = new Load(scenario, "requests");
            scenario.register();
            scenario.approveGateway();
            await(scenario, CONTACTS, () -> presences(scenario.alice, Presence.Type.subscribe));
            assertThat(load.told()).isLessThanOrEqualTo(CONTACTS + 20L);
        }
    }

    private static void awaitRoster(RosterScenario scenario, int items) {
        Await.until(
                items + " in the roster",
                LIMIT,
                () -> scenario.alice.roster().size() >= items,
                () -> scenario.alice.roster().size() + " items");
    }

    private static void awaitPresences(RosterScenario scenario, XmppClient client) {
        Await.until(
                "a presence of every contact",
                LIMIT,
                () -> presences(client, Presence.Type.available) >= CONTACTS,
                () -> presences(client, Presence.Type.available) + " presences");
        scenario.settle();
    }

    private static void await(RosterScenario scenario, long wanted, LongSupplier seen) {
        Await.until(
                wanted + " stanzas",
                LIMIT,
                () -> seen.getAsLong() >= wanted,
                () -> String.valueOf(seen.getAsLong()));
        scenario.settle();
        assertThat(seen.getAsLong()).isEqualTo(wanted);
    }

    /** How many presences of contacts a client has got. */
    private static long presences(XmppClient client, Presence.Type type) {
        return client.stanzas().stream()
                .filter(stanza ->
                        stanza instanceof Presence presence
                                && presence.getType() == type
                                && stanza.getFrom().getLocalpartOrNull() != null
                                && stanza.getFrom().toString().startsWith("c"))
                .count();
    }

    private static long suggestions(XmppClient client) {
        return client.stanzas().stream()
                .filter(stanza ->
                        stanza instanceof Message
                                && XmppClient.xml(stanza).contains(RosterExchange.NAMESPACE))
                .count();
    }

    /** What the gateway sends for something, from now on. */
    private static final class Load {
        private final RosterScenario scenario;
        private final String way;
        private final StreamStatistics before;
        private final long start = System.nanoTime();

        Load(RosterScenario scenario, String way) {
            this.scenario = scenario;
            this.way = way;
            for (int i = 0; i < CONTACTS; i++) {
                scenario.network.contact("c" + i).isListed("Contact " + i, "Demo").goesOnline();
            }
            before = scenario.gateway.gateway().statistics();
        }

        /** Logs it and returns the number of stanzas. */
        long told() {
            StreamStatistics now = scenario.gateway.gateway().statistics();
            long stanzas = now.stanzasOut() - before.stanzasOut();
            Campaign.say(
                    "%d contacts by %s: %d stanzas out, %d in, %d bytes out, %d ms"
                            .formatted(
                                    CONTACTS,
                                    way,
                                    stanzas,
                                    now.stanzasIn() - before.stanzasIn(),
                                    now.bytesOut() - before.bytesOut(),
                                    Duration.ofNanos(System.nanoTime() - start).toMillis()));
            return stanzas;
        }
    }
}
