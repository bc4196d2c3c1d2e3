package im.isthmus.email.account;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.text.Text;
import im.isthmus.email.account.watch.Watch;
import im.isthmus.email.account.watch.WatchServices;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.connection.MailServer;
import im.isthmus.email.header.Mailbox;
import im.isthmus.email.outbound.Senders;
import im.isthmus.email.smtp.relay.Carrier;
import im.isthmus.email.smtp.relay.Submission;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import im.isthmus.email.store.account.AccountTables;
import im.isthmus.email.store.account.MailAccountTable.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Users write with their own accounts. Callable from any thread. */
final class AccountSenders implements Senders {
    private static final Logger LOG = LoggerFactory.getLogger(AccountSenders.class);

    /** Whether there is something to do about a mail that was sent. */
    static final Preference<Boolean> FILE_SENT =
            Preference.yesNo(
                    "file-sent",
                    Text.key("Put what I send into my folder of sent mails (my server does not)"),
                    true);

    private final WatchServices services;
    private final AccountTables tables;
    private final BackendContext context;
    private final Function<Jid, @Nullable Watch> watches;
    private final String hostName;
    private final boolean required;

    /**
     * @param watches the watch over a user's mailbox; null if there is none now
     * @param hostName what we call ourselves
     * @param required whether there is no other way to write than by an account
     */
    AccountSenders(
            WatchServices services,
            Function<Jid, @Nullable Watch> watches,
            String hostName,
            boolean required) {
        this.services = services;
        this.tables = services.tables().accounts();
        this.context = services.context();
        this.watches = watches;
        this.hostName = hostName;
        this.required = required;
    }

    @Override
    public @Nullable Mailbox account(Jid user) throws BackendException {
        Optional<Row> row = tables.accounts().find(user.bare().toString());
        if (row.isEmpty() && required) {
            throw new BackendException(
                    new BackendFailure.MembershipNeeded(
                            "Register your mail account with this gateway first."));
        }
        return row.flatMap(each ->
                        MailAddress.parse(each.address())
                                .map(address -> new Mailbox(each.name(), address)))
                .orElse(null);
    }

    @Override
    public Optional<Carrier> carrier(Outgoing mail) {
        @Nullable Mailbox author = mail.heading().author();
        Optional<Row> row =
                tables.accounts()
                        .find(mail.user())
                        .filter(each ->
                                author != null
                                        && each.address().equals(author.address().toString()));
        return row.map(this::carrier);
    }

    private Carrier carrier(Row row) {
        try {
            MailServer server =
                    MailServer.parse(row.smtp(), 465)
                            .orElseThrow(() -> new IOException("no server in the database"));
            Jid user = Jid.parse(row.user());
            return new Submission(
                            server,
                            services.sockets(),
                            services.keys().of(user, row, false),
                            hostName)
                    .carrier(() -> services.keys().of(user, row, true));
        } catch (BackendException e) {
            return new ClosedDoor(e.failure().text());
        } catch (IOException | InvalidJidException e) {
            return new ClosedDoor(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void sent(Outgoing mail, Path whole) {
        try {
            Jid user = Jid.parse(mail.user());
            if (isFiled(user)) {
                Instant now = services.clock().instant();
                tables.copies().add(mail.user(), mail.messageId(), whole, now);
                Watch watch = watches.apply(user);
                if (watch != null) {
                    watch.wake();
                }
            }
        } catch (InvalidJidException | CompletionException | StoreException e) {
            // The mail itself is on its way, and must not be sent again for want of a copy.
            LOG.warn("mail.sent.copy user={} problem=\"{}\"", mail.user(), e.getMessage());
        }
    }

    private boolean isFiled(Jid user) {
        return context.outcomeAsUser(
                        user,
                        session -> CompletableFuture.completedFuture(session.preference(FILE_SENT)))
                .join();
    }
}
