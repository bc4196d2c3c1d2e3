package im.isthmus.irc.network;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the users of one network connect one after the other, since a network bans whoever comes
 * with hundreds at once. Shared by sessions, hence the only thing here that is synchronized; it
 * never waits while it holds the lock.
 */
public final class ConnectGate {
    private final Limits limits;
    private final LongSupplier nanoTime;
    private long nextSlot;
    private int connecting;
    private int connected;

    /**
     * What a network bears.
     *
     * @param atOnce connects going on at a time
     * @param gap least time between the starts of two connects
     * @param connections in all; 0 means no limit
     */
    public record Limits(int atOnce, Duration gap, int connections) {
        public static final Limits NONE = new Limits(Integer.MAX_VALUE, Duration.ZERO, 0);

        /** What public networks take for many people, not for an attack. */
        public static final Limits GENTLE = new Limits(4, Duration.ofMillis(500), 0);
    }

    /**
     * @param nanoTime such as {@code System::nanoTime}
     */
    public ConnectGate(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.nextSlot = nanoTime.getAsLong();
    }

    /** Takes the next turn to start a connect: the time until then. */
    synchronized Duration turn() {
        long now = nanoTime.getAsLong();
        long slot = nextSlot - now > 0 ? nextSlot : now;
        nextSlot = slot + limits.gap().toNanos();
        return Duration.ofNanos(slot - now);
    }

    /** Starts a connect; null while too many others do, or if the network is full. */
    synchronized @Nullable Pass enter() {
        if (connecting >= limits.atOnce() || isFull()) {
            return null;
        }
        connecting++;
        return new Pass();
    }

    /** Whether no more users may be connected at all. */
    synchronized boolean isFull() {
        return limits.connections() > 0 && connecting + connected >= limits.connections();
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
                }
            }
        }
    }
}
