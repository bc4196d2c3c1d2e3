package im.isthmus.email.account;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.AccountAction.VerifyAccount;
import im.isthmus.core.backend.event.AccountEvent;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.Registration;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.text.Text;
import im.isthmus.email.account.setup.Verification;
import im.isthmus.email.account.watch.FolderReading;
import im.isthmus.email.account.watch.Watch;
import im.isthmus.email.account.watch.WatchServices;
import im.isthmus.email.imap.OpenFolder;
import im.isthmus.email.oauth.AccessTokens;
import im.isthmus.email.outbound.Senders;
import im.isthmus.email.store.KnownMessages.Known;
import im.isthmus.email.store.account.AccountTables;
import im.isthmus.email.store.account.Cursors.Cursor;
import im.isthmus.email.store.account.MailAccountTable.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mail accounts of all users: registered and watched. Callable from any thread. */
public final class MailAccounts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailAccounts.class);

    /** Whether mail is fetched while the user is offline. */
    private static final Preference<Boolean> ALWAYS =
            Preference.yesNo("fetch-offline", Text.key("Fetch my mail while I am offline"), true);

    private static final long CHECK_MILLIS = 60_000;

    private final WatchServices services;
    private final Verification verification;
    private final AccessTokens tokens;
    private final AccountTables tables;
    private final BackendContext context;
    private final AccountSenders senders;
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
        this.senders = new AccountSenders(services, this::find, hostName, required);
        this.required = required;
    }

    /** What users can set. */
    public static List<Preference<?>> preferences() {
        return List.of(ALWAYS, AccountSenders.FILE_SENT);
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
                        } else if (!watches.containsKey(session.user())) {
                            kept(session); // as it is now: it may have changed meanwhile
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
            return new LegacyEvent.AccountVerified(
                    action.ref(), AccountTables.keeping(verified.row(), start(verified)));
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
    private @Nullable Cursor start(Verification.Verified verified) {
        OpenFolder inbox = verified.inbox();
        return verified.row().days() == 0 && inbox.next() > 0
                ? FolderReading.end(inbox, services.clock().instant())
                : null;
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

    /** The way out: users write with these accounts. */
    public Senders senders() {
        return senders;
    }

    @Override
    public void close() {
        closed = true;
        watches.values().forEach(Watch::close);
        watches.clear();
    }
}
