package im.isthmus.sms.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.Sweeper;
import im.isthmus.sms.provider.SmsFailure;
import im.isthmus.sms.provider.SmsFailure.Cause;
import im.isthmus.sms.provider.SmsReport.Media;
import im.isthmus.sms.provider.SmsReport.Progress;
import im.isthmus.sms.provider.SmsReport.Stage;
import im.isthmus.sms.store.Budget.Acceptance;
import im.isthmus.sms.store.OutboxMessage.State;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the SMS gateway keeps, on every database. */
abstract class SmsStoreContract {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Budget MUCH = new Budget(100, 100, 100, 100);
    private static final Jid ALICE = jid("alice@example.org");
    private static final String FROM = "+12025550100";
    private static final String TO = "+12025550177";
    private static final SmsFailure DOWN = new SmsFailure(Cause.UNREACHABLE, "30003");

    @TempDir Path directory;
    private Store database;
    private SmsStore store;

    /** An empty database of this test alone. */
    abstract StoreConfig.Database emptyDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = Store.open(new StoreConfig(emptyDatabase(), directory.resolve("store.key")));
        store = new SmsStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsAcceptedComesBackWhole() {
        OutboxMessage message = message("a", "a", TO, "hé 😀", NOON);
        assertThat(accept(message)).isEqualTo(Acceptance.ACCEPTED);

        assertThat(store.outbox().find("a")).contains(message);
        assertThat(store.outbox().next("main")).contains(NOON);
        assertThat(store.outbox().take("main", NOON.minusSeconds(1), List.of())).isEmpty();
        assertThat(store.outbox().take("main", NOON, List.of(FROM))).isEmpty();
        assertThat(store.outbox().take("other", NOON, List.of())).isEmpty();
        assertThat(store.outbox().take("main", NOON, List.of())).isPresent();
        assertThat(store.outbox().take("main", NOON, List.of())).isEmpty();
    }

    @Test
    void theSameStanzaIsAcceptedOnce() {
        assertThat(accept(message("a", "a", TO, "hi", NOON))).isEqualTo(Acceptance.ACCEPTED);
        assertThat(accept(message("b", "b", TO, "hi", NOON.plusSeconds(3600))))
                .isEqualTo(Acceptance.REPEATED);
        assertThat(accept(message("c", "c", TO, "other", NOON))).isEqualTo(Acceptance.ACCEPTED);
        assertThat(accept(message("d", "d", TO, "hi", NOON.plus(Duration.ofDays(2)))))
                .isEqualTo(Acceptance.ACCEPTED);
    }

    @Test
    void budgetsAreReservedWithTheMessagesOrNotAtAll() {
        Budget budget = new Budget(5, 3, 4, 6);
        List<OutboxMessage> two =
                List.of(message("a", "a", TO, "one", NOON), message("b", "a", TO, "two", NOON));
        assertThat(store.outbox().accept(two, budget)).isEqualTo(Acceptance.ACCEPTED);
        List<OutboxMessage> more =
                List.of(message("c", "c", TO, "three", NOON), message("d", "c", TO, "four", NOON));
        assertThat(store.outbox().accept(more, budget)).isEqualTo(Acceptance.OVER_ONE);
        assertThat(store.outbox().find("c")).isEmpty();
        assertThat(store.usage().spent(ALICE, "2026-11-24")).isEqualTo(2);

        assertThat(accept(message("e", "e", "+12025550178", "x", NOON), budget))
                .isEqualTo(Acceptance.ACCEPTED);
        assertThat(accept(message("f", "f", "+12025550179", "x", NOON), budget))
                .isEqualTo(Acceptance.ACCEPTED);
        assertThat(accept(message("g", "g", "+12025550180", "x", NOON), budget))
                .isEqualTo(Acceptance.OVER_RANGE);
        assertThat(accept(message("h", "h", "+14155550100", "x", NOON), budget))
                .isEqualTo(Acceptance.ACCEPTED);
        assertThat(accept(message("i", "i", "+13125550100", "x", NOON), budget))
                .isEqualTo(Acceptance.OVER_USER);
        assertThat(store.usage().of(ALICE, "2026-11-01"))
                .containsExactly(new UsageTable.Spent("", "2026-11-24", "main", 5, 5));
    }

