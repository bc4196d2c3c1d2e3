package im.isthmus.email.account.command;

import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Handler;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.text.Text;
import im.isthmus.email.account.setup.Discovery;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.config.OAuthConfig;
import im.isthmus.email.config.ProviderConfig;
import im.isthmus.email.oauth.DeviceFlow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Registers a mail account without a password: the user confirms a code at the provider's web page
 * (RFC 8628), and the account is tried and kept as any other.
 */
public final class SignIn {
    private final Discovery discovery;
    private final DeviceFlow flow;
    private final BackendContext context;

    public SignIn(Discovery discovery, DeviceFlow flow, BackendContext context) {
        this.discovery = discovery;
        this.flow = flow;
        this.context = context;
    }

    /** What the user is asked for first. */
    public static List<Field> fields() {
        return List.of(
                new Field("email", Kind.TEXT, Text.key("Mail address"), true),
                new Field("name", Kind.TEXT, Text.key("Your name, as others see it"), false));
    }

    /** The command; what runs it is only there once the gateway started. */
    public static Command command(Handler handler) {
        return Command.of(
                        "sign-in",
                        Text.key("Sign in at my mail provider"),
                        Text.key(
                                "Connects your mail account without giving the gateway your"
                                        + " password."),
                        Audience.USERS,
                        handler)
                .withFields(fields());
    }

    /** Asks the provider for a code. */
    public CompletionStage<Step> run(Invocation invocation) {
        Optional<MailAddress> address = MailAddress.parse(invocation.answers().get("email"));
        Optional<OAuthConfig> oauth =
                address.flatMap(discovery::provider).map(ProviderConfig::oauth);
        if (address.isEmpty() || oauth.isEmpty()) {
            return Step.failed(
                            "There is no signing in for this address: register with the password,"
                                    + " or an app password, instead.")
                    .now();
        }
        String name = invocation.answers().get("name");
        return CompletableFuture.supplyAsync(
                () -> begin(address.get(), name, oauth.get()), Thread::startVirtualThread);
    }

    private Step begin(MailAddress address, String name, OAuthConfig oauth) {
        try {
            DeviceFlow.Code code = flow.begin(oauth);
            return ask(address, name, oauth, code, Text.of("Sign in"));
        } catch (BackendException e) {
            return new Step.Failed(e.failure().message());
        }
    }

    private Step ask(
            MailAddress address, String name, OAuthConfig oauth, DeviceFlow.Code code, Text title) {
        return new Step.Ask(
                title,
                Text.of(
                        "Open {0} in a browser, enter the code {1} and allow access to your mail."
                                + " Then go on here.",
                        code.page(), code.forUser()),
                List.of(),
                true,
                next ->
                        CompletableFuture.supplyAsync(
                                        () -> poll(next, address, oauth, code),
                                        Thread::startVirtualThread)
                                .thenCompose(state ->
                                        switch (state) {
                                            case DONE -> register(next, address, name);
                                            case WAITING ->
                                                    ask(
                                                                    address,
                                                                    name,
                                                                    oauth,
                                                                    code,
                                                                    Text.of(
                                                                            "The provider still"
                                                                                    + " waits for you"))
                                                            .now();
                                            case DENIED ->
                                                    Step.failed("The provider says you refused.")
                                                            .now();
                                            case EXPIRED ->
                                                    Step.failed(
                                                                    "The code is no longer good:"
                                                                            + " begin again.")
                                                            .now();
                                        }));
    }

    private DeviceFlow.State poll(
            Invocation invocation, MailAddress address, OAuthConfig oauth, DeviceFlow.Code code) {
        return flow.poll(invocation.user().toString(), address.toString(), oauth, code);
    }

    private CompletionStage<Step> register(
            Invocation invocation, MailAddress address, String name) {
        CompletableFuture<Step> done = new CompletableFuture<>();
        Map<String, String> fields = Map.of("email", address.toString(), "name", name);
        context.asUser(
                invocation.user(),
                session -> {
                    var _ =
                            session.register(new AccountFields(fields))
                                    .whenComplete((_, problem) ->
                                            done.complete(
                                                    problem == null
                                                            ? Step.done("You are registered.")
                                                            : failed(problem)));
                });
        return done;
    }

    private static Step failed(Throwable problem) {
        return problem instanceof BackendException refused
                ? new Step.Failed(refused.failure().message())
                : Step.failed("The gateway failed on this; its log has the reason.");
    }
}
