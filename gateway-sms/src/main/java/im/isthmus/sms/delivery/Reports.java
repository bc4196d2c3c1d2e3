package im.isthmus.sms.delivery;

import im.isthmus.core.store.StoreException;
import im.isthmus.sms.provider.SmsReport;
import im.isthmus.sms.store.InboxMessage;
import im.isthmus.sms.store.SmsStore;
import java.time.Instant;
import java.time.InstantSource;

/** What providers report: kept first, then told. Callable from any thread. */
public final class Reports {
    private final SmsStore store;
    private final Notices notices;
    private final InstantSource clock;

    public Reports(SmsStore store, Notices notices, InstantSource clock) {
        this.store = store;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * Takes a report; it is on the disk on return.
     *
     * @throws StoreException if it could not be kept: the provider must not hear that it was
     */
    public void report(String account, SmsReport report) {
        switch (report) {
            case SmsReport.Received received -> received(account, received);
            case SmsReport.Progress progress -> progress(account, progress);
        }
    }

    private void received(String account, SmsReport.Received report) {
        Instant time = report.time();
        InboxMessage message =
                new InboxMessage(
                        MessageIds.fresh(),
                        account,
                        report.id(),
                        report.to(),
                        report.from(),
                        report.text(),
                        report.media(),
                        time == null ? clock.instant() : time);
        if (store.inbox().keep(message)) {
            notices.received(message);
        }
    }

    void progress(String account, SmsReport.Progress report) {
        store.inbox().progress(account, report, clock.instant()).ifPresent(notices::ended);
    }
}
