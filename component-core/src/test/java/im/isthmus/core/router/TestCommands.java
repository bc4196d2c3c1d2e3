package im.isthmus.core.router;

import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Command.Audience;
import im.isthmus.core.backend.command.Command.Scope;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.Registration.Field;
import im.isthmus.core.backend.term.Registration.Kind;
import im.isthmus.core.backend.term.Registration.Option;
import im.isthmus.core.text.Text;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Commands of every shape. */
final class TestCommands {
    private static final Field TEXT = field("text", Kind.TEXT, true, "");
    private static final Field COLOUR =
            new Field(
                    "colour",
                    Kind.CHOICE,
                    "Colour",
                    false,
                    "red",
                    List.of(new Option("red", "Red"), new Option("blue", "Blue")));

    private TestCommands() {}

    static List<Command> all() {
        return List.of(
                command("echo", Audience.USERS, TestCommands::echo)
                        .withFields(List.of(TEXT, COLOUR)),
                command("wizard", Audience.USERS, TestCommands::wizard),
                command("erase", Audience.USERS, TestCommands::erase),
                command("paint", Audience.USERS, TestCommands::echo).withFields(List.of(COLOUR)),
                command("palette", Audience.USERS, TestCommands::palette),
                command("never", Audience.USERS, _ -> new CompletableFuture<>()),
                command("broken", Audience.USERS, TestCommands::broken),
                command("refused", Audience.USERS, TestCommands::refused),
                command("mode", Audience.USERS, TestCommands::where).withScopes(Set.of(Scope.ROOM)),
                command("shut", Audience.ADMINS, _ -> Step.done("Shut.").now())
                        .withNode("http://jabber.org/protocol/admin#shut"),
                command("list", Audience.ADMINS, _ -> table().now()));
    }

    private static Command command(
            String word, Audience audience, im.isthmus.core.backend.command.Handler handler) {
        return Command.of(word, "Name of " + word, "Does " + word + ".", audience, handler);
    }

    private static CompletionStage<Step> echo(Invocation invocation) {
        return Step.done(
                        "{0} in {1}",
                        invocation.answers().get("text"), invocation.answers().get("colour"))
                .now();
    }

    private static CompletionStage<Step> palette(Invocation invocation) {
        return new Step.Ask(
                        Text.of("Palette"), Text.EMPTY, List.of(COLOUR), true, TestCommands::echo)
                .now();
    }

    private static CompletionStage<Step> where(Invocation invocation) {
        return Step.done("at {0}", invocation.address().localpart()).now();
    }

    private static CompletionStage<Step> wizard(Invocation invocation) {
        return new Step.Ask(
                        Text.of("One"),
                        Text.of("First."),
                        List.of(TEXT),
                        false,
                        first ->
                                new Step.Ask(
                                                Text.of("Two"),
                                                Text.of("Second."),
                                                List.of(field("more", Kind.TEXT, true, "")),
                                                true,
                                                second ->
                                                        Step.done(
                                                                        "{0}+{1}",
                                                                        first.answers().get("text"),
                                                                        second.answers()
                                                                                .get("more"))
                                                                .now())
                                        .now())
                .now();
    }

    private static CompletionStage<Step> erase(Invocation invocation) {
        return Step.confirm(Text.of("All of it?"), _ -> Step.done("Gone.").now()).now();
    }

    private static CompletionStage<Step> broken(Invocation invocation) {
        throw new IllegalStateException("on purpose");
    }

    private static CompletionStage<Step> refused(Invocation invocation) throws BackendException {
        throw new BackendException(new BackendFailure.Rejected("Not today."));
    }

    private static Step table() {
        return new Step.Done(
                Text.EMPTY,
                List.of(new Step.Fact("count", "Count", 2)),
                new Step.Table(
                        List.of(new Step.Column("a", "A"), new Step.Column("b", "B")),
                        List.of(List.of("1", "2"), List.of("3", "4"))));
    }

    private static Field field(String name, Kind kind, boolean required, String initial) {
        return new Field(name, kind, "The " + name, required, initial, List.of());
    }
}
