package im.isthmus.irc.network;

import im.isthmus.core.backend.BackendException;
import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.LegacyEvent.MessageFailed;
import im.isthmus.core.backend.LegacyEvent.NetworkChanged;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.irc.connection.CloseReason;
import im.isthmus.irc.connection.IrcConnection;
import im.isthmus.irc.connection.IrcIdentity;
import im.isthmus.irc.connection.IrcListener;
import im.isthmus.irc.connection.IrcQueueFullException;
import im.isthmus.irc.message.IrcMessage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the connection when it is first needed, brings it back when it is lost, and closes it when
 * nobody needs it any more.
 */
public final class LinkLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LinkLifecycle.class);

    private final IrcLink link;
    private final SessionContext context;
    private final Environment environment;
    private final Inbox inbox;
    private final Waiting.Outbox outbox;
    private final Backoff backoff;
    private final Linger linger;
    private String nick = "";
    private @Nullable Attempt attempt;
    private SessionContext.@Nullable Timer retry;
    private Instant lastAttempt = Instant.EPOCH;
    private BackendFailure whyDown =
            new BackendFailure.Unreachable("There is no connection to this network.");

    LinkLifecycle(
            IrcLink link,
            SessionContext context,
            Environment environment,
            Inbox inbox,
            Waiting.Outbox outbox) {
        this.link = link;
        this.context = context;
        this.environment = environment;
        this.inbox = inbox;
        this.outbox = outbox;
        Timings timings = environment.timings();
        this.backoff = new Backoff(timings.firstRetry(), timings.lastRetry(), environment.random());
        this.linger = new Linger(context, environment.clock(), timings, this::quitIfUnwanted);
    }

    /** The connection once the network has welcomed the user; else null. */
    @Nullable IrcConnection online() {
        return attempt != null && attempt.welcomed ? attempt.connection : null;
    }

    /** The connection, welcomed or not; null if there is none. */
    @Nullable IrcConnection connection() {
        return attempt == null ? null : attempt.connection;
    }

    BackendFailure whyDown() {
        return whyDown;
    }

    /** Whether there is neither a connection nor the wish for one. */
    public boolean isIdle() {
        return attempt == null && retry == null;
    }

    /** The nick to come back with from now on. */
    public void nick(String nick) {
        this.nick = nick;
    }

    /** A nick to come with; a link that is up, or on its way, keeps the one it has. */
    public void propose(String nick) {
        if (attempt == null) {
            this.nick = nick;
        }
    }

    /** Something needs the connection now. */
    public void need() {
        linger.stop();
        if (isIdle()) {
            schedule(link.network().gate().turn());
        } else if (attempt == null) {
            Instant earliest = lastAttempt.plus(environment.timings().hurriedRetry());
            Duration wait = Duration.between(environment.clock().instant(), earliest);
            schedule(wait.isNegative() ? Duration.ZERO : wait);
        }
    }

    /** Somebody was talked to: the link stays for the answer. */
    public void talked() {
        linger.talked();
    }

    /** Something is no longer needed: perhaps nothing is. */
    void needless() {
        if (isWanted()) {
            return;
        }
        if (attempt == null) {
            cancelRetry();
        } else {
            linger.start();
        }
    }

    void send(IrcMessage message) throws BackendException {
        try {
            link.connection().send(message);
        } catch (IrcQueueFullException e) {
            throw new BackendException(
                    new BackendFailure.Temporary(
                            "The IRC network takes no more now: " + e.getMessage() + ".",
                            Duration.ofSeconds(30)));
        } catch (IllegalArgumentException e) {
            throw new BackendException(new BackendFailure.BadValue("IRC cannot carry this."));
        }
    }

    /** Closes the link because the user says so; it does not come back by itself. */
    public void quit(String reason) {
        end(reason);
        lost(new CloseReason.Quit("You closed the connection."), false);
    }

    /** Closes the link without telling anybody. */
    public void close(String reason) {
        link.requests().clear();
        link.messages().clear();
        link.joining().forget();
        end(reason);
    }

    private void end(String reason) {
        linger.stop();
        cancelRetry();
        Attempt last = attempt;
        attempt = null;
        if (last != null && last.connection != null) {
            last.connection.quit(OneLine.of(reason));
        }
    }

    private void quitIfUnwanted() {
        if (!isWanted()) {
            end("Nobody is here any more");
            link.channels().clear();
            link.publish(new NetworkChanged(link.address(), false, "Disconnected, as unused."));
        }
    }

    private boolean isWanted() {
        return link.joining().wantsLink() || !link.waiting().isEmpty();
    }

    private void schedule(Duration wait) {
        cancelRetry();
        retry = context.schedule(wait, this::enter);
    }

    private void cancelRetry() {
        if (retry != null) {
            retry.cancel();
            retry = null;
        }
    }

    private void enter() {
        retry = null;
        ConnectGate gate = link.network().gate();
        ConnectGate.Pass pass = gate.enter();
        if (pass != null) {
            connect(pass);
        } else if (gate.isFull()) {
            lost(new CloseReason.Throttled("Too many users of this gateway are there."), true);
        } else {
            schedule(environment.timings().gateRetry());
        }
    }

    private void connect(ConnectGate.Pass pass) {
        lastAttempt = environment.clock().instant();
        Attempt next = new Attempt(pass);
        attempt = next;
        try {
            IrcIdentity identity = UserIdentity.of(context.user(), link.network(), nick);
            // It may be over before open returns; then nobody needs the connection.
            next.connection =
                    IrcConnection.open(
                            link.network().connection(), identity, context::asOwner, next);
        } catch (IllegalArgumentException e) {
            pass.over();
            attempt = null;
            lost(new CloseReason.NickRefused("IRC cannot carry this nick."), false);
        }
    }

    private void welcomed(IrcConnection connection) {
        LOG.debug("irc.online network={} nick={}", link.network().name(), connection.nick());
        link.channels().use(connection.supports().caseMapping());
        String text = "Connected to " + link.network().name() + " as " + connection.nick() + ".";
        link.publish(new NetworkChanged(link.address(), true, text));
        link.away().restart();
        link.joining().enterAll();
        link.waiting().release(outbox);
        needless();
    }

    private void lost(CloseReason reason, boolean wasOnline) {
        boolean back = reason.mayRetry() && link.joining().wishesSomething();
        whyDown = CloseFailures.of(reason);
        if (back) {
            schedule(backoff.next());
        }
        link.labels().clear();
        link.modeQueries().clear();
        link.messages()
                .clear()
                .forEach(m -> link.publish(new MessageFailed(m.to(), m.ref(), whyDown)));
        link.requests().clear().forEach(request -> link.publish(request.refused(whyDown)));
        link.waiting().fail(whyDown);
        link.joining().linkLost(whyDown, reason.text(), back);
        if (wasOnline || !back) {
            link.publish(new NetworkChanged(link.address(), false, reason.text()));
        }
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
            pass.welcomed();
            if (attempt == this && connection != null) {
                welcomed = true;
                LinkLifecycle.this.welcomed(connection);
            }
        }

        @Override
        public void received(IrcMessage message) {
            if (attempt == this) {
                inbox.received(link, message);
            }
        }

        @Override
        public void closed(CloseReason reason) {
            pass.over();
            if (attempt == this) {
                LOG.debug("irc.closed network={} reason={}", link.network().name(), reason);
                attempt = null;
                Instant well = lastAttempt.plus(Backoff.WELL);
                if (welcomed && well.isBefore(environment.clock().instant())) {
                    backoff.reset();
                }
                lost(reason, welcomed);
            }
        }
    }
}
