package im.isthmus.email.account.watch;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.text.Language;
import im.isthmus.email.config.AccountsConfig;
import im.isthmus.email.connection.Credentials;
import im.isthmus.email.connection.MailSockets;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.store.ReceivedMails.Arrival;
import im.isthmus.email.store.account.MailAccountTable.Row;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * What all mailboxes are watched with.
 *
 * @param doors so many log-ins are under way at once
 * @param arrived told of each mail, once nothing can lose it
 */
public record WatchServices(
        AccountsConfig config,
        EmailTables tables,
        MailSockets sockets,
        Keys keys,
        Semaphore doors,
        Consumer<Arrival> arrived,
        BackendContext context,
        InstantSource clock) {
    /** What a user is spoken to in. */
    Language language(Jid user) {
        return context.outcomeAsUser(
                        user, session -> CompletableFuture.completedFuture(session.language()))
                .join();
    }

    /** How registered users prove who they are. */
    public interface Keys {
        /**
         * For an account that works; may wait for a provider.
         *
         * @param fresh whether what there was before did not work any more
         * @throws BackendException if there is nothing to prove it with
         */
        Credentials of(Jid user, Row account, boolean fresh) throws BackendException;
    }
}
