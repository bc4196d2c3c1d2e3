package im.isthmus.sms.delivery;

import im.isthmus.sms.config.SmsLimits;
import im.isthmus.sms.store.InboxMessage;
import im.isthmus.sms.store.OutboxMessage;
import im.isthmus.sms.store.SmsStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All senders of a gateway, and what is left to do when it starts. */
public final class Delivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final SmsStore store;
    private final Notices notices;
    private final Reports reports;
    private final InstantSource clock;
    private final Map<String, Sender> senders = new LinkedHashMap<>();
    private final Map<String, Thread> threads = new LinkedHashMap<>();

    public Delivery(
            List<SmsAccount> accounts,
            SmsStore store,
            Notices notices,
            SmsLimits limits,
            InstantSource clock) {
        this.store = store;
        this.notices = notices;
        this.clock = clock;
        this.reports = new Reports(store, notices, clock);
        for (SmsAccount account : accounts) {
            senders.put(
                    account.name(), new Sender(account, store, reports, notices, limits, clock));
            account.provider().listen(report -> reports.report(account.name(), report));
        }
    }

    /** Where providers' calls go. */
    public Reports reports() {
        return reports;
    }

    /** Tells what was left untold, looks for what is in doubt, and sends. */
    public void start() {
        int doubtful = store.outbox().recover(clock.instant().plus(Sender.DOUBT));
        if (doubtful > 0) {
            LOG.warn("sms=in-doubt count={} reason=interrupted", doubtful);
        }
        senders.forEach((name, sender) ->
                threads.put(name, Thread.ofVirtual().name("sms-" + name).start(sender)));
        for (OutboxMessage message : store.outbox().untold()) {
            notices.ended(message);
        }
        for (InboxMessage message : store.inbox().waiting()) {
            notices.received(message);
        }
    }

    /** There is something new in the outbox for this account. */
    public void wake(String account) {
        Sender sender = senders.get(account);
        if (sender != null) {
            sender.wake();
        }
    }

    /** Whether an account cannot be used now. */
    public boolean inTrouble(String account) {
        Sender sender = senders.get(account);
        return sender != null && sender.inTrouble();
    }

    @Override
    public void close() {
        senders.values().forEach(Sender::end);
        for (Thread thread : threads.values()) {
            try {
                if (!thread.join(GOODBYE)) {
                    thread.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
