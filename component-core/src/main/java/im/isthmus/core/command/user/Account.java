package im.isthmus.core.command.user;

import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.Registration;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.command.Owners;
import im.isthmus.core.registration.UserAccount;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.text.Text;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The user's account on the legacy network: made, changed and removed. */
public final class Account {
    private static final Logger LOG = LoggerFactory.getLogger(Account.class);

    private final Backend backend;
    private final Owners owners;

    public Account(Backend backend, Owners owners) {
        this.backend = backend;
        this.owners = owners;
    }

    /** None, if there is nothing to register for. */
    public List<Command> commands() {
        Registration registration = backend.registration();
        if (registration == null) {
            return List.of();
        }
        return List.of(
                Command.of(
                        "register",
                        "Register, or change my registration",
                        "Connects your account on the other network with this gateway.",
                        Audience.USERS,
                        invocation -> form(invocation, registration)),
                Command.of(
                        "unregister",
                        "Unregister",
                        "Ends your registration and takes the contacts out of your roster.",
                        Audience.REGISTERED,
                        this::unregister));
    }

    private CompletionStage<Step> form(Invocation invocation, Registration registration) {
        CompletableFuture<Step> shown = new CompletableFuture<>();
        owners.asOwner(
                invocation.user(),
                session -> {
                    AccountFields old = session.attendance().account().fields();
                    List<Field> fields =
                            registration.fields().stream()
                                    .map(field -> filled(field, old))
                                    .toList();
                    Text instructions = Text.of(registration.instructions());
                    shown.complete(
                            new Step.Ask(
                                    old == null
                                            ? Text.of("Register")
                                            : Text.of("Change my registration"),
                                    instructions,
                                    fields,
                                    true,
                                    this::register));
                });
        return shown;
    }

    /** With what the user registered before; but a secret is not shown, and stays if left empty. */
    private static Field filled(Field field, @Nullable AccountFields old) {
        if (old == null) {
            return field;
        }
        boolean secret = field.kind() == Kind.SECRET;
        return new Field(
                field.name(),
                field.kind(),
                field.label(),
                field.required() && !secret,
                secret ? "" : old.get(field.name()),
                field.options());
    }

    private CompletionStage<Step> register(Invocation invocation) {
        CompletableFuture<Step> done = new CompletableFuture<>();
        owners.asOwner(
                invocation.user(),
                session ->
                        finish(
                                session.attendance()
                                        .account()
                                        .register(
                                                invocation.requester(),
                                                invocation.answers().values()),
                                done,
                                Step.done("You are registered.")));
        return done;
    }

    private CompletionStage<Step> unregister(Invocation invocation) {
        Text sure = Text.of("You will be logged out, and your contacts go out of your roster.");
        return Step.confirm(sure, this::remove).now();
    }

    private CompletionStage<Step> remove(Invocation invocation) {
        CompletableFuture<Step> done = new CompletableFuture<>();
        owners.asOwner(
                invocation.user(),
                session -> {
                    UserAccount account = session.attendance().account();
                    finish(account.unregister(), done, Step.done("You are no longer registered."));
                });
        return done;
    }

    private static void finish(
            CompletableFuture<Void> work, CompletableFuture<Step> told, Step success) {
        var _ =
                work.whenComplete(
                        (_, problem) -> told.complete(problem == null ? success : failed(problem)));
    }

    private static Step failed(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null
                        ? problem.getCause()
                        : problem;
        if (cause instanceof StanzaException refused) {
            return new Step.Failed(refused.message());
        }
        LOG.error("account=failed", cause);
        return Step.failed("The gateway failed on this; its log has the reason.");
    }
}
