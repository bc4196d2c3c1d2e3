package im.isthmus.email.account;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;
import im.isthmus.email.account.setup.Discovery;
import im.isthmus.email.account.setup.Verification;
import im.isthmus.email.account.watch.WatchServices;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.config.OAuthConfig;
import im.isthmus.email.config.ProviderConfig;
import im.isthmus.email.connection.Credentials;
import im.isthmus.email.oauth.AccessTokens;
import im.isthmus.email.store.account.MailAccountTable.Row;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How users prove to their servers who they are: by password, or by what they signed in for. */
final class AccountKeys implements Verification.Keys, WatchServices.Keys {
    private final Discovery discovery;
    private final AccessTokens tokens;
    private final BackendContext context;

    AccountKeys(Discovery discovery, AccessTokens tokens, BackendContext context) {
        this.discovery = discovery;
        this.tokens = tokens;
        this.context = context;
    }

    @Override
    public Credentials of(String user, MailAddress address, String login, AccountFields fields)
            throws BackendException {
        String password = fields.get(AccountFormFields.PASSWORD);
        if (!password.isEmpty()) {
            return new Credentials.Password(login, password);
        }
        Optional<OAuthConfig> oauth = oauth(address);
        if (oauth.isEmpty()) {
            throw new BackendException(
                    new BackendFailure.AuthFailed("The password is missing: fill it in."));
        }
        return new Credentials.Token(
                login, tokens.access(user, address.toString(), oauth.get(), false));
    }

    @Override
    public String provider(MailAddress address, AccountFields fields) {
        boolean password = !fields.get(AccountFormFields.PASSWORD).isEmpty();
        return password ? "" : discovery.provider(address).map(ProviderConfig::name).orElse("");
    }

    @Override
    public Credentials of(Jid user, Row account, boolean fresh) throws BackendException {
        if (!account.oauth().isEmpty()) {
            OAuthConfig oauth =
                    MailAddress.parse(account.address())
                            .flatMap(this::oauth)
                            .orElseThrow(() ->
                                    new BackendException(
                                            new BackendFailure.AuthFailed(
                                                    Text.of(
                                                            "The gateway's administrator took away the way"
                                                                    + " to sign in at {0}.",
                                                            account.oauth()))));
            return new Credentials.Token(
                    account.login(),
                    tokens.access(account.user(), account.address(), oauth, fresh));
        }
        String password =
                context.outcomeAsUser(
                                user,
                                session -> CompletableFuture.completedFuture(password(session)))
                        .join();
        return new Credentials.Password(account.login(), password);
    }

    private static String password(SessionContext session) {
        @Nullable AccountFields fields = session.account();
        return fields == null ? "" : fields.get(AccountFormFields.PASSWORD);
    }

    private Optional<OAuthConfig> oauth(MailAddress address) {
        return discovery.provider(address).map(ProviderConfig::oauth);
    }
}
