package im.isthmus.irc.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.isthmus.irc.connection.dialing.ConnectionConfig;
import im.isthmus.irc.connection.dialing.ConnectionConfig.Tls;
import im.isthmus.irc.connection.dialing.DialException;
import im.isthmus.irc.connection.dialing.Dialer;
import im.isthmus.irc.connection.dialing.IrcServerAddress;
import im.isthmus.irc.connection.dialing.Transport;
import im.isthmus.irc.connection.ending.CloseReason;
import im.isthmus.irc.connection.sending.SendQueue;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.message.MalformedLineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one connection: the thread that dials and reads, and those of writer and watchdog.
 */
final class Link implements Watchdog.Subject {
    private static final Logger log = LoggerFactory.getLogger(Link.class);

    /** Tells the PONG of the engine from one that somebody else waits for. */
    private static final String HEARTBEAT = "isthmus";

    private final ConnectionConfig config;
    private final Consumer<Runnable> owner;
    private final SendQueue queue;
    private final Conversation conversation;
    private final Dialer dialer;
    private final AtomicReference<@Nullable CloseReason> end = new AtomicReference<>();
    private final Watchdog watchdog;
    private volatile @Nullable Transport transport;
    private volatile @Nullable Long closingAt;
    private volatile String lastWords = "The server closed the connection";
    private volatile long heardAt;
    private volatile boolean delivering;
    private volatile boolean over;

    Link(
            ConnectionConfig config,
            Dialer dialer,
            Consumer<Runnable> owner,
            SendQueue queue,
            Conversation conversation) {
        this.config = config;
        this.owner = owner;
        this.queue = queue;
        this.conversation = conversation;
        this.dialer = dialer;
        this.watchdog = new Watchdog(config.timeouts(), this, ForkJoinPool.commonPool());
    }

    /** The server that is reached with TLS; null if there is none. */
    @Nullable IrcServerAddress securedServer() {
        Transport connected = transport;
        return connected == null || connected.tls() == null ? null : connected.server();
    }

    void start() {
        Thread _ = Thread.ofVirtual().name("irc-reader").start(this::run);
    }

    private void run() {
        try {
            Transport connected = dialer.dial();
            transport = connected;
            if (end.get() == null) {
                converse(connected);
            }
        } catch (DialException e) {
            boolean _ = beginEnd(e.reason());
        } catch (IOException e) {
            lastWords = "The connection broke: " + e.getMessage();
        } catch (RuntimeException e) {
            log.error("irc_connection_failed", e);
        } finally {
            finish();
        }
    }

    private void converse(Transport connected) throws IOException {
        log.debug("irc_connected transport={}", connected);
        heardAt = System.nanoTime();
        queue.start(connected.output(), this::writingFailed);
        String plainHost = connected.tls() == null ? connected.server().host() : null;
        conversation.start(plainHost == null || config.tls() == Tls.OFF, plainHost);
        watchdog.begin();
        read(new LineReader(connected.input()));
    }

    private void read(LineReader lines) throws IOException {
        while (lines.fill()) {
            heardAt = System.nanoTime();
            List<IrcMessage> batch = parse(lines);
            if (!batch.isEmpty()) {
                delivering = true;
                owner.accept(() -> deliver(batch));
                heardAt = System.nanoTime();
                delivering = false;
            }
        }
    }

    private List<IrcMessage> parse(LineReader lines) {
        List<IrcMessage> batch = new ArrayList<>();
        while (lines.next()) {
            try {
                IrcMessage message =
                        IrcMessage.parse(
                                lines.buffer(),
                                lines.lineStart(),
                                lines.lineEnd(),
                                config.encodings());
                if (!isHeartbeat(message)) {
                    batch.add(message);
                }
            } catch (MalformedLineException e) {
                log.debug("irc_line_malformed bytes={}", lines.lineEnd() - lines.lineStart());
            }
        }
        return batch;
    }

    /** Answered right here: the owner may be busy for longer than the server waits. */
    private boolean isHeartbeat(IrcMessage message) {
        if (message.command().equals("PING")) {
            say("PONG", message.param(0));
            return true;
        }
        return message.command().equals("PONG") && message.lastParam().equals(HEARTBEAT);
    }

    private void deliver(List<IrcMessage> batch) {
        for (IrcMessage message : batch) {
            if (end.get() != null) {
                return;
            }
            conversation.take(message);
        }
    }

    /** The reader may still find what the server said about it. */
    private void writingFailed(IOException e) {
        lastWords = "The connection broke: " + e.getMessage();
        closeSoon();
    }

    /** Sets the reason, unless there is one already; whether it did. */
    boolean beginEnd(CloseReason reason) {
        return end.compareAndSet(null, reason);
    }

    /** Closes if the server does not within its time. */
    void closeSoon() {
        closingAt = System.nanoTime();
        if (transport == null) {
            dialer.cancel();
        }
        watchdog.look();
    }

    private void finish() {
        abort();
        dialer.forget();
        over = true;
        queue.close();
        watchdog.look();
        try {
            owner.accept(this::tellEnd);
        } catch (RuntimeException e) {
            log.debug("irc_owner_gone", e);
        }
    }

    /** Only now, after all messages, is it known what the server said about the end. */
    private void tellEnd() {
        CloseReason reason = end.get();
        conversation.closed(reason == null ? conversation.farewell(lastWords) : reason);
    }

    /** Whether it is over or about to be. */
    boolean ending() {
        return over || end.get() != null;
    }

    @Override
    public boolean over() {
        return over;
    }

    @Override
    public @Nullable Long closingAt() {
        return closingAt;
    }

    @Override
    public boolean registered() {
        return conversation.registered();
    }

    @Override
    public long heardAt() {
        return delivering ? System.nanoTime() : heardAt;
    }

    @Override
    public long writingSince() {
        return queue.writingSince();
    }

    @Override
    public void ping() {
        say("PING", HEARTBEAT);
    }

    @Override
    public void introductionOverdue() {
        Thread _ = Thread.startVirtualThread(() -> owner.accept(conversation::introduceAnyway));
    }

    @Override
    public void registrationOverdue() {
        if (conversation.welcomed()) {
            Thread _ = Thread.startVirtualThread(() -> owner.accept(conversation::completeAnyway));
        } else {
            timedOut("The server did not welcome the user in time");
        }
    }

    @Override
    public void timedOut(String text) {
        boolean _ = beginEnd(new CloseReason.TimedOut(text));
        abort();
    }

    @Override
    public void abort() {
        Transport connected = transport;
        if (connected != null) {
            connected.abort();
        }
    }

    private void say(String command, String token) {
        try {
            if (!queue.addUrgent(IrcMessage.of(command, token).encode(UTF_8))) {
                timedOut("The server does not read");
            }
        } catch (IllegalArgumentException e) {
            log.debug("irc_token_unsendable command={}", command);
        }
    }
}
