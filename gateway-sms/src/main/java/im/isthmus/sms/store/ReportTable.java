package im.isthmus.sms.store;

import im.isthmus.core.store.database.Database;
import im.isthmus.sms.provider.SmsFailure;
import im.isthmus.sms.provider.SmsReport.Progress;
import im.isthmus.sms.provider.SmsReport.Stage;
import im.isthmus.sms.store.OutboxMessage.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What providers report about our messages: of each part how far it came, and for a while reports
 * about parts that nobody knows yet.
 */
public final class ReportTable {
    private static final String OPEN = "('QUEUED', 'SENDING', 'DOUBT', 'ACCEPTED', 'UNKNOWN')";

    private final Database database;

    ReportTable(Database database) {
        this.database = database;
    }

    /**
     * Takes note of a report about a message of ours. One about a message that is not known (yet)
     * is kept until it is.
     *
     * @return the message, if that was its end: all parts arrived, or one did not
     */
    public Optional<OutboxMessage> progress(String account, Progress report, Instant now) {
        return database.write(handle -> {
            Optional<OutboxMessage> message = messageOf(handle, account, report);
            if (message.isEmpty()) {
                keepEarly(handle, account, report, now);
                return Optional.empty();
            }
            String id = message.get().id();
            String part =
                    partOf(handle, account, report)
                            .orElse(report.id().isEmpty() ? id : report.id());
            know(handle, account, part, id);
            if (!note(handle, account, part, report)) {
                return Optional.empty();
            }
            // A report is proof that the provider has it, whatever became of our request.
            handle.execute(
                    "UPDATE sms_outbox SET state = 'ACCEPTED'"
                            + " WHERE id = ? AND state IN ('QUEUED', 'SENDING', 'DOUBT')",
                    id);
            return ended(handle, id, report.failure());
        });
    }

    /** The provider has it under these names; what it reported of them before counts now. */
    public Optional<OutboxMessage> accepted(OutboxMessage message, List<String> parts) {
        return database.write(handle -> {
            for (String part : parts) {
                know(handle, message.account(), part, message.id());
            }
            handle.execute(
                    "UPDATE sms_outbox SET state = 'ACCEPTED'"
                            + " WHERE id = ? AND state IN ('SENDING', 'DOUBT')",
                    message.id());
            SmsFailure failure = null;
            for (String part : parts) {
                for (Progress early : takeEarly(handle, message, part)) {
                    boolean news = note(handle, message.account(), part, early);
                    failure = news && early.failure() != null ? early.failure() : failure;
                }
            }
            return ended(handle, message.id(), failure);
        });
    }

    /** Whether a provider's id belongs to another message of ours than this one. */
    public boolean isOfAnother(String account, String part, String message) {
        return database.read(handle ->
                owner(handle, account, part).filter(owner -> !owner.equals(message)).isPresent());
    }

    /** Forgets reports about what nobody ever knew; how many that were. */
    public int forgetEarly(Instant before) {
        return database.write(handle ->
                handle.execute("DELETE FROM sms_early WHERE since < ?", before.toEpochMilli()));
    }

    private static Optional<OutboxMessage> messageOf(
            Handle handle, String account, Progress report) {
        Optional<String> part = partOf(handle, account, report);
        String id = part.flatMap(known -> owner(handle, account, known)).orElse(report.ours());
        return id.isEmpty()
                ? Optional.empty()
                : OutboxTable.find(handle, id).filter(message -> message.account().equals(account));
    }

    /** The id as the provider spelt it when it took the message. */
    private static Optional<String> partOf(Handle handle, String account, Progress report) {
        return owner(handle, account, report.id()).isPresent()
                ? Optional.of(report.id())
                : report.otherForms().stream()
                        .filter(form ->
                                owner(handle, account, form)
                                        .flatMap(id -> OutboxTable.find(handle, id))
                                        .filter(message -> isTo(message, report.peer()))
                                        .isPresent())
                        .findFirst();
    }

    /** Whether a message went to somebody, who may be written without a plus sign. */
    private static boolean isTo(OutboxMessage message, String peer) {
        return peer.isEmpty()
                || message.to().stream()
                        .anyMatch(to -> to.replace("+", "").equals(peer.replace("+", "")));
    }

