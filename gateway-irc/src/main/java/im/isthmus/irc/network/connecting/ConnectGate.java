package im.isthmus.irc.network.connecting;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the users of one network connect one after the other, since a network bans whoever comes
 * with hundreds at once. Shared by sessions, hence the only thing here that is synchronized; it
 * never waits while it holds the lock.
 */
public final class ConnectGate {
    private Limits limits;
    private final LongSupplier nanoTime;
    private final Set<Waiter> awaited = new LinkedHashSet<>();
    private final Set<Waiter> others = new LinkedHashSet<>();
    private long nextStart;
    private int connecting;
    private int connected;

    /**
     * What a network bears.
     *
     * @param atOnce connects going on at a time; 0 means no limit
     * @param gap least time between the starts of two connects
     * @param connections in all; 0 means no limit
     */
    public record Limits(int atOnce, Duration gap, int connections) {}

    /** Somebody who has to wait, in the order of coming; those whose user waits come first. */
    @FunctionalInterface
    interface Waiter {
        /** Is to try to enter after that time; called from any thread, must not block. */
        void comeAfter(Duration wait);
    }

    /**
     * @param nanoTime such as {@code System::nanoTime}
     */
    public ConnectGate(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.nextStart = nanoTime.getAsLong();
    }

    /**
     * Starts a connect; null if it is not this one's turn, who is then called, or if the network is
     * full.
     *
     * @param waits whether the user waits for it, now or since an earlier call
     */
    synchronized @Nullable Pass enter(Waiter waiter, boolean waits) {
        if (waits) {
            others.remove(waiter);
            awaited.add(waiter);
        } else if (!awaited.contains(waiter)) {
            others.add(waiter);
        }
        if (!isFirst(waiter)) {
            return null;
        }
        if (isFull() || isBusy() || untilNext() > 0) {
            callFirst();
            return null;
        }
        remove(waiter);
        connecting++;
        nextStart = nanoTime.getAsLong() + limits.gap().toNanos();
        callFirst();
        return new Pass();
    }

    /** The network bears more now, or less. */
    public synchronized void change(Limits now) {
        limits = now;
        callFirst();
    }

    /** Gives up waiting. */
    synchronized void leave(Waiter waiter) {
        boolean first = isFirst(waiter);
        remove(waiter);
        if (first) {
            callFirst();
        }
    }

    /** Whether no more users may be connected at all. */
    synchronized boolean isFull() {
        return limits.connections() > 0 && connecting + connected >= limits.connections();
    }

    /** How many users are connected. */
    public synchronized int connected() {
        return connected;
    }

    private boolean isFirst(Waiter waiter) {
        return waiter.equals(first());
    }

    private @Nullable Waiter first() {
        Set<Waiter> queue = awaited.isEmpty() ? others : awaited;
        return queue.isEmpty() ? null : queue.iterator().next();
    }

    private void remove(Waiter waiter) {
        awaited.remove(waiter);
        others.remove(waiter);
    }

    private boolean isBusy() {
        return limits.atOnce() > 0 && connecting >= limits.atOnce();
    }

    private long untilNext() {
        return nextStart - nanoTime.getAsLong();
    }

    /** If the next cannot enter yet, something that happens here will call it. */
    private void callFirst() {
        Waiter first = first();
        if (first != null && (isFull() || !isBusy())) {
            // A timer of whole milliseconds must not ring too early.
            long wait = isFull() ? 0 : Math.max(0, untilNext());
            first.comeAfter(Duration.ofMillis((wait + 999_999) / 1_000_000));
        }
    }

    /** One user's place on the network. */
    final class Pass {
        private boolean welcomed;
        private boolean over;

        /** The connect is done, the connection stays. */
        void welcomed() {
            synchronized (ConnectGate.this) {
                if (!welcomed && !over) {
                    welcomed = true;
                    connecting--;
                    connected++;
                    callFirst();
                }
            }
        }

        /** The place is free again. */
        void over() {
            synchronized (ConnectGate.this) {
                if (!over) {
                    over = true;
                    connecting -= welcomed ? 0 : 1;
                    connected -= welcomed ? 1 : 0;
                    callFirst();
                }
            }
        }
    }
}
