package im.isthmus.email.account;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.AccountAction.VerifyAccount;
import im.isthmus.core.backend.AccountEvent;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.BackendException;
import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.LegacyEvent;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.Registration;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.text.Text;
import im.isthmus.email.account.setup.Verification;
import im.isthmus.email.account.watch.FolderReading;
import im.isthmus.email.account.watch.Watch;
import im.isthmus.email.account.watch.WatchServices;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.connection.MailServer;
import im.isthmus.email.header.Mailbox;
import im.isthmus.email.imap.OpenFolder;
import im.isthmus.email.oauth.AccessTokens;
import im.isthmus.email.outbound.Senders;
import im.isthmus.email.smtp.relay.Carrier;
import im.isthmus.email.smtp.relay.Submission;
import im.isthmus.email.store.KnownMessages.Known;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import im.isthmus.email.store.account.AccountTables;
import im.isthmus.email.store.account.MailAccounts.Row;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mail accounts of all users: registered, watched, written with. Callable from any thread. */
public final class MailAccounts implements Senders, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailAccounts.class);

    /** Whether mail is fetched while the user is offline. */
    public static final Preference<Boolean> ALWAYS =
            Preference.yesNo("fetch-offline", Text.key("Fetch my mail while I am offline"), true);

    /** Whether there is something to do about a mail that was sent. */
    public static final Preference<Boolean> FILE_SENT =
            Preference.yesNo(
                    "file-sent",
                    Text.key("Put what I send into my folder of sent mails (my server does not)"),
                    true);

    private static final long CHECK_MILLIS = 60_000;

    private final WatchServices services;
    private final Verification verification;
    private final AccessTokens tokens;
    private final AccountTables tables;
    private final BackendContext context;
    private final String hostName;
    private final boolean required;
    private final Map<Jid, Watch> watches = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param hostName what we call ourselves
     * @param required whether there is no other way to write than by an account
     */
    MailAccounts(
            WatchServices services,
            Verification verification,
            AccessTokens tokens,
            String hostName,
            boolean required) {
        this.services = services;
        this.verification = verification;
        this.tokens = tokens;
        this.tables = services.tables().accounts();
        this.context = services.context();
        this.hostName = hostName;
        this.required = required;
    }

    /** What users are asked for. */
    public static Registration registration(boolean required) {
        return AccountFormFields.registration(required);
    }

    /** Goes on with the accounts there are. */
    public void start() {
        Thread.ofVirtual().name("mail-accounts").start(this::run);
    }

    private void run() {
        try {
            for (Row row : tables.accounts().all()) {
                resume(row);
            }
            while (!closed) {
                Thread.sleep(CHECK_MILLIS);
                watches.values().forEach(Watch::check);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreException e) {
            LOG.error("mail.accounts problem=\"{}\"", e.getMessage());
        }
    }

    private void resume(Row row) {
        try {
            context.asUser(
                    Jid.parse(row.user()),
                    session -> {
                        if (session.account() == null) {
                            forget(row.user()); // its user is gone meanwhile
                        } else if (session.preference(ALWAYS)) {
                            watch(session.user(), row);
                        }
                    });
        } catch (InvalidJidException e) {
            LOG.warn("mail.account=ignored user={}", row.user());
        }
    }

    /** Tries an account and answers by an event; returns at once. */
    public void verify(SessionContext session, VerifyAccount action) {
        Thread.ofVirtual()
                .name("mail-account-check")
                .start(() -> {
                    LegacyEvent answer = answer(session.user(), action);
                    session.asOwner(() -> session.publish(answer));
                });
    }

    private LegacyEvent answer(Jid user, VerifyAccount action) {
        try {
            Verification.Verified verified = verification.check(user.toString(), action.fields());
            Row row = verified.row();
            boolean other =
                    tables.accounts()
                            .find(row.user())
                            .filter(before -> before.address().equals(row.address()))
                            .filter(before -> before.imap().equals(row.imap()))
                            .isEmpty();
            if (other) {
                end(user);
                begin(verified);
            }
            tables.accounts().keep(row);
            return new LegacyEvent.RequestDone(action.ref());
        } catch (BackendException e) {
            return new LegacyEvent.RequestFailed(action.ref(), e.failure());
        } catch (RuntimeException e) {
            LOG.error("mail.account.check user={} failed", user, e);
            return new LegacyEvent.RequestFailed(
                    action.ref(),
                    new BackendFailure.Unreachable(
                            "The gateway failed on this; its log has the reason."));
        }
    }

    /** Of another mailbox what comes from now on is shown, unless the user wants older mail too. */
    private void begin(Verification.Verified verified) {
        Row row = verified.row();
        OpenFolder inbox = verified.inbox();
        tables.cursors().forget(row.user());
        if (row.days() == 0 && inbox.next() > 0) {
            tables.cursors().move(row.user(), FolderReading.end(inbox, services.clock().instant()));
        }
    }

    /** The account is registered, or changed: from now on it is in use, and what it was is not. */
    public void kept(SessionContext session) {
        tables.accounts()
                .find(session.user().toString())
                .ifPresent(row -> {
                    tokens.forgetOthers(row.user(), row.oauth().isEmpty() ? "" : row.address());
                    if (session.preference(ALWAYS)) {
                        watch(session.user(), row);
                    } else {
                        end(session.user());
                    }
                });
    }

    /** The user is there. */
    public void logIn(SessionContext session) {
        Optional<Row> row = tables.accounts().find(session.user().toString());
        if (row.isEmpty()) {
            session.publish(
                    new AccountEvent.LogInFailed(
                            new BackendFailure.AuthFailed(
                                    "Register your mail account with this gateway first.")));
            return;
        }
        Watch known = watches.get(session.user());
        if (known != null && !known.isWorthAnother()) {
            known.report();
        } else {
            watch(session.user(), row.get());
        }
    }

    /** The user has gone, or wants no more of it. */
    public void logOut(SessionContext session, boolean forEver) {
        if (forEver || !session.preference(ALWAYS)) {
            end(session.user());
        }
        if (forEver) {
            forget(session.user().toString());
        }
    }

    private void forget(String user) {
        tables.accounts().remove(user);
        tables.cursors().forget(user);
        tables.copies().remove(user);
        if (required) {
            services.tables().books().remove(user); // its password is of no use to anybody now
        }
        tokens.forget(user);
    }

    private void watch(Jid user, Row row) {
        if (closed) {
            return;
        }
        Watch fresh = new Watch(services, row, user);
        Watch before = watches.put(user, fresh);
        if (before != null) {
            before.close();
        }
        fresh.start();
    }

    private void end(Jid user) {
        Watch watch = watches.remove(user);
        if (watch != null) {
            watch.close();
        }
    }

    /**
     * The user saw the mails of a contact up to one: the mailbox will hear of it.
     *
     * @param legacyId what XMPP calls the mail
     */
    public void seen(Jid user, String localpart, String legacyId) {
        String name = user.bare().toString();
        Optional<Known> known = services.tables().messages().byLegacyId(name, legacyId);
        if (known.isEmpty() || !legacyId.startsWith("m")) {
            return;
        }
        List<Long> mails =
                services
                        .tables()
                        .messages()
                        .receivedUpTo(name, localpart, known.get().at())
                        .stream()
                        .map(id -> Long.parseLong(id.substring(1), Character.MAX_RADIX))
                        .toList();
        tables.places().seenHere(name, mails);
        Watch watch = watches.get(user.bare());
        if (watch != null) {
            watch.wake();
        }
    }

    /** The watch over a user's mailbox; null if there is none now. */
    public @Nullable Watch find(Jid user) {
        return watches.get(user.bare());
    }

    /** Mailboxes that are open now. */
    public int connections() {
        return (int) watches.values().stream().filter(Watch::isOpen).count();
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
    public void sent(Outgoing mail, byte[] bytes) {
        try {
            Jid user = Jid.parse(mail.user());
            if (isFiled(user)) {
                Instant now = services.clock().instant();
                tables.copies().add(mail.user(), mail.messageId(), bytes, now);
                Watch watch = watches.get(user);
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

    @Override
    public void close() {
        closed = true;
        watches.values().forEach(Watch::close);
        watches.clear();
    }
}
