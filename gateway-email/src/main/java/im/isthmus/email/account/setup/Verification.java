package im.isthmus.email.account.setup;

import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;
import im.isthmus.email.account.AccountFormFields;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.connection.Credentials;
import im.isthmus.email.connection.MailServer;
import im.isthmus.email.connection.MailSockets;
import im.isthmus.email.header.MailText;
import im.isthmus.email.imap.ImapException;
import im.isthmus.email.imap.OpenFolder;
import im.isthmus.email.imap.OpenMailbox;
import im.isthmus.email.smtp.relay.Submission;
import im.isthmus.email.store.account.MailAccountTable.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Finds out whether an account works by really logging in to both of its servers. */
public final class Verification {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Who registers does not wait longer than a minute. */
    private static final Duration ENOUGH = Duration.ofSeconds(30);

    private final Discovery discovery;
    private final MailSockets sockets;
    private final Keys keys;
    private final String hostName;

    /** How users prove who they are. */
    public interface Keys {
        /**
         * For an account that is not registered yet.
         *
         * @param login what the servers know the user by
         * @throws BackendException if there is nothing to prove it with
         */
        Credentials of(String user, MailAddress address, String login, AccountFields fields)
                throws BackendException;

        /** The name of the provider the user signed in at; empty if there is a password. */
        String provider(MailAddress address, AccountFields fields);
    }

    /**
     * An account as it works.
     *
     * @param inbox as it is now
     */
    public record Verified(Row row, OpenFolder inbox) {}

    /**
     * @param hostName what we call ourselves
     */
    public Verification(Discovery discovery, MailSockets sockets, Keys keys, String hostName) {
        this.discovery = discovery;
        this.sockets = sockets;
        this.keys = keys;
        this.hostName = hostName;
    }

    /**
     * Tries what a user filled in. Waits for the servers.
     *
     * @throws BackendException with a sentence that says what does not
     */
    public Verified check(String user, AccountFields fields) throws BackendException {
        MailAddress address =
                MailAddress.parse(fields.get(AccountFormFields.ADDRESS))
                        .orElseThrow(() ->
                                new BackendException(
                                        new BackendFailure.BadValue(
                                                Text.of(
                                                        "This is no mail address: {0}",
                                                        fields.get(AccountFormFields.ADDRESS)))));
        Discovery.Search search = discovery.search(address);
        Candidates reading = search.imap(fields.get(AccountFormFields.IMAP));
        Candidates sending = search.smtp(fields.get(AccountFormFields.SMTP));
        String typed = fields.get(AccountFormFields.LOGIN);
        String login = typed.isEmpty() ? search.login() : typed;
        Credentials credentials = keys.of(user, address, login, fields);
        long end = System.nanoTime() + ENOUGH.toNanos();
        AtomicReference<OpenFolder> inbox = new AtomicReference<>();
        MailServer imap =
                new Attempt("IMAP", end).all(reading, server -> imap(server, credentials, inbox));
        MailServer smtp =
                new Attempt("SMTP", end).all(sending, server -> smtp(server, credentials));
        Row row =
                new Row(
                        user,
                        address.toString(),
                        MailText.line(fields.get(AccountFormFields.NAME), 100),
                        login,
                        imap.toString(),
                        smtp.toString(),
                        keys.provider(address, fields),
                        AccountFormFields.days(fields));
        return new Verified(row, inbox.get());
    }

    private @Nullable String imap(
            MailServer server, Credentials credentials, AtomicReference<OpenFolder> inbox)
            throws IOException {
        try (OpenMailbox mailbox =
                OpenMailbox.open(server, sockets, credentials, PATIENCE, 64 * 1024)) {
            inbox.set(mailbox.select("INBOX"));
            return null;
        } catch (ImapException e) {
            return e.words();
        }
    }

    private @Nullable String smtp(MailServer server, Credentials credentials) throws IOException {
        return switch (new Submission(server, sockets, credentials, hostName).logIn()) {
            case Submission.Result.Works _ -> null;
            case Submission.Result.Refused refused -> refused.words();
            case Submission.Result.Unreachable unreachable -> throw unreachable.problem();
        };
    }
}
