package im.isthmus.sms.delivery;

import static java.lang.Thread.State.RUNNABLE;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.Store;
import im.isthmus.sms.config.SmsLimits;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.SmsFailure;
import im.isthmus.sms.provider.SmsFailure.Cause;
import im.isthmus.sms.provider.SmsReport;
import im.isthmus.sms.provider.SmsReport.Progress;
import im.isthmus.sms.provider.SmsReport.Stage;
import im.isthmus.sms.store.Budget;
import im.isthmus.sms.store.InboxMessage;
import im.isthmus.sms.store.OutboxMessage;
import im.isthmus.sms.store.OutboxMessage.State;
import im.isthmus.sms.store.SmsStore;
import im.isthmus.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages on their way to a scripted provider, with a crash between any two steps. */
class DeliveryTest {
    private static final Duration DOUBT = Duration.ofSeconds(30);
    private static final SmsLimits LIMITS = new SmsLimits(100, 100, 100, 100, 100, 1000, 5, DOUBT);
    private static final String FROM = "+12025550100";
    private static final String TO = "+12025550177";

    @TempDir Path directory;
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final ScriptedProvider main = new ScriptedProvider();
    private final ScriptedProvider backup = new ScriptedProvider();
    private final AtomicReference<Runnable> whenTimeIsAsked = new AtomicReference<>(() -> {});
    private Told told = new Told();
    private Store database;
    private SmsStore store;
    private Delivery delivery;
    private int count;

    @BeforeEach
    void open() {
        database =
                Store.open(
                        new StoreConfig(
                                new StoreConfig.Database.Sqlite(directory.resolve("sms.sqlite")),
                                directory.resolve("store.key")));
        store = new SmsStore(database);
        told = new Told();
        delivery =
                new Delivery(
                        List.of(account("main", main), account("backup", backup)),
                        Map.of(FROM, List.of("main", "backup")),
                        store,
                        told,
                        (url, most) -> Optional.empty(),
                        LIMITS,
                        this::tick);
    }

    @AfterEach
    void close() {
        delivery.close();
        database.close();
    }

    private Instant tick() {
        whenTimeIsAsked.get().run();
        return now.get();
    }

    private void crash() {
        close();
        open();
    }

    private static SmsAccount account(String name, ScriptedProvider provider) {
        return new SmsAccount(
                name, provider, List.of(new PhoneNumber(FROM)), "", Duration.ofSeconds(0));
    }

    @Test
    void aMessageIsSentOnceAndItsEndIsTold() {
        main.will(new Outcome.Accepted(List.of("P1"), 1));
        String id = accept();
        delivery.start();
        told.await("accepted " + id);
        report(Progress.of("P1", "", Stage.DELIVERED));
        told.await("ended " + id + " DELIVERED");
        assertThat(main.sent()).containsExactly(id);
    }

    @Test
    void aCrashBeforeTheRequestSendsItOnce() {
        String id = accept();
        crash();
        main.will(new Outcome.Accepted(List.of("P1"), 1));
        delivery.start();
        told.await("accepted " + id);
        assertThat(main.sent()).containsExactly(id);
    }

    @Test
    void aCrashBehindTheRequestAsksTheProviderAndAdoptsWhatItHas() {
        String id = accept();
        store.outbox().take("main", now.get(), List.of());
        crash();
        main.willFind(new Outcome.Accepted(List.of("P1"), 1));
        delivery.start();
        pass(DOUBT);
        told.await("accepted " + id);
        assertThat(main.sent()).isEmpty();
        report(Progress.of("P1", "", Stage.DELIVERED));
        told.await("ended " + id + " DELIVERED");
    }

    @Test
    void aCrashBehindTheRequestSendsAgainWhatTheProviderSurelyHasNot() {
        String id = accept();
        store.outbox().take("main", now.get(), List.of());
        crash();
        main.willFind(new Outcome.TryLater(Duration.ZERO, "absent"));
        main.will(new Outcome.Accepted(List.of("P1"), 1));
        delivery.start();
        pass(DOUBT);
        Await.until("found", () -> state(id) == State.QUEUED || !main.sent().isEmpty(), () -> "");
        pass(Duration.ofMinutes(1));
        told.await("accepted " + id);
        assertThat(main.sent()).containsExactly(id);
    }

