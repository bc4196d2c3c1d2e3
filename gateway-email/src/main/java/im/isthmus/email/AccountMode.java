package im.isthmus.email;

import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.Registration;
import im.isthmus.email.account.AccountWiring;
import im.isthmus.email.account.MailAccounts;
import im.isthmus.email.account.command.MailboxCommands;
import im.isthmus.email.account.command.SignIn;
import im.isthmus.email.account.setup.Discovery;
import im.isthmus.email.config.AccountsConfig;
import im.isthmus.email.oauth.AccessTokens;
import im.isthmus.email.oauth.DeviceFlow;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.store.ReceivedMails.Arrival;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** That users have accounts at other mail servers, and all that comes with it. */
final class AccountMode implements AutoCloseable {
    private final AccountsConfig config;
    private final EmailTables tables;
    private final boolean required;
    private final InstantSource clock;
    private final AccessTokens tokens;
    private @Nullable MailAccounts accounts;
    private @Nullable SignIn signIn;

    /**
     * @param required whether there is no other way to write than by an account
     */
    AccountMode(AccountsConfig config, EmailTables tables, boolean required, InstantSource clock) {
        this.config = config;
        this.tables = tables;
        this.required = required;
        this.clock = clock;
        this.tokens = new AccessTokens(tables.accounts().tokens(), clock);
    }

    Registration registration() {
        return MailAccounts.registration(required);
    }

    List<Preference<?>> preferences() {
        return MailAccounts.preferences();
    }

    List<Command> commands() {
        List<Command> commands =
                new ArrayList<>(new MailboxCommands(() -> accounts, tables).commands());
        if (config.providers().stream().anyMatch(provider -> provider.oauth() != null)) {
            commands.add(SignIn.command(this::signIn));
        }
        return commands;
    }

    private CompletionStage<Step> signIn(Invocation invocation) {
        SignIn ready = signIn;
        return ready == null
                ? Step.failed("The gateway only just starts: try again.").now()
                : ready.run(invocation);
    }

    /**
     * Makes the accounts; nothing moves before {@link #start}.
     *
     * @param hostName what we call ourselves
     * @param arrived told of each mail, once nothing can lose it
     */
    MailAccounts open(BackendContext context, String hostName, Consumer<Arrival> arrived) {
        signIn = new SignIn(new Discovery(config), new DeviceFlow(tokens, clock), context);
        MailAccounts opened =
                new AccountWiring(
                                config, tables, tokens, hostName, required, arrived, context, clock)
                        .accounts();
        accounts = opened;
        return opened;
    }

    /** Goes on with the accounts there are. */
    void start() {
        MailAccounts opened = accounts;
        if (opened != null) {
            opened.start();
        }
    }

    /** Null before {@link #open}. */
    @Nullable MailAccounts accounts() {
        return accounts;
    }

    @Override
    public void close() {
        MailAccounts opened = accounts;
        if (opened != null) {
            opened.close();
        }
    }
}
