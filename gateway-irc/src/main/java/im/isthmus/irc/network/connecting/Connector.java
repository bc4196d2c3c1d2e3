package im.isthmus.irc.network.connecting;

import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.irc.connection.IrcConnection;
import im.isthmus.irc.connection.IrcListener;
import im.isthmus.irc.connection.ending.CloseReason;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.Environment;
import im.isthmus.irc.network.Network;
import im.isthmus.irc.network.talking.OneLine;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes one connection after the other: waits for its turn, hears only the latest one, and knows
 * when the next attempt is due.
 */
public final class Connector {
    private final Network network;
    private final SessionContext context;
    private final Environment environment;
    private final Backoff backoff;
    private @Nullable Attempt attempt;
    private SessionContext.@Nullable Timer next;
    private boolean comingBack;
    private boolean queued;
    private boolean awaited;
    private Instant lastAttempt = Instant.EPOCH;
    private BackendFailure whyDown =
            new BackendFailure.Unreachable("There is no connection to this network.");

    /** What becomes of connections. */
    public interface Events {
        /** Starts a connection; it may be over before this returns. */
        IrcConnection open(IrcListener listener);

        void welcomed(IrcConnection connection);

        void offerChanged();

        /** A connection that the network had welcomed is over, whoever ended it. */
        void over(IrcConnection connection);

        void received(IrcMessage message);

        /** The connection is lost, or could not be made. */
        void lost(CloseReason reason, boolean wasOnline);
    }

    private final Events events;
    private final ConnectGate.Waiter turn;

    public Connector(
            Network network, SessionContext context, Environment environment, Events events) {
        Timings timings = environment.timings();
        this.network = network;
        this.context = context;
        this.environment = environment;
        this.events = events;
        this.turn = wait -> context.schedule(wait, this::enter);
        this.backoff = new Backoff(timings.firstRetry(), timings.lastRetry(), environment.random());
    }

    /** The connection once the network has welcomed the user; else null. */
    public @Nullable IrcConnection online() {
        return attempt != null && attempt.welcomed ? attempt.connection : null;
    }

    /** The connection, welcomed or not; null if there is none. */
    public @Nullable IrcConnection connection() {
        return attempt == null ? null : attempt.connection;
    }

    /** Whether there is a connection or one is being made. */
    public boolean isTrying() {
        return attempt != null;
    }

    /** Whether it is the turn of others to connect. */
    public boolean isQueued() {
        return queued;
    }

    /** Whether there is neither a connection nor a time for one. */
    public boolean isIdle() {
        return attempt == null && next == null && !queued;
    }

    public BackendFailure whyDown() {
        return whyDown;
    }

    /**
     * Connects as soon as the network bears it.
     *
     * @param now whether the user waits for it: then those for whom nobody waits come later
     */
    public void connect(boolean now) {
        awaited |= now;
        if (queued) {
            enter();
        } else if (isIdle()) {
            schedule(Duration.ZERO);
        } else if (attempt == null && comingBack) {
            comingBack = false;
            Instant earliest = lastAttempt.plus(environment.timings().hurriedRetry());
            Duration wait = Duration.between(environment.clock().instant(), earliest);
            schedule(wait.isNegative() ? Duration.ZERO : wait);
        }
    }

    /**
     * Connects again after a while that grows with every failure.
     *
     * @param patiently whether the network said that we come too often
     */
    public void comeBack(boolean patiently) {
        if (patiently) {
            backoff.slow();
        }
        comingBack = true;
        schedule(backoff.next());
    }

    /** Closes the connection, if there is one, and makes no other. */
    public void stop(String goodbye) {
        if (next != null) {
            next.cancel();
            next = null;
        }
        dequeue();
        awaited = false;
        Attempt last = attempt;
        attempt = null;
        if (last != null) {
            // Nobody may be left to hear of the end when it comes.
            last.pass.over();
            if (last.connection != null) {
                last.tell();
                last.connection.quit(OneLine.of(goodbye));
            }
        }
    }

    private void schedule(Duration wait) {
        if (next != null) {
            next.cancel();
        }
        next = context.schedule(wait, this::queueUp);
    }

    private void queueUp() {
        next = null;
        comingBack = false;
        queued = true;
        enter();
    }

    private void enter() {
        if (!queued) {
            return; // called too late
        }
        ConnectGate.Pass pass = network.gate().enter(turn, awaited);
        if (pass != null) {
            queued = false;
            open(pass);
        } else if (network.gate().isFull()) {
            dequeue();
            over(new CloseReason.Throttled("Too many users of this gateway are there."), false);
        }
    }

    private void dequeue() {
        if (queued) {
            queued = false;
            network.gate().leave(turn);
        }
    }

    private void open(ConnectGate.Pass pass) {
        awaited = false;
        lastAttempt = environment.clock().instant();
        Attempt now = new Attempt(pass);
        attempt = now;
        now.connection = events.open(now);
    }

    private void over(CloseReason reason, boolean wasOnline) {
        awaited = false;
        whyDown = CloseFailures.of(reason);
        events.lost(reason, wasOnline);
    }

    /** One connection from its first moment to its last; what a former one says is not heard. */
    private final class Attempt implements IrcListener {
        private final ConnectGate.Pass pass;
        private @Nullable IrcConnection connection;
        private boolean welcomed;

        Attempt(ConnectGate.Pass pass) {
            this.pass = pass;
        }

        @Override
        public void registered() {
            IrcConnection own = connection;
            if (attempt == this && own != null) {
                pass.welcomed();
                welcomed = true;
                events.welcomed(own);
            }
        }

        @Override
        public void offerChanged() {
            if (attempt == this && welcomed) {
                events.offerChanged();
            }
        }

        @Override
        public void received(IrcMessage message) {
            if (attempt == this) {
                events.received(message);
            }
        }

        @Override
        public void closed(CloseReason reason) {
            pass.over();
            if (attempt == this) {
                attempt = null;
                Instant well = lastAttempt.plus(Backoff.WELL);
                if (welcomed && well.isBefore(environment.clock().instant())) {
                    backoff.reset();
                }
                tell();
                over(reason, welcomed);
            }
        }

        private void tell() {
            if (welcomed && connection != null) {
                events.over(connection);
            }
        }
    }
}