    private static Optional<String> owner(Handle handle, String account, String part) {
        return handle.select(
                        "SELECT message FROM sms_part WHERE account = ? AND provider_id = ?",
                        account,
                        part)
                .mapTo(String.class)
                .findFirst();
    }

    private static void know(Handle handle, String account, String part, String message) {
        handle.execute(
                "INSERT INTO sms_part (account, provider_id, message, stage)"
                        + " VALUES (?, ?, ?, 'QUEUED')"
                        + " ON CONFLICT (account, provider_id) DO NOTHING",
                account,
                part,
                message);
    }

    /** Whether the report is later than what was known about this part. */
    private static boolean note(Handle handle, String account, String part, Progress report) {
        Stage known =
                Stage.valueOf(
                        handle.select(
                                        "SELECT stage FROM sms_part"
                                                + " WHERE account = ? AND provider_id = ?",
                                        account,
                                        part)
                                .mapTo(String.class)
                                .one());
        if (!report.stage().follows(known)) {
            return false;
        }
        handle.execute(
                "UPDATE sms_part SET stage = ? WHERE account = ? AND provider_id = ?",
                report.stage().name(),
                account,
                part);
        return true;
    }

    /** A message failed if a part did, and arrived when all parts have; once, but for good news. */
    private static Optional<OutboxMessage> ended(
            Handle handle, String id, @Nullable SmsFailure failure) {
        List<String> stages =
                handle.select("SELECT stage FROM sms_part WHERE message = ?", id)
                        .mapTo(String.class)
                        .list();
        State end;
        if (stages.contains(Stage.FAILED.name())) {
            end = State.FAILED;
        } else if (!stages.isEmpty()
                && stages.stream().allMatch(stage -> stage.equals(Stage.DELIVERED.name()))) {
            end = State.DELIVERED;
        } else {
            return Optional.empty();
        }
        int changed =
                handle.execute(
                        "UPDATE sms_outbox SET state = ?, cause = ?, failure = ?, told = 0"
                                + " WHERE id = ? AND (state IN "
                                + OPEN
                                + " OR (state = 'FAILED' AND ? = 'DELIVERED'))",
                        end.name(),
                        failure == null ? "OTHER" : failure.cause().name(),
                        failure == null ? "" : failure.detail(),
                        id,
                        end.name());
        return changed == 0 ? Optional.empty() : OutboxTable.find(handle, id);
    }

    private static void keepEarly(Handle handle, String account, Progress report, Instant now) {
        if (report.id().isEmpty()) {
            return; // it was about a message that was erased, or is somebody else's
        }
        SmsFailure failure = report.failure();
        for (String form : report.otherForms()) {
            keepEarly(handle, account, inForm(report, form), now);
        }
        handle.execute(
                "INSERT INTO sms_early (account, provider_id, stage, cause, failure, since, peer)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (account, provider_id, stage) DO NOTHING",
                account,
                report.id(),
                report.stage().name(),
                failure == null ? "OTHER" : failure.cause().name(),
                failure == null ? "" : failure.detail(),
                now.toEpochMilli(),
                report.peer());
    }

    private static Progress inForm(Progress report, String form) {
        return new Progress(form, "", report.stage(), report.failure(), List.of(), report.peer());
    }

    /** Only those about this message: another one may be called the same in another spelling. */
    private static List<Progress> takeEarly(Handle handle, OutboxMessage message, String part) {
        List<Progress> found =
                handle
                        .select(
                                "SELECT stage, cause, failure, peer FROM sms_early"
                                        + " WHERE account = ? AND provider_id = ?",
                                message.account(),
                                part)
                        .map((row, context) ->
                                progress(
                                                part,
                                                Stage.valueOf(row.getString("stage")),
                                                new SmsFailure(
                                                        SmsFailure.Cause.valueOf(
                                                                row.getString("cause")),
                                                        row.getString("failure")))
                                        .withOtherForms(List.of(), row.getString("peer")))
                        .list()
                        .stream()
                        .filter(early -> isTo(message, early.peer()))
                        .toList();
        if (!found.isEmpty()) {
            handle.execute(
                    "DELETE FROM sms_early WHERE account = ? AND provider_id = ?",
                    message.account(),
                    part);
        }
        return found;
    }

    private static Progress progress(String part, Stage stage, SmsFailure failure) {
        return stage == Stage.FAILED
                ? Progress.failed(part, "", failure)
                : Progress.of(part, "", stage);
    }
}
