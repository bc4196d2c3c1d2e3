package im.isthmus.email.account;

import im.isthmus.core.attachment.HostResolver;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.email.account.setup.Discovery;
import im.isthmus.email.account.setup.Verification;
import im.isthmus.email.account.watch.WatchServices;
import im.isthmus.email.config.AccountsConfig;
import im.isthmus.email.config.ProviderConfig;
import im.isthmus.email.connection.MailServer;
import im.isthmus.email.connection.MailSockets;
import im.isthmus.email.connection.ServerPolicy;
import im.isthmus.email.oauth.AccessTokens;
import im.isthmus.email.smtp.relay.TrustedSockets;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.store.ReceivedMails.Arrival;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * What accounts are made with.
 *
 * @param hostName what we call ourselves
 * @param required whether there is no other way to write than by an account
 * @param arrived told of each mail, once nothing can lose it
 */
public record AccountWiring(
        AccountsConfig config,
        EmailTables tables,
        AccessTokens tokens,
        String hostName,
        boolean required,
        Consumer<Arrival> arrived,
        BackendContext context,
        InstantSource clock) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Of servers that are only guessed many do not exist. */
    private static final Duration PATIENCE_TO_TRY = Duration.ofSeconds(8);

    /** So many log-ins are under way at once; a restart with many users takes a while. */
    private static final int DOORS = 32;

    /** Puts it together; nothing is watched before {@link MailAccounts#start}. */
    public MailAccounts accounts() {
        Discovery discovery = new Discovery(config);
        ServerPolicy policy = policy();
        SSLSocketFactory tls = tls();
        MailSockets sockets = new MailSockets(policy, tls, PATIENCE);
        MailSockets trials = new MailSockets(policy, tls, PATIENCE_TO_TRY);
        AccountKeys keys = new AccountKeys(discovery, tokens, context);
        return new MailAccounts(
                new WatchServices(
                        config,
                        tables,
                        sockets,
                        keys,
                        new Semaphore(DOORS, true),
                        arrived,
                        context,
                        clock),
                new Verification(discovery, trials, keys, hostName),
                tokens,
                hostName,
                required);
    }

    private ServerPolicy policy() {
        Set<MailServer> known = new HashSet<>();
        for (ProviderConfig provider : config.providers()) {
            known.add(provider.imap());
            known.add(provider.smtp());
        }
        return new ServerPolicy(
                config.others(),
                config.ports(),
                config.privateHosts(),
                known,
                HostResolver.system());
    }

    private SSLSocketFactory tls() {
        @Nullable Path authorities = config.authorities();
        try {
            return authorities == null
                    ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                    : new TrustedSockets(authorities).factory();
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