    @Test
    void aMessageThatFailedIsNotPaid() {
        accept(message("a", "a", TO, "hi", NOON));
        OutboxMessage taken = store.outbox().take("main", NOON, List.of()).orElseThrow();
        assertThat(store.outbox().end(taken, DOWN).orElseThrow().failure()).isEqualTo(DOWN);
        assertThat(store.usage().spent(ALICE, "2026-11-24")).isZero();
        assertThat(store.outbox().end(taken, DOWN)).isEmpty();
        assertThat(store.usage().spent(ALICE, "2026-11-24")).isZero();
    }

    @Test
    void anotherAccountThatSendsItIsPaid() {
        accept(message("a", "a", TO, "hi", NOON));
        OutboxMessage taken = store.outbox().take("main", NOON, List.of()).orElseThrow();
        store.outbox().reroute(taken, "backup", NOON);
        assertThat(store.usage().ofAll("2026-11-24"))
                .extracting(spent -> spent.account() + " " + spent.segments())
                .containsExactly("backup 1", "main 0");
        assertThat(store.outbox().take("backup", NOON, List.of())).isPresent();
    }

    @Test
    void aReportBeforeTheAnswerCounts() {
        accept(message("a", "a", TO, "hi", NOON));
        OutboxMessage taken = store.outbox().take("main", NOON, List.of()).orElseThrow();
        assertThat(progress(Progress.of("P1", "", Stage.DELIVERED))).isFalse();
        assertThat(store.reports().accepted(taken, List.of("P1")).orElseThrow().state())
                .isEqualTo(State.DELIVERED);
        assertThat(store.reports().forgetEarly(NOON.plusSeconds(1))).isZero();
    }

    @Test
    void aReportWithOurIdSettlesADoubtAndNothingUndoesIt() {
        accept(message("a", "a", TO, "hi", NOON));
        OutboxMessage taken = store.outbox().take("main", NOON, List.of()).orElseThrow();
        assertThat(progress(Progress.of("P1", "a", Stage.SENT))).isFalse();
        store.outbox().doubt("a", NOON);
        store.outbox().later("a", NOON);
        assertThat(store.outbox().end(taken, null)).isEmpty();
        assertThat(state("a")).isEqualTo(State.ACCEPTED);

        assertThat(progress(Progress.of("P1", "a", Stage.DELIVERED))).isTrue();
        assertThat(store.reports().accepted(taken, List.of("P1"))).isEmpty();
        assertThat(state("a")).isEqualTo(State.DELIVERED);
    }

    @Test
    void statusOutOfOrderNeverGoesBack() {
        send("a", "P1");
        assertThat(progress(Progress.of("P1", "", Stage.DELIVERED))).isTrue();
        assertThat(progress(Progress.of("P1", "", Stage.SENT))).isFalse();
        assertThat(progress(Progress.failed("P1", "", DOWN))).isFalse();
        assertThat(progress(Progress.of("P1", "", Stage.DELIVERED))).isFalse();
        assertThat(state("a")).isEqualTo(State.DELIVERED);
    }

    @Test
    void whatArrivedAfterAllIsGoodNews() {
        send("a", "P1");
        assertThat(progress(Progress.failed("P1", "", DOWN))).isTrue();
        assertThat(store.outbox().find("a").orElseThrow().failure()).isEqualTo(DOWN);
        assertThat(progress(Progress.of("P1", "", Stage.DELIVERED))).isTrue();
        assertThat(state("a")).isEqualTo(State.DELIVERED);
    }

    @Test
    void ofSeveralPartsAllMustArrive() {
        send("a", "P1", "P2");
        assertThat(progress(Progress.of("P2", "", Stage.DELIVERED))).isFalse();
        assertThat(progress(Progress.of("P1", "", Stage.DELIVERED))).isTrue();

        send("b", "P3", "P4");
        assertThat(progress(Progress.failed("P4", "", DOWN))).isTrue();
        assertThat(progress(Progress.of("P3", "", Stage.DELIVERED))).isFalse();
        assertThat(state("b")).isEqualTo(State.FAILED);
    }

