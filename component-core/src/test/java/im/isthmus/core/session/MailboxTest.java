package im.isthmus.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.backend.SessionContext.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailboxTest {
    private static final Duration PATIENT = Duration.ofSeconds(30);

    @Test
    void tasksRunOneAtATimeAndInOrder() throws Exception {
        Mailbox mailbox = new Mailbox(10, () -> false);
        List<Integer> seen = new ArrayList<>(); // no lock: the mailbox is the lock
        CountDownLatch done = new CountDownLatch(1);
        for (int i = 0; i < 10_000; i++) {
            int n = i;
            mailbox.submit(() -> seen.add(n), PATIENT);
        }
        mailbox.submit(done::countDown, PATIENT);
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).hasSize(10_000).isSorted();
    }

    @Test
    void whateverATaskDiesOfTheOthersGoOn() throws Exception {
        Mailbox mailbox = new Mailbox(10, () -> false);
        CountDownLatch done = new CountDownLatch(1);
        mailbox.submit(
                () -> {
                    throw new StackOverflowError("deep");
                },
                PATIENT);
        mailbox.submit(done::countDown, PATIENT);
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anIdleMailboxRunsTheTaskOnTheCallingThread() {
        Mailbox mailbox = new Mailbox(10, () -> false);
        Thread[] ran = new Thread[1];
        mailbox.run(() -> ran[0] = Thread.currentThread());
        assertThat(ran[0]).isSameAs(Thread.currentThread());
    }

    @Test
    void aTaskOfTheOwnerItselfRunsAtOnce() {
        Mailbox mailbox = new Mailbox(1, () -> false);
        List<String> order = new ArrayList<>();
        mailbox.run(() -> {
            order.add("before");
            mailbox.run(() -> order.add("inside"));
            order.add("after");
        });
        assertThat(order).containsExactly("before", "inside", "after");
    }

    @Test
    void whatIsCancelledWhileItWaitsForItsTurnDoesNotRun() throws Exception {
        Mailbox mailbox = new Mailbox(10, () -> false);
        AtomicBoolean ran = new AtomicBoolean();
        CountDownLatch queued = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            mailbox.run(() -> {
                Timer timer = mailbox.schedule(clock, Duration.ZERO, () -> ran.set(true));
                clock.execute(queued::countDown); // its one thread has brought the task by then
                awaitQuietly(queued);
                timer.cancel();
                mailbox.force(done::countDown);
            });
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(ran).isFalse();
    }

    @Test
    void callersFromManyThreadsNeverRunTogether() throws Exception {
        Mailbox mailbox = new Mailbox(5, () -> false);
        AtomicInteger inside = new AtomicInteger();
        AtomicBoolean together = new AtomicBoolean();
        int[] count = new int[1];
        CountDownLatch all = new CountDownLatch(8 * 2_000);
        Runnable task =
                () -> {
                    if (inside.incrementAndGet() != 1) {
                        together.set(true);
                    }
                    count[0]++;
                    inside.decrementAndGet();
                    all.countDown();
                };
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < 8; caller++) {
                boolean inline = caller % 2 == 0;
                callers.execute(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        if (inline) {
                            mailbox.run(task);
                        } else {
                            mailbox.force(task);
                        }
                    }
                });
            }
        }
        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(together).isFalse();
        assertThat(count[0]).isEqualTo(16_000);
    }

    @Test
    void tasksOfOneCallerKeepTheirOrderWhetherRunOrQueued() throws Exception {
        Mailbox mailbox = new Mailbox(100, () -> false);
        List<Integer> mine = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean stop = new AtomicBoolean();
        Thread noise =
                Thread.ofVirtual()
                        .start(() -> {
                            while (!stop.get()) {
                                mailbox.run(() -> {});
                            }
                        });
        for (int i = 0; i < 20_000; i++) {
            int n = i;
            mailbox.run(() -> mine.add(n));
        }
        stop.set(true);
        noise.join();
        CountDownLatch drained = new CountDownLatch(1);
        mailbox.force(drained::countDown);
        assertThat(drained.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(mine).hasSize(20_000).isSorted();
    }

    @Test
    void aFullQueueRefusesAfterItsPatienceAndThenAtOnceUntilHalfIsFree() throws Exception {
        Mailbox mailbox = new Mailbox(4, () -> false);
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        mailbox.submit(
                () -> {
                    running.countDown();
                    awaitQuietly(release);
                },
                PATIENT);
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 4; i++) {
            assertThat(mailbox.submit(() -> {}, PATIENT)).isEqualTo(Mailbox.Outcome.ACCEPTED);
        }
        assertThat(mailbox.submit(() -> {}, Duration.ofMillis(5))).isEqualTo(Mailbox.Outcome.FULL);
        // An hour of patience, and yet the answer comes: the queue is known to be stuck.
        assertThat(mailbox.submit(() -> {}, Duration.ofHours(1))).isEqualTo(Mailbox.Outcome.FULL);
        CountDownLatch drained = new CountDownLatch(1);
        mailbox.force(drained::countDown);
        release.countDown();
        assertThat(drained.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(mailbox.submit(() -> {}, PATIENT)).isEqualTo(Mailbox.Outcome.ACCEPTED);
    }

    @Test
    void aFullQueueHoldsUpItsCallerUntilThereIsRoom() throws Exception {
        Mailbox mailbox = new Mailbox(1, () -> false);
        CountDownLatch release = new CountDownLatch(1);
        mailbox.submit(() -> awaitQuietly(release), PATIENT);
        CountDownLatch last = new CountDownLatch(1);
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            mailbox.run(() -> {});
                            mailbox.run(() -> {});
                            mailbox.run(last::countDown);
                        });
        assertThat(last.getCount()).isEqualTo(1);
        release.countDown();
        assertThat(last.await(30, TimeUnit.SECONDS)).isTrue();
        caller.join();
    }

    @Test
    void aRetiredMailboxTakesNothingMore() throws Exception {
        CountDownLatch retired = new CountDownLatch(1);
        Mailbox mailbox =
                new Mailbox(
                        4,
                        () -> {
                            retired.countDown();
                            return true;
                        });
        mailbox.submit(() -> {}, PATIENT);
        assertThat(retired.await(30, TimeUnit.SECONDS)).isTrue();
        Mailbox.Outcome outcome = mailbox.submit(() -> {}, PATIENT);
        assertThat(outcome).isEqualTo(Mailbox.Outcome.RETIRED);
        assertThat(mailbox.force(() -> {})).isEqualTo(Mailbox.Outcome.RETIRED);
        assertThat(mailbox.run(() -> {})).isEqualTo(Mailbox.Outcome.RETIRED);
    }

    @Test
    void aFailingTaskDoesNotStopTheNext() throws Exception {
        Mailbox mailbox = new Mailbox(4, () -> false);
        CountDownLatch next = new CountDownLatch(1);
        mailbox.submit(
                () -> {
                    throw new IllegalStateException("on purpose");
                },
                PATIENT);
        mailbox.submit(next::countDown, PATIENT);
        assertThat(next.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
