package im.isthmus.sms.provider.smpp;

import im.isthmus.sms.provider.smpp.SmppProvider.Config;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one connection to a message centre, and makes it anew when it is lost. */
final class SmppLink implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmppLink.class);

    /** Wrong credentials do not become right by knocking. */
    private static final Duration REFUSED = Duration.ofMinutes(5);

    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Config config;
    private final Pace pace;
    private final MessageReceiverListener listener;
    private final Thread thread;
    private volatile @Nullable SMPPSession session;
    private volatile String trouble = "not connected yet";
    private volatile boolean refused;
    private volatile boolean ended;

    /**
     * How patient it is.
     *
     * @param answer how long an answer is waited for
     * @param silence after which the other side is asked whether it is there
     * @param shortest before it connects again; it doubles each time
     * @param longest before it connects again
     */
    record Pace(Duration answer, Duration silence, Duration shortest, Duration longest) {
        static final Pace STANDARD =
                new Pace(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(60));
    }

    SmppLink(Config config, Pace pace, MessageReceiverListener listener) {
        this.config = config;
        this.pace = pace;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("smpp-" + config.systemId()).unstarted(this);
    }

    void start() {
        thread.start();
    }

    /** The connection; null if there is none now. */
    @Nullable SMPPSession session() {
        return session;
    }

    /** Why there is none. */
    String trouble() {
        return trouble;
    }

    /** Whether that is because of our credentials. */
    boolean isRefused() {
        return refused;
    }

    /** Why there is no connection; before {@link #start} one is made for it and ended. */
    Optional<String> problem() {
        if (thread.getState() != Thread.State.NEW) {
            return Optional.of(trouble);
        }
        try {
            bind(new CountDownLatch(1)).unbindAndClose();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void run() {
        Duration wait = pace.shortest();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                CountDownLatch lost = new CountDownLatch(1);
                SMPPSession bound = bind(lost);
                LOG.info("smpp=up server={}", config.server());
                refused = false;
                session = bound;
                wait = pace.shortest();
                awaitLoss(bound, lost);
                if (ended) {
                    return;
                }
                trouble = "the connection was lost";
                LOG.warn("smpp=lost server={}", config.server());
            } catch (IOException e) {
                trouble = String.valueOf(e.getMessage());
                refused = isRefusal(e);
                LOG.warn("smpp=down server={} reason=\"{}\"", config.server(), trouble);
            } catch (InterruptedException e) {
                return;
            }
            try {
                Duration next = refused ? REFUSED : wait;
                long millis = next.toMillis();
                Thread.sleep(millis + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
            } catch (InterruptedException e) {
                return;
            }
            Duration twice = wait.multipliedBy(2);
            wait = twice.compareTo(pace.longest()) > 0 ? pace.longest() : twice;
        }
    }

    private void awaitLoss(SMPPSession bound, CountDownLatch lost) throws InterruptedException {
        try {
            while (!lost.await(1, TimeUnit.SECONDS)) {
                if (!bound.getSessionState().isBound()) {
                    return;
                }
            }
        } finally {
            session = null;
            bound.close();
        }
    }

    private SMPPSession bind(CountDownLatch lost) throws IOException {
        SMPPSession opened =
                new SMPPSession(
                        new SynchronizedPDUSender(new DefaultPDUSender()),
                        new CappedPduReader(),
                        new SmppConnections(config.tls(), config.authorities()));
        opened.setTransactionTimer(pace.answer().toMillis());
        opened.setEnquireLinkTimer((int) pace.silence().toMillis());
        opened.setPduProcessorDegree(1); // in the order of the wire
        opened.setMessageReceiverListener(listener);
        opened.addSessionStateListener((now, before, which) -> {
            if (now == SessionState.CLOSED) {
                lost.countDown();
            }
        });
        try {
            var _ =
                    opened.connectAndBind(
                            config.server().host(),
                            config.server().port(),
                            new BindParameter(
                                    BindType.BIND_TRX,
                                    config.systemId(),
                                    config.password().reveal(),
                                    config.systemType(),
                                    TypeOfNumber.UNKNOWN,
                                    NumberingPlanIndicator.UNKNOWN,
                                    null,
                                    config.version5()
                                            ? InterfaceVersion.IF_50
                                            : InterfaceVersion.IF_34));
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    /** ESME_RBINDFAIL, ESME_RINVPASWD and ESME_RINVSYSID. */
    private static boolean isRefusal(Throwable problem) {
        for (Throwable each = problem; each != null; each = each.getCause()) {
            if (each instanceof NegativeResponseException negative
                    && negative.getCommandStatus() >= 0x0d
                    && negative.getCommandStatus() <= 0x0f) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        ended = true;
        SMPPSession open = session;
        if (open != null) {
            open.setTransactionTimer(FAREWELL.toMillis());
            open.unbindAndClose(); // before the thread closes it, or the answer cannot come
        }
        thread.interrupt();
    }
}
