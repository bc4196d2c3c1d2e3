package im.isthmus.sms.delivery;

import im.isthmus.sms.provider.SmsReport;
import im.isthmus.sms.store.InboxMessage;
import im.isthmus.sms.store.SmsStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

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
     * @throws im.isthmus.core.store.database.StoreException if it could not be kept: the provider
     *     must not hear that it was
     */
    public void report(SmsAccount account, SmsReport report) {
        switch (report) {
            case SmsReport.Received received -> received(account, received);
            case SmsReport.ReceivedPart part ->
                    store.parts()
                            .keep(
                                    account.name(),
                                    part.to(account.number(part.to()).orElse(part.to())),
                                    MessageIds.fresh(),
                                    clock.instant())
                            .ifPresent(notices::received);
            case SmsReport.Progress progress ->
                    store.reports()
                            .progress(account.name(), progress, clock.instant())
                            .ifPresent(notices::ended);
        }
    }

    /** Not every provider writes our numbers as we do, or names the one that is ours first. */
    private void received(SmsAccount account, SmsReport.Received report) {
        Instant time = report.time();
        List<String> all = new ArrayList<>(List.of(report.to()));
        all.addAll(report.others());
        String ours =
                all.stream()
                        .filter(each -> account.number(each).isPresent())
                        .findFirst()
                        .orElse(report.to());
        all.remove(ours);
        InboxMessage message =
                new InboxMessage(
                        MessageIds.fresh(),
                        account.name(),
                        report.id(),
                        account.number(ours).orElse(ours),
                        report.from(),
                        all,
                        report.text(),
                        report.media(),
                        time == null ? clock.instant() : time);
        Duration repeats = time == null ? Duration.ZERO : account.repeats();
        if (store.inbox().keep(message, repeats)) {
            notices.received(message);
        }
    }
}