    @Test
    void aReportAboutWhatSeemedAbsentKeepsItFromBeingSentAgain() {
        String id = accept();
        store.outbox().take("main", now.get(), List.of());
        crash();
        main.willFind(new Outcome.TryLater(Duration.ZERO, "absent"));
        delivery.start();
        pass(DOUBT);
        Await.until("found", () -> state(id) == State.QUEUED, () -> "" + state(id));
        report(Progress.of("P1", id, Stage.SENT));
        pass(Duration.ofMinutes(1));
        report(Progress.of("P1", id, Stage.DELIVERED));
        told.await("ended " + id + " DELIVERED");
        assertThat(main.sent()).isEmpty();
    }

    @Test
    void whatNobodyCanFindOutIsNotSentAgainAndTheUserIsTold() {
        String id = accept();
        store.outbox().take("main", now.get(), List.of());
        crash();
        for (int i = 0; i < 5; i++) {
            main.willFind(new Outcome.InDoubt("no idea"));
        }
        delivery.start();
        for (int i = 1; i <= 5; i++) {
            int asked = i;
            pass(DOUBT.multipliedBy(i));
            Await.until("asked", () -> main.asked() == asked, () -> "" + main.asked());
            if (i < 5) {
                Await.until("doubt", () -> next().isAfter(now.get()), () -> "");
            }
        }
        told.await("ended " + id + " UNKNOWN");
        assertThat(main.sent()).isEmpty();
    }

    @Test
    void aReportThatComesFirstSettlesADoubt() {
        String id = accept();
        store.outbox().take("main", now.get(), List.of());
        crash();
        delivery.start();
        report(Progress.of("P1", id, Stage.DELIVERED));
        told.await("ended " + id + " DELIVERED");
        pass(DOUBT);
        assertThat(state(id)).isEqualTo(State.DELIVERED);
        assertThat(main.asked()).isZero();
    }

    @Test
    void aCrashBeforeTheEndWasToldTellsIt() {
        String id = accept();
        OutboxMessage taken = store.outbox().take("main", now.get(), List.of()).orElseThrow();
        store.reports().accepted(taken, List.of("P1"));
        store.reports().progress("main", Progress.of("P1", "", Stage.DELIVERED), now.get());
        crash();
        delivery.start();
        told.await("ended " + id + " DELIVERED");
    }

    @Test
    void ourNumberIsKnownHoweverAndWhereverTheProviderWritesIt() {
        for (String to : List.of("12025550100", "2025550100", "0012025550100")) {
            report(new SmsReport.Received(to, TO, to, List.of(), to, List.of(), null));
        }
        report(new SmsReport.ReceivedPart(TO, "12025550100", 7, 2, 2, "end"));
        report(new SmsReport.ReceivedPart(TO, FROM, 7, 2, 1, "the "));
        String other = "+12025550133";
        report(new SmsReport.Received("g", TO, other, List.of(FROM), "group", List.of(), null));

        List<InboxMessage> all = store.inbox().waiting(now.get().plusSeconds(60));
        assertThat(all).hasSize(5).allMatch(message -> message.recipient().equals(FROM));
        assertThat(all)
                .filteredOn(message -> message.text().equals("group"))
                .allMatch(message -> message.others().equals(List.of(other)));
        assertThat(all).anyMatch(message -> message.text().equals("the end"));
    }

    @Test
    void aCrashBeforeTheCoreHasWhatCameInGivesItAgain() {
        report(new SmsReport.Received("in1", TO, FROM, List.of(), "hello", List.of(), null));
        told.await("received hello");
        crash();
        delivery.start();
        told.await("received hello");
        report(new SmsReport.Received("in1", TO, FROM, List.of(), "hello", List.of(), null));
        report(new SmsReport.Received("in2", TO, FROM, List.of(), "the end", List.of(), null));
        told.await("received the end");
        assertThat(told.all()).filteredOn("received hello"::equals).hasSize(1);
    }