    @Test
    void ofALongTextOneEndIsTold() {
        accept(message("a1", "a1", TO, "one", NOON), message("a2", "a1", TO, "two", NOON));
        take("P1");
        take("P2");
        progress(Progress.of("P1", "", Stage.DELIVERED));
        assertThat(store.outbox().toTell("a1")).isEmpty();
        progress(Progress.of("P2", "", Stage.DELIVERED));
        assertThat(store.outbox().toTell("a1").orElseThrow().state()).isEqualTo(State.DELIVERED);
        assertThat(store.outbox().untold(NOON.plusSeconds(1))).hasSize(2);
        store.outbox().told("a1");
        assertThat(store.outbox().untold(NOON.plusSeconds(1))).isEmpty();
        assertThat(store.outbox().toTell("a1")).as("told already").isEmpty();

        accept(message("b1", "b1", TO, "three", NOON), message("b2", "b1", TO, "four", NOON));
        take("P3");
        take("P4");
        progress(Progress.failed("P4", "", DOWN));
        assertThat(store.outbox().toTell("b1").orElseThrow().id()).isEqualTo("b2");
        store.outbox().told("b1");
        progress(Progress.failed("P3", "", DOWN));
        assertThat(store.outbox().toTell("b1")).isEmpty();
    }

    @Test
    void accountsDoNotKnowEachOthersIds() {
        send("a", "P1");
        assertThat(store.reports().progress("other", Progress.of("P1", "a", Stage.DELIVERED), NOON))
                .isEmpty();
        assertThat(store.reports().isOfAnother("main", "P1", "b")).isTrue();
        assertThat(store.reports().isOfAnother("main", "P1", "a")).isFalse();
        assertThat(store.reports().isOfAnother("main", "P2", "a")).isFalse();
        assertThat(store.reports().forgetEarly(NOON.plusSeconds(1))).isEqualTo(1);
    }

    @Test
    void afterACrashWhatWasBeingSentIsInDoubt() {
        accept(message("a", "a", TO, "hi", NOON));
        store.outbox().take("main", NOON, List.of());
        assertThat(store.outbox().sending("main")).hasSize(1);
        assertThat(store.outbox().recover(NOON.plusSeconds(30))).isEqualTo(1);
        assertThat(store.outbox().doubtful("main", NOON)).isEmpty();
        assertThat(store.outbox().doubtful("main", NOON.plusSeconds(30))).hasSize(1);
    }

    @Test
    void whatComesInIsKeptOnceAndForgottenWhenItIsDone() {
        InboxMessage message = incoming("x", "P1", "hi", NOON);
        assertThat(store.inbox().keep(message, Duration.ZERO)).isTrue();
        assertThat(store.inbox().keep(incoming("y", "P1", "hi", NOON), Duration.ZERO)).isFalse();
        assertThat(store.inbox().waiting(NOON.plusSeconds(1))).containsExactly(message);
        store.inbox().done(message);
        assertThat(store.inbox().waiting(NOON.plusSeconds(1))).isEmpty();

        Duration minute = Duration.ofMinutes(1);
        assertThat(store.inbox().keep(incoming("z", "P2", "hi", NOON), minute)).isFalse();
        assertThat(store.inbox().keep(incoming("z", "P2", "ho", NOON), minute)).isTrue();
    }

    @Test
    void conversationsNamesGroupsAndStop() {
        assertThat(store.people().thread(ALICE, TO)).isEmpty();
        store.people().thread(ALICE, TO, FROM);
        store.people().choose(ALICE, TO, "+12025550101");
        store.people().thread(ALICE, TO, FROM);
        assertThat(store.people().thread(ALICE, TO)).contains("+12025550101");
        assertThat(store.people().contacts(ALICE)).containsExactly(TO);

        store.people().block(FROM, TO, true, NOON);
        store.people().block(FROM, TO, true, NOON);
        assertThat(store.people().isBlocked(FROM, TO)).isTrue();
        store.people().block(FROM, TO, false, NOON);
        assertThat(store.people().isBlocked(FROM, TO)).isFalse();

        store.people().spelling("my bank", "My Bank");
        assertThat(store.people().spelling("my bank")).contains("My Bank");
        store.people().group("g-1", List.of(FROM, TO));
        assertThat(store.people().group("g-1")).contains(List.of(FROM, TO));
    }

