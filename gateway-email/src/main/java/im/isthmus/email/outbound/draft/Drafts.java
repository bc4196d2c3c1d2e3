package im.isthmus.email.outbound.draft;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.Span;
import im.isthmus.core.text.Language;
import im.isthmus.core.text.Text;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.header.Mailbox;
import im.isthmus.email.header.MessageIds;
import im.isthmus.email.outbound.OutboundServices;
import im.isthmus.email.outbound.ReturnPath;
import im.isthmus.email.store.Heading;
import im.isthmus.email.store.KnownMessages.Known;
import im.isthmus.email.store.OutgoingMails.Draft;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import im.isthmus.email.store.OutgoingMails.Part;
import im.isthmus.email.thread.Subjects;
import im.isthmus.email.thread.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes mails of messages, or parts of mails that are still held; promised when it returns. */
public final class Drafts {
    /** However fast somebody writes on, a mail is not held longer than this. */
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(2);

    private final OutboundServices services;
    private final Threads threads;
    private final Allowance allowance;
    private final Runnable added;

    /**
     * @param added called when there is a new mail to send
     */
    public Drafts(OutboundServices services, Threads threads, Runnable added) {
        this.services = services;
        this.threads = threads;
        this.allowance = new Allowance(services.config().limits(), services.clock());
        this.added = added;
    }

    /**
     * Promises to send a message.
     *
     * @return what XMPP is told the mail is called
     * @throws BackendException if it may not be sent
     */
    public String send(Jid user, String localpart, MessageRef ref, Content content)
            throws BackendException {
        String name = user.toString();
        allowance.take(name);
        Instant now = services.clock().instant();
        Optional<Outgoing> held = joinable(name, localpart, content, now);
        if (held.isPresent()) {
            Instant due = now.plus(services.config().hold());
            if (services.tables().held().append(held.get().id(), ref, content, due)) {
                return held.get().legacyId();
            }
        }
        return start(user, localpart, localpart, ref, content, now);
    }

    /**
     * Promises to send a message that was said in a room, at once.
     *
     * @param localpart of the first one it goes to
     * @return what XMPP is told the mail is called
     * @throws BackendException if it may not be sent
     */
    public String sendFromRoom(
            Jid user, String room, String localpart, MessageRef ref, Content content)
            throws BackendException {
        allowance.take(user.toString());
        return start(user, room, localpart, ref, content, services.clock().instant());
    }

    /**
     * Corrects a message: in place while it is held, else by another mail.
     *
     * @param language of the user
     * @return what XMPP is told the mail is called; null if it was corrected in place
     */
    public @Nullable String correct(
            Jid user,
            String localpart,
            MessageRef ref,
            String original,
            Content content,
            Language language)
            throws BackendException {
        if (services.tables()
                .held()
                .correct(user.toString(), original, ref, content, Drafts::subject)) {
            return null;
        }
        String top = language.translate(Text.key("Correction of my last message:")) + "\n\n";
        List<Span> spans =
                content.spans().stream()
                        .map(span ->
                                span.at(span.start() + top.length(), span.end() + top.length()))
                        .toList();
        return send(user, localpart, ref, content.withBody(top + content.body()).withSpans(spans));
    }

    /** Takes back a message; whether it could be. */
    public boolean retract(Jid user, String original) {
        return services.tables().held().retract(user.toString(), original, Drafts::subject);
    }

    private Optional<Outgoing> joinable(
            String user, String localpart, Content content, Instant now) {
        boolean alike =
                content.subject() == null
                        && content.reply() == null
                        && content.recipients().isEmpty();
        if (!alike || services.config().hold().isZero()) {
            return Optional.empty();
        }
        @Nullable String thread = content.thread();
        return services.tables()
                .held()
                .to(user, localpart)
                .filter(mail -> mail.due().isAfter(now))
                .filter(mail -> mail.created().plus(LONGEST_HOLD).isAfter(now))
                .filter(mail -> thread == null || thread.equals(mail.heading().thread()));
    }

    private String start(
            Jid user, String in, String localpart, MessageRef ref, Content content, Instant now)
            throws BackendException {
        String name = user.toString();
        @Nullable Mailbox account = services.senders().account(user);
        Optional<Known> answered = threads.answered(name, localpart, content);
        Recipients recipients =
                Recipients.of(
                        services.tables().correspondents(), name, localpart, content, answered);
        checkRecipients(name, recipients.envelope(), now);
        String token = ReturnPath.newToken();
        String domain = account == null ? services.domain() : account.address().asciiDomain();
        String messageId = '<' + token + '@' + domain + '>';
        Heading heading = heading(account, content, answered, recipients);
        Draft draft =
                new Draft(
                        name,
                        in,
                        recipients.envelope().keySet().stream()
                                .map(MailAddress::wire)
                                .collect(Collectors.joining("\n")),
                        messageId,
                        token,
                        heading);
        Outgoing mail =
                services.tables()
                        .promise(
                                draft,
                                ref,
                                content,
                                now,
                                services.config().hold(),
                                answered.map(Known::replyTo).orElse(""),
                                recipients.envelope());
        added.run();
        return mail.legacyId();
    }

    private static Heading heading(
            @Nullable Mailbox account,
            Content content,
            Optional<Known> answered,
            Recipients recipients) {
        @Nullable String thread = content.thread();
        return new Heading(
                account,
                answered.map(Known::thread)
                        .orElse(thread == null ? UUID.randomUUID().toString() : thread),
                answered.map(known -> Subjects.answer(known.subject()))
                        .orElseGet(() -> subject(content)),
                answered.map(known -> MessageIds.extended(known.references(), known.messageId()))
                        .orElse(""),
                recipients.to(),
                recipients.cc());
    }

    private static String subject(Content content) {
        @Nullable String subject = content.subject();
        return subject == null || subject.isBlank() ? Subjects.of(content.body()) : subject;
    }

    /** That of an answer stays, another one follows the first message. */
    private static String subject(Heading heading, List<Part> parts) {
        return heading.references().isEmpty()
                ? subject(parts.getFirst().content())
                : heading.subject();
    }

    private void checkRecipients(String user, Map<MailAddress, String> envelope, Instant now)
            throws BackendException {
        var limits = services.config().limits();
        if (envelope.size() > limits.recipients()) {
            throw new BackendException(
                    new BackendFailure.TooMany(
                            Text.of(
                                    "A message may go to {0} people at once, not to {1}.",
                                    limits.recipients(), envelope.size())));
        }
        var known = services.tables().correspondents();
        long fresh = envelope.keySet().stream().filter(each -> !known.isKnown(user, each)).count();
        if (fresh > 0
                && known.newWithinADay(user, now) + fresh > limits.newCorrespondentsPerDay()) {
            throw new BackendException(
                    new BackendFailure.TooMany(
                            Text.of(
                                    "You may write to {0} new people a day; try again tomorrow.",
                                    limits.newCorrespondentsPerDay())));
        }
    }
}