    @Test
    void whatIsTakenJustBeforeTheEndIsSent() throws Exception {
        main.will(new Outcome.Accepted(List.of("P1"), 1));
        Thread closing = Thread.ofPlatform().unstarted(() -> delivery.close());
        String id = accept();
        whenTimeIsAsked.set(() -> {
            boolean taken =
                    Thread.currentThread().getName().equals("sms-main")
                            && state(id) == State.SENDING;
            if (taken && closing.getState() == Thread.State.NEW) {
                closing.start();
                Await.until(
                        "it waits or has ended",
                        () -> closing.getState() != RUNNABLE,
                        () -> closing.getState() + " " + List.of(closing.getStackTrace()));
            }
        });
        delivery.start();
        told.await("accepted " + id);
        closing.join();
        assertThat(main.sent()).containsExactly(id);
    }

    @Test
    void anUnreachableProviderIsStoodInFor() {
        main.will(new Outcome.Unreachable("down"));
        backup.will(new Outcome.Accepted(List.of("B1"), 1));
        String id = accept();
        delivery.start();
        told.await("accepted " + id);
        assertThat(backup.sent()).containsExactly(id);
        assertThat(store.outbox().find(id).orElseThrow().account()).isEqualTo("backup");
    }

    @Test
    void aRegionThatOneProviderRefusesGoesThroughTheNext() {
        main.will(new Outcome.Refused(new SmsFailure(Cause.REGION, "")));
        backup.will(new Outcome.Refused(new SmsFailure(Cause.REGION, "")));
        String id = accept();
        delivery.start();
        told.await("ended " + id + " FAILED");
        assertThat(main.sent()).hasSize(1);
        assertThat(backup.sent()).hasSize(1);
    }

    @Test
    void wrongCredentialsOpenTheBreakerAtOnceAndItClosesWhenTheyWork() {
        main.will(new Outcome.AccountTrouble("401"));
        backup.will(new Outcome.AccountTrouble("401"));
        String id = accept();
        delivery.start();
        told.await("delayed " + id); // its next attempt is set by the clock, which moves below
        assertThat(told.all()).contains("health main down", "health backup down");
        main.will(new Outcome.Accepted(List.of("P1"), 1));
        backup.will(new Outcome.Accepted(List.of("P1"), 1));
        pass(Duration.ofMinutes(6));
        told.await("accepted " + id);
        told.awaitStart("health ", " up");
    }

    @Test
    void whoSentStopGetsNothingMore() {
        main.will(new Outcome.Refused(new SmsFailure(Cause.OPTED_OUT, "")));
        String id = accept();
        delivery.start();
        told.await("ended " + id + " FAILED");
        assertThat(store.people().isBlocked(FROM, TO)).isTrue();
    }

    @Test
    void anUnansweredRequestIsInDoubtAndNotRepeated() {
        main.will(new Outcome.InDoubt("reset"));
        String id = accept();
        delivery.start();
        Await.until("doubt", () -> state(id) == State.DOUBT, () -> "" + state(id));
        main.willFind(new Outcome.Accepted(List.of("P1"), 1));
        pass(DOUBT);
        told.await("accepted " + id);
        assertThat(main.sent()).hasSize(1);
    }

    private String accept() {
        String id = "m" + ++count;
        OutboxMessage message =
                new OutboxMessage(
                        id,
                        id,
                        new MessageRef(jid("alice@example.org/phone"), id, null),
                        TO,
                        "main",
                        FROM,
                        List.of(TO),
                        "hello",
                        List.of(),
                        1,
                        State.QUEUED,
                        0,
                        now.get(),
                        "2026-11-24",
                        null);
        assertThat(store.outbox().accept(List.of(message), new Budget(100, 100, 100, 100)))
                .isEqualTo(Budget.Acceptance.ACCEPTED);
        return id;
    }

    private void report(SmsReport report) {
        delivery.reports().report(account("main", main), report);
    }

    private State state(String id) {
        return store.outbox().find(id).orElseThrow().state();
    }

    private Instant next() {
        return store.outbox().next("main").orElse(Instant.MAX);
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
        delivery.wake("main");
        delivery.wake("backup");
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new AssertionError(e);
        }
    }
}
