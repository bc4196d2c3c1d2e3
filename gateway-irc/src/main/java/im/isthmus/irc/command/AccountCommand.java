package im.isthmus.irc.command;

import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Command.Scope;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.text.Text;
import im.isthmus.irc.address.Addressing;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.Links;
import im.isthmus.irc.network.account.AccountRequest.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Makes an account on a network that takes such requests (IRCv3 draft/account-registration), and
 * keeps its password for the next login.
 */
final class AccountCommand {
    static final String CAPABILITY = "draft/account-registration";

    private final Saving saving;
    private final Users users;
    private final Addressing addressing;

    AccountCommand(Saving saving, Users users, Addressing addressing) {
        this.saving = saving;
        this.users = users;
        this.addressing = addressing;
    }

    /**
     * @param network where commands about a network are given
     */
    Command command(Scope network) {
        return new Command(
                "register-account",
                "register-account",
                Text.key("Register an account"),
                Text.key("Makes an account on this network, and logs you in to it."),
                Audience.USERS,
                Set.of(network),
                List.of(),
                this::ask);
    }

    private CompletionStage<Step> ask(Invocation invocation) {
        return new Step.Ask(
                        Text.of("Register an account"),
                        Text.of(
                                "Without a name it is called as you are. Some networks want email."),
                        List.of(
                                new Field("account", Kind.TEXT, Text.key("Account"), false),
                                new Field("email", Kind.TEXT, Text.key("Email address"), false),
                                new Field("password", Kind.SECRET, Text.key("Password"), true)),
                        true,
                        this::register)
                .now();
    }

    private CompletionStage<Step> register(Invocation invocation) {
        String password = invocation.answers().get("password");
        return say(
                invocation,
                password,
                "REGISTER",
                word(invocation.answers().get("account")),
                word(invocation.answers().get("email")),
                password);
    }

    private static String word(String typed) {
        return typed.isBlank() ? "*" : typed.strip();
    }

    private CompletionStage<Step> say(
            Invocation invocation, String password, String command, String... params) {
        IrcMessage line;
        try {
            line = IrcMessage.of(command, params);
        } catch (IllegalArgumentException e) {
            return Step.failed("IRC cannot carry this.").now();
        }
        return users.with(
                        invocation.user(),
                        present ->
                                present.map(each -> request(each, invocation, line))
                                        .orElseGet(AccountCommand::offline))
                .thenCompose(Function.identity())
                .thenCompose(answer -> step(invocation, password, answer));
    }

    private static CompletionStage<Answer> offline() {
        return CompletableFuture.completedFuture(new Answer.Refused(""));
    }

    private CompletionStage<Answer> request(Links links, Invocation invocation, IrcMessage line) {
        IrcLink link = links.named(addressing.key(invocation.address()));
        boolean can =
                link != null && link.server().has(CAPABILITY) && link.server().mayHearSecrets();
        return link == null || !can ? offline() : link.account().ask(line);
    }

    private CompletionStage<Step> step(Invocation invocation, String password, Answer answer) {
        return switch (answer) {
            case Answer.Done done -> keep(invocation, done.account(), password);
            case Answer.Refused refused when refused.text().isEmpty() ->
                    Step.failed(
                                    "You cannot register there now: be connected with TLS to a"
                                            + " network that takes such requests.")
                            .now();
            case Answer.Refused refused ->
                    Step.failed("The network refused it: {0}", refused.text()).now();
            case Answer.CodeNeeded needed ->
                    new Step.Ask(
                                    Text.of("Register an account"),
                                    Text.of("The network says: {0}", needed.text()),
                                    List.of(
                                            new Field(
                                                    "code",
                                                    Kind.TEXT,
                                                    Text.key("Code that you were sent"),
                                                    true)),
                                    true,
                                    next ->
                                            say(
                                                    next,
                                                    password,
                                                    "VERIFY",
                                                    needed.account(),
                                                    word(next.answers().get("code"))))
                            .now();
        };
    }

    private CompletionStage<Step> keep(Invocation invocation, String account, String password) {
        String where = addressing.key(invocation.address());
        return saving.change(
                        invocation.user(),
                        where,
                        Map.of("sasl_account", account, "sasl_password", password))
                .thenApply(_ ->
                        Step.done(
                                "You have the account {0}. You are logged in to it whenever you"
                                        + " connect.",
                                account));
    }
}
