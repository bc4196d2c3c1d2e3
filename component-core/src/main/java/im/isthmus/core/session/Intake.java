package im.isthmus.core.session;

import java.util.concurrent.atomic.AtomicLong;

/** The way into a session for stanzas of its user: only so much may wait at a time. */
final class Intake {
    private final Mailbox mailbox;
    private final SessionEnvironment environment;
    private final AtomicLong waitingBytes = new AtomicLong();

    Intake(Mailbox mailbox, SessionEnvironment environment) {
        this.mailbox = mailbox;
        this.environment = environment;
    }

    /** Queues a task that takes so much memory; may wait, which holds up the stream. */
    Mailbox.Outcome submit(long bytes, Runnable task) throws InterruptedException {
        long waiting = waitingBytes.addAndGet(bytes);
        if (waiting > bytes && waiting > environment.access().limits().queueBytes()) {
            waitingBytes.addAndGet(-bytes);
            return Mailbox.Outcome.FULL;
        }
        Mailbox.Outcome outcome =
                mailbox.submit(
                        () -> {
                            waitingBytes.addAndGet(-bytes);
                            task.run();
                        },
                        environment.limits().patience());
        if (outcome != Mailbox.Outcome.ACCEPTED) {
            waitingBytes.addAndGet(-bytes);
        }
        return outcome;
    }
}
