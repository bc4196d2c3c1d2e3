package im.isthmus.core.delivery;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.store.table.OutboxTable;
import im.isthmus.core.store.table.OutboxTable.Row;
import im.isthmus.core.stream.StreamDownException;
import im.isthmus.core.stream.xml.StanzaText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that brings stored stanzas to the XMPP server, and whose alone the state of that is.
 * New rows leave at once, unless their user has older ones that did not: those come first, from the
 * table, and so many at a time as the server confirms.
 */
final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** Stanzas on the way at most; more stay in the table until some are confirmed. */
    private static final int WINDOW = 400;

    /** Rows read at a time, and events handled before other work has its turn. */
    private static final int CHUNK = 100;

    /** Rows that may wait in the table; beyond that nothing more is promised. */
    private static final int TABLE = 100_000;

    private static final Duration REST = Duration.ofMinutes(1);
    private static final Duration REST_OF_CLOSING = Duration.ofSeconds(3);
    private static final String DELAY = "urn:xmpp:delay";

    private final LinkedBlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private final OnTheWay onTheWay = new OnTheWay();
    private final Backlog backlog = new Backlog();
    private final OutboxTable table;
    private final XmppSide xmpp;
    private final Jid domain;
    private final InstantSource clock;
    private final AtomicInteger losses = new AtomicInteger();
    private final Thread thread;

    private int lossesSeen;
    private boolean up;
    private int counted;
    private int postponing;
    private volatile boolean full;
    private boolean closed;
    private @Nullable Runnable whenIdle;

    Courier(OutboxTable table, XmppSide xmpp, Jid domain, InstantSource clock) {
        this.table = table;
        this.xmpp = xmpp;
        this.domain = domain;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("courier-" + domain).unstarted(this::run);
    }

    /** Starts with what an earlier process left. */
    void start() {
        Instant now = clock.instant();
        for (OutboxTable.Behind each : table.behind()) {
            backlog.add(each.user(), each.last(), now);
        }
        count();
        thread.start();
    }

    /** Runs something on the courier's thread, after what was posted before. */
    void post(Runnable event) {
        events.add(event);
    }

    void connected() {
        post(() -> up = true);
    }

    /** Called by the stream before the next link can be there. */
    void disconnected() {
        losses.incrementAndGet();
        post(() -> {
            up = false;
            lossesSeen++;
            Instant now = clock.instant();
            onTheWay.lost().forEach((user, last) -> backlog.add(user, last, now));
        });
    }

    void hurry(Jid user) {
        post(() -> {
            if (postponing == 0) {
                backlog.hurry(user, clock.instant());
            } else {
                // What just came back is in the backlog once that is on the disk.
                var _ =
                        table.afterThose()
                                .whenComplete(
                                        (_, _) -> post(() -> backlog.hurry(user, clock.instant())));
            }
        });
    }

    /** Whether so much waits that nothing more may be promised. */
    boolean isFull() {
        return full;
    }

    /** Comes when nothing is on the way any more, or when nothing can be. */
    void whenIdle(Runnable idle) {
        post(() -> whenIdle = idle);
    }

    @Override
    public void close() {
        post(() -> closed = true);
        try {
            if (!thread.join(REST_OF_CLOSING)) {
                LOG.warn("courier=hangs domain={}", domain);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                handleEvents();
                redeliver();
                confirm();
                tellIdle();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error("courier=stumbled domain={}", domain, e);
            }
        }
    }

    private void handleEvents() throws InterruptedException {
        boolean idle = !up || onTheWay.size() >= WINDOW;
        Duration wait = idle ? REST : backlog.wait(clock.instant(), REST);
        Runnable event = events.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        for (int i = 0; event != null; i++) {
            event.run();
            event = i < CHUNK ? events.poll() : null;
        }
    }

    /** A stanza that is not kept, in its turn; returns false if the stream is down. */
    boolean pass(Element stanza) {
        try {
            xmpp.send(stanza);
            return true;
        } catch (StreamDownException e) {
            return false;
        } catch (IllegalArgumentException e) {
            LOG.error("stanza=refused-by-writer name={}", stanza.getName(), e);
            return true;
        }
    }

    private void count() {
        counted = 0;
        full = table.open() > TABLE;
    }

    /** A row that was just stored; on the courier's thread. */
    void first(Row row, Element stanza) {
        if (++counted > 1000) {
            count();
        }
        if (backlog.has(row.user())) {
            backlog.extend(row.user(), row.seq());
        } else if (onTheWay.size() >= WINDOW || !send(row, stanza)) {
            backlog.add(row.user(), row.seq(), clock.instant());
        }
    }

    /** It came back, but may be taken later; on the courier's thread. */
    void postpone(Row row) {
        int attempts = row.attempts() + 1;
        Instant due = clock.instant().plus(Bounce.backoff(attempts));
        onTheWay.forget(row.seq());
        onTheWay.begun(row);
        postponing++;
        LOG.info("delivery=postponed user={} attempts={} due={}", row.user(), attempts, due);
        var _ =
                table.postpone(row.seq(), due, attempts)
                        .whenComplete((_, _) ->
                                post(() -> {
                                    postponing--;
                                    onTheWay.forget(row.seq());
                                    backlog.add(row.user(), row.seq(), due);
                                }));
    }

    /** Nothing more is done about it; on the courier's thread. */
    void drop(Row row) {
        onTheWay.forget(row.seq());
        onTheWay.begun(row);
        var _ =
                table.remove(row.seq())
                        .whenComplete((_, _) -> post(() -> onTheWay.forget(row.seq())));
    }

    /** Whether the link that {@link #onTheWay} is about is there. */
    private boolean isUp() {
        return up && losses.get() == lossesSeen;
    }

    /** Sends a row, or starts to; returns false if it has to wait for the stream. */
    private boolean send(Row row, Element stanza) {
        if (!isUp()) {
            return false;
        }
        String note = row.note();
        if (note != null) {
            ask(row, stanza, note);
            return true;
        }
        return sendNow(row, stanza);
    }

    private boolean sendNow(Row row, Element stanza) {
        try {
            xmpp.send(stanza);
            onTheWay.sent(row);
            return true;
        } catch (StreamDownException e) {
            return false;
        } catch (IllegalArgumentException e) {
            LOG.error("stanza=refused-by-writer user={} remedy=none", row.user(), e);
            drop(row);
            return true;
        }
    }

    /** An error for one resource, which its server would swallow if that is gone. */
    private void ask(Row row, Element stanza, String note) {
        onTheWay.begun(row);
        Jid resource;
        try {
            resource = Jid.parse(stanza.attributeValue("to"));
        } catch (InvalidJidException e) {
            drop(row);
            return;
        }
        var _ =
                xmpp.isThere(resource)
                        .whenComplete((there, problem) ->
                                post(() -> {
                                    onTheWay.forget(row.seq());
                                    boolean error = problem == null && there;
                                    Element chosen = error ? stanza : note(row, note);
                                    if (problem != null || !isUp() || !sendNow(row, chosen)) {
                                        backlog.add(row.user(), row.seq(), clock.instant());
                                    }
                                }));
    }

    private Element note(Row row, String text) {
        Element note = Xml.stanza("message", domain, row.user(), "chat", row.stanzaId());
        Xml.text(note, "body", text);
        return note;
    }

    /** Sends from the table for one of those who are behind. */
    private void redeliver() {
        boolean room = isUp() && onTheWay.size() < WINDOW;
        Backlog.Lane lane = room ? backlog.due(clock.instant()) : null;
        if (lane == null) {
            return;
        }
        try {
            redeliver(lane);
        } catch (RuntimeException e) {
            LOG.error("delivery=unreadable user={} retry={}", lane.user(), REST, e);
            lane.pause(lane.after() + 1, clock.instant().plus(REST));
            backlog.rotate(lane);
        }
    }

    private void redeliver(Backlog.Lane lane) {
        List<Row> rows = table.open(lane.user(), lane.after(), lane.last(), CHUNK);
        if (!redeliver(lane, rows)) {
            backlog.rotate(lane);
        } else if (rows.size() < CHUNK) {
            backlog.finished(lane);
        } else {
            lane.advance(rows.getLast().seq());
            backlog.rotate(lane);
        }
    }

    /** Whether all of them left. */
    private boolean redeliver(Backlog.Lane lane, List<Row> rows) {
        Instant now = clock.instant();
        for (Row row : rows) {
            if (onTheWay.has(row.seq())) {
                continue;
            }
            Instant due = lane.isUrgent() ? now : row.dueAt();
            if (due.isAfter(now)) {
                lane.pause(row.seq(), due);
                return false;
            }
            if (!send(row, late(row))) {
                lane.pause(row.seq(), now);
                return false;
            }
        }
        return true;
    }

    /** The stanza with the time at which it was first given (XEP-0203), unless it has one. */
    private Element late(Row row) {
        Element stanza = StanzaText.read(row.stanza());
        boolean stamped = Xml.find(stanza, "delay", DELAY) != null;
        if (!stamped && stanza.getName().equals("message") && row.note() == null) {
            Element delay = Xml.child(stanza, "delay", DELAY);
            Xml.attribute(delay, "from", domain.toString());
            Xml.attribute(delay, "stamp", row.givenAt().toString());
        }
        return stanza;
    }

    /** Asks the server whether it has what was sent. */
    private void confirm() {
        if (!isUp() || !onTheWay.needsBarrier()) {
            return;
        }
        int at = lossesSeen;
        onTheWay.asked();
        var _ =
                xmpp.barrier()
                        .whenComplete((_, problem) -> post(() -> answered(at, problem == null)));
    }

    private void answered(int at, boolean passed) {
        if (at != losses.get()) {
            return; // the loss of the link sees to them
        }
        if (!passed) {
            onTheWay.notAnswered();
            return;
        }
        List<Long> taken = onTheWay.taken();
        var _ =
                table.taken(taken, clock.instant())
                        .whenComplete((_, problem) -> post(() -> stored(taken, problem)));
    }

    private void stored(List<Long> taken, @Nullable Throwable problem) {
        onTheWay.done(taken);
        if (full) {
            count();
        }
        if (problem instanceof StoreException) {
            LOG.warn("delivery=unnoted count={} note=sent-again-after-restart", taken.size());
        }
    }

    private void tellIdle() {
        Runnable idle = whenIdle;
        if (idle != null && (!isUp() || onTheWay.size() == 0)) {
            whenIdle = null;
            idle.run();
        }
    }
}
