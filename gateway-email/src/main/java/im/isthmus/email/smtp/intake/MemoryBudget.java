package im.isthmus.email.smtp.intake;

import java.util.concurrent.Semaphore;

/** How much memory all mails that are being received may take together, in steps of 64 KiB. */
public final class MemoryBudget {
    static final int STEP = 64 * 1024;

    private final Semaphore steps;

    public MemoryBudget(long bytes) {
        steps = new Semaphore((int) Math.max(1, bytes / STEP));
    }

    /** What one mail took of it; given back by {@link #close}. */
    public final class Share implements AutoCloseable {
        private int taken;

        /** Whether there is room for a mail to grow to this size. */
        boolean growTo(long bytes) {
            int needed = (int) ((bytes + STEP - 1) / STEP);
            if (needed <= taken) {
                return true;
            }
            if (!steps.tryAcquire(needed - taken)) {
                return false;
            }
            taken = needed;
            return true;
        }

        @Override
        public void close() {
            steps.release(taken);
            taken = 0;
        }
    }

    public Share share() {
        return new Share();
    }

    int free() {
        return steps.availablePermits();
    }
}
