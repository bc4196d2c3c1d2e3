package im.isthmus.core.command;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.backend.command.Answers;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.config.Suggestion;
import im.isthmus.core.text.Language;
import java.util.List;
import java.util.Optional;

/** Commands at a terminal: everything is said at once, in English, and nothing is asked. */
public final class CommandLine {
    private final List<Command> commands;
    private final Jid gateway;

    /**
     * @param gateway stands for who types
     */
    public CommandLine(List<Command> commands, Jid gateway) {
        this.commands = List.copyOf(commands);
        this.gateway = gateway;
    }

    /**
     * What came of it.
     *
     * @param done whether it was done
     * @param text for the terminal
     */
    public record Outcome(boolean done, String text) {}

    /** Runs the command of the first word; the others are its arguments. */
    public Outcome run(List<String> words) {
        if (words.isEmpty() || words.getFirst().equals("help")) {
            return new Outcome(true, ChatText.help(commands, Language.ENGLISH));
        }
        String word = words.getFirst();
        Optional<Command> command =
                commands.stream().filter(each -> each.word().equals(word)).findFirst();
        return command.map(found -> run(found, words.subList(1, words.size())))
                .orElseGet(() -> new Outcome(false, unknown(word)));
    }

    private Outcome run(Command command, List<String> arguments) {
        Invocation invocation =
                new Invocation(gateway, new Gateway(), true, Language.ENGLISH, Answers.NONE);
        Dialog dialog = new Dialog(command, invocation);
        Step step = dialog.start().toCompletableFuture().join();
        dialog.arrived(step);
        if (step instanceof Step.Ask ask) {
            ChatForm form = new ChatForm(ask, true);
            try {
                form.take(arguments);
                if (!form.isComplete()) {
                    return new Outcome(false, ChatText.help(command, Language.ENGLISH));
                }
                step = dialog.submit(form.answers()).toCompletableFuture().join();
            } catch (FieldCheck.Misfit e) {
                return new Outcome(false, e.text().english());
            }
        }
        return step instanceof Step.Ask
                ? new Outcome(false, "This asks for more; run it in a chat with the gateway.")
                : new Outcome(step instanceof Step.Done, ChatText.end(step, Language.ENGLISH));
    }

    private String unknown(String word) {
        List<String> words = commands.stream().map(Command::word).toList();
        return Suggestion.nearest(word, words)
                .map(near -> "unknown command " + word + ", did you mean " + near + "?")
                .orElse("unknown command " + word + ", there are " + String.join(", ", words));
    }
}