    @Test
    void anotherSpellingOfAnIdCountsForAMessageToTheSameNumberOnly() {
        send("a", "10");
        Progress other = Progress.of("16", "", Stage.DELIVERED);
        assertThat(progress(other.withOtherForms(List.of("10"), "15550000000"))).isFalse();
        assertThat(progress(other.withOtherForms(List.of("10"), TO.substring(1)))).isTrue();
        // The report came first, and the message that it is not about after it.
        send("b", "22");
        assertThat(state("b")).isEqualTo(State.ACCEPTED);
        Progress early = Progress.of("34", "", Stage.DELIVERED);
        assertThat(progress(early.withOtherForms(List.of("22", "52"), "15550000000"))).isFalse();
        send("c", "52");
        assertThat(state("c")).isEqualTo(State.ACCEPTED);
    }

    @Test
    void aCodeIsNotShownToWhoClaims() {
        MessageRef ref = new MessageRef(ALICE, OutboxMessage.CLAIM + "x", null);
        accept(message("x", "x", ref, TO, "123456", NOON));
        var records = new PersonalRecords(database, SmsStore.tables(database).aboutUsers());
        assertThat(records.export(ALICE).toString()).contains(TO).doesNotContain("123456");
    }

    @Test
    void claims() {
        store.claims().begin(ALICE, FROM, "123456", NOON);
        assertThat(store.claims().attempt(ALICE).orElseThrow().tries()).isEqualTo(1);
        assertThat(store.claims().attempt(ALICE).orElseThrow().tries()).isEqualTo(2);
        store.claims().own(ALICE, FROM, NOON);
        assertThat(store.claims().attempt(ALICE)).isEmpty();
        assertThat(store.claims().numbers(ALICE)).containsExactly(FROM);
        store.claims().release(ALICE);
        assertThat(store.claims().owners(FROM)).isEmpty();
    }

    @Test
    void aUserIsShownAndErasedAndOldThingsAreForgotten() {
        send("a", "P1");
        store.people().thread(ALICE, TO, FROM);
        PersonalRecords records =
                new PersonalRecords(database, SmsStore.tables(database).aboutUsers());
        assertThat(records.export(ALICE))
                .containsKeys("sms messages", "sms usage", "sms conversations");
        records.erase(ALICE);
        assertThat(records.export(ALICE)).containsOnlyKeys("user");

        send("b", "P2");
        store.inbox().keep(incoming("x", "P1", "hi", NOON), Duration.ZERO);
        new Sweeper(
                        database,
                        SmsStore.tables(database).swept(),
                        RetentionConfig.standard(),
                        InstantSource.fixed(NOON.plus(Duration.ofDays(200))))
                .sweep();
        assertThat(store.outbox().find("b")).isEmpty();
        assertThat(store.inbox().waiting(NOON.plusSeconds(1))).isEmpty();
        assertThat(store.usage().spent(ALICE, "2026-11-24")).isZero();
    }

    private Acceptance accept(OutboxMessage... messages) {
        return store.outbox().accept(List.of(messages), MUCH);
    }

    private Acceptance accept(OutboxMessage message, Budget budget) {
        return store.outbox().accept(List.of(message), budget);
    }

    private void send(String id, String... parts) {
        accept(message(id, id, TO, "text " + id, NOON));
        take(parts);
    }

    private void take(String... parts) {
        OutboxMessage taken = store.outbox().take("main", NOON, List.of()).orElseThrow();
        store.reports().accepted(taken, List.of(parts));
    }

    private boolean progress(Progress report) {
        return store.reports().progress("main", report, NOON).isPresent();
    }

    private State state(String id) {
        return store.outbox().find(id).orElseThrow().state();
    }

    private static InboxMessage incoming(String id, String providerId, String text, Instant at) {
        return new InboxMessage(
                id,
                "main",
                providerId,
                FROM,
                TO,
                List.of(),
                text,
                List.of(new Media(URI.create("https://m.example/1"), "image/png")),
                at);
    }

    private static OutboxMessage message(
            String id, String whole, String to, String text, Instant at) {
        MessageRef ref = new MessageRef(jid("alice@example.org/phone"), "m1", null);
        return message(id, whole, ref, to, text, at);
    }

    private static OutboxMessage message(
            String id, String whole, MessageRef ref, String to, String text, Instant at) {
        return new OutboxMessage(
                id,
                whole,
                ref,
                to,
                "main",
                FROM,
                List.of(to),
                text,
                List.of(),
                1,
                State.QUEUED,
                0,
                at,
                "2026-11-24",
                null);
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new AssertionError(e);
        }
    }
}
