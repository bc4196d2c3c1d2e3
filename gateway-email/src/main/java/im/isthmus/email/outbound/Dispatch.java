package im.isthmus.email.outbound;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.attachment.FetchException;
import im.isthmus.core.attachment.FetchRequest;
import im.isthmus.core.attachment.FetchedFile;
import im.isthmus.core.attachment.file.Spool;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.text.Text;
import im.isthmus.email.config.DomainConfig;
import im.isthmus.email.config.RetryConfig;
import im.isthmus.email.header.Mailbox;
import im.isthmus.email.mime.FileNames;
import im.isthmus.email.outbound.Composer.Enclosure;
import im.isthmus.email.outbound.Composer.MailException;
import im.isthmus.email.smtp.relay.RelayClient.Parcel;
import im.isthmus.email.smtp.relay.RelayResult;
import im.isthmus.email.smtp.relay.RelayResult.Answer;
import im.isthmus.email.store.OutgoingMails;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import im.isthmus.email.store.OutgoingMails.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to send one mail, and what follows from it. */
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    /** How often files that a mail needs are asked for. */
    private static final int ATTEMPTS_TO_FETCH = 5;

    private final OutboundServices services;
    private final Outcomes outcomes;

    Dispatch(OutboundServices services, Outcomes outcomes) {
        this.services = services;
        this.outcomes = outcomes;
    }

    /**
     * @param link hands the mail over, once it is whole
     */
    void send(Outgoing mail, BiFunction<Parcel, Path, RelayResult> link) {
        List<Part> parts = services.tables().outgoing().parts(mail.id());
        try {
            Path whole = Files.createTempFile("isthmus-", ".mail");
            try {
                if (isWhole(mail, parts, whole)) {
                    handOver(mail, parts, whole, link);
                }
            } finally {
                Spool.delete(whole);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the gateway's own cannot be written", e);
        }
    }

    /** Whether there is such a mail, which is in the file then. */
    private boolean isWhole(Outgoing mail, List<Part> parts, Path file) throws IOException {
        OutgoingMails table = services.tables().outgoing();
        try {
            if (!table.read(mail.id(), file)) {
                compose(mail, parts, file);
                table.composed(mail.id(), file);
            }
            return true;
        } catch (FetchException e) {
            cannotCompose(mail, e.failure());
        } catch (MailException e) {
            LOG.warn("mail.compose id={} problem=\"{}\"", mail.legacyId(), e.getMessage());
            cannotCompose(
                    mail, new BackendFailure.Rejected("No mail can be made of this message."));
        }
        return false;
    }

    private void handOver(
            Outgoing mail,
            List<Part> parts,
            Path whole,
            BiFunction<Parcel, Path, RelayResult> link) {
        boolean success = parts.stream().anyMatch(part -> part.ref().wants().receipt());
        RelayResult result =
                link.apply(
                        new Parcel(
                                returnPath(mail),
                                mail.recipients().lines().toList(),
                                mail.token(),
                                success),
                        whole);
        if (mail.heading().author() != null
                && result.answers().values().stream().anyMatch(Answer::isTaken)) {
            services.senders().sent(mail, whole);
        }
        follow(mail, result.answers());
    }

    /** Reports about mails of an account go into its own mailbox. */
    private String returnPath(Outgoing mail) {
        @Nullable Mailbox author = mail.heading().author();
        if (author != null) {
            return author.address().wire();
        }
        return mail.isReport() ? "" : ReturnPath.of(mail.token(), services.domain());
    }

    /** There is no way to hand it over any more. */
    void giveUp(Outgoing mail) {
        cannotCompose(
                mail,
                new BackendFailure.MembershipNeeded(
                        "The mail account that this was written with is no longer registered."));
    }

    private void follow(Outgoing mail, Map<String, Answer> answers) {
        boolean expired = isExpired(mail);
        List<String> left = new ArrayList<>();
        answers.forEach((recipient, answer) -> {
            LOG.info(
                    "mail.relayed id={} code={} status={}",
                    mail.legacyId(),
                    answer.code(),
                    answer.status());
            if (!answer.isTaken() && (answer.isFinal() || expired)) {
                missed(mail, recipient, answer);
            } else if (!answer.isTaken()) {
                left.add(recipient);
            } else if (!mail.isReport()) {
                outcomes.arrived(mail, recipient);
            }
        });
        if (left.isEmpty()) {
            services.tables().outgoing().ended(mail.id());
            return;
        }
        if (isNoticeDue(mail) && !mail.isReport()) {
            outcomes.delayed(mail, left.getFirst(), told(retryFor()));
        }
        retry(mail, left);
    }

    private static Text told(Duration time) {
        if (time.toHours() > 48) {
            return Text.of(
                    "The mail could not be handed over yet; it is tried for {0} days.",
                    time.toDays());
        }
        return time.toMinutes() > 120
                ? Text.of(
                        "The mail could not be handed over yet; it is tried for {0} hours.",
                        time.toHours())
                : Text.of(
                        "The mail could not be handed over yet; it is tried for {0} minutes.",
                        time.toMinutes());
    }

    /** At the first attempt after that time; when the last one was follows from when this is. */
    private boolean isNoticeDue(Outgoing mail) {
        Instant notice = mail.created().plus(retry().notice());
        Instant last =
                mail.attempts() == 0
                        ? mail.created()
                        : mail.due().minus(retry().restAfter(mail.attempts()));
        return last.isBefore(notice) && !services.clock().instant().isBefore(notice);
    }

    /** It is tried again later, whatever happened, as long as mails are tried at all. */
    void postpone(Outgoing mail) {
        try {
            if (isExpired(mail)) {
                cannotCompose(
                        mail, new BackendFailure.Rejected("No mail can be made of this message."));
            } else {
                retry(mail, mail.recipients().lines().toList());
            }
        } catch (StoreException | CompletionException e) {
            LOG.error("mail.postpone id={} problem=\"{}\"", mail.legacyId(), e.getMessage());
        }
    }

    private void retry(Outgoing mail, List<String> recipients) {
        int attempts = mail.attempts() + 1;
        Instant end = mail.created().plus(retryFor());
        Instant due = services.clock().instant().plus(retry().restAfter(attempts));
        services.tables()
                .outgoing()
                .postpone(
                        mail.id(),
                        String.join("\n", recipients),
                        due.isAfter(end) && !isExpired(mail) ? end : due,
                        attempts);
    }

    private void cannotCompose(Outgoing mail, BackendFailure failure) {
        if (failure instanceof BackendFailure.Temporary && mail.attempts() < ATTEMPTS_TO_FETCH) {
            postpone(mail);
            return;
        }
        failed(mail, failure);
        services.tables().outgoing().ended(mail.id());
    }

    /** Waits, so that the mail is not forgotten before the failure is remembered. */
    private void failed(Outgoing mail, BackendFailure failure) {
        if (!mail.isReport()) {
            outcomes.failed(mail, failure).join();
        }
    }

    private void missed(Outgoing mail, String recipient, Answer answer) {
        if (!mail.isReport()) {
            outcomes.missed(
                    mail, recipient, Statuses.failure(answer.status(), recipient, answer.text()));
        }
    }

    private boolean isExpired(Outgoing mail) {
        return !services.clock().instant().isBefore(mail.created().plus(retryFor()));
    }

    private Duration retryFor() {
        return retry().total();
    }

    private RetryConfig retry() {
        DomainConfig domain = services.config().domain();
        return domain == null ? RetryConfig.standard() : domain.retry();
    }

    private void compose(Outgoing mail, List<Part> parts, Path whole)
            throws FetchException, MailException, IOException {
        List<Enclosure> files = new ArrayList<>();
        try (OutputStream out = Files.newOutputStream(whole)) {
            long left = services.media().maxSize();
            for (Part part : parts) {
                for (Attachment each : part.content().attachments()) {
                    Enclosure file = fetch(each, left);
                    files.add(file);
                    left -= file.file().size();
                }
            }
            @Nullable Mailbox author = mail.heading().author();
            Mailbox from =
                    author == null
                            ? new Mailbox("", services.addresses().of(Jid.parse(mail.user())))
                            : author;
            Composer.compose(mail, from, mail.user(), parts, files, out);
        } catch (InvalidJidException e) {
            throw new MailException("a JID in the database is none: " + mail.user(), e);
        } finally {
            files.forEach(each -> each.file().close());
        }
    }

    private Enclosure fetch(Attachment attachment, long most) throws FetchException {
        FetchedFile file =
                services.fetcher()
                        .fetch(
                                FetchRequest.of(
                                                attachment.url(),
                                                Math.max(1, most),
                                                services.media().types())
                                        .withMediaType(attachment.mediaType()));
        String name = attachment.name() == null ? file.name() : attachment.name();
        return new Enclosure(FileNames.safe(name == null ? "file" : name), file);
    }
}
