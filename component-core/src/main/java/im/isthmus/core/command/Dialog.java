package im.isthmus.core.command;

import im.isthmus.core.backend.command.Answers;
import im.isthmus.core.backend.command.Command;
import im.isthmus.core.backend.command.Handler;
import im.isthmus.core.backend.command.Invocation;
import im.isthmus.core.backend.command.Step;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.text.Text;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command under way: the forms that were shown so far, and what is being done. Used by one thread
 * at a time, usually the owner of the requester's session.
 */
public final class Dialog {
    private static final Logger LOG = LoggerFactory.getLogger(Dialog.class);

    /** What does not answer in this time has failed. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int MAX_FORMS = 50;

    private final Command command;
    private final Invocation invocation;
    private final Deque<Step.Ask> asked = new ArrayDeque<>();
    private boolean busy;

    /** A command that was not started yet. */
    public Dialog(Command command, Invocation invocation) {
        this.command = command;
        this.invocation = invocation;
    }

    public Command command() {
        return command;
    }

    Invocation invocation() {
        return invocation;
    }

    /** Whether what was asked for last is still being done. */
    boolean isBusy() {
        return busy;
    }

    /** The form that waits to be filled in; null before the start. */
    Step.@Nullable Ask form() {
        return asked.peek();
    }

    /** Whether there is a form to go back to. */
    boolean canGoBack() {
        return asked.size() > 1;
    }

    /** Whether the form is the one that the command itself has. */
    boolean isAtArguments() {
        return asked.size() == 1 && !command.fields().isEmpty();
    }

    /** Goes back to the form before. */
    void back() {
        asked.pop();
    }

    /** The first step. */
    public CompletionStage<Step> start() {
        if (!command.fields().isEmpty()) {
            return new Step.Ask(
                            Text.of(command.name()),
                            Text.of(command.description()),
                            command.fields(),
                            true,
                            command.handler())
                    .now();
        }
        return run(command.handler(), Answers.NONE);
    }

    /** What follows the form, filled in like this. */
    public CompletionStage<Step> submit(Answers answers) {
        Step.Ask form = asked.peek();
        if (form == null) {
            throw new IllegalStateException("nothing was asked");
        }
        return run(form.next(), answers);
    }

    /** Takes note of what the last call completed with. */
    public void arrived(Step step) {
        busy = false;
        if (step instanceof Step.Ask form) {
            asked.push(form);
        }
    }

    private CompletionStage<Step> run(Handler handler, Answers answers) {
        if (asked.size() >= MAX_FORMS) {
            return Step.failed("This command asks for too much.").now();
        }
        busy = true;
        try {
            return handler.run(invocation.with(answers))
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(this::failed);
        } catch (BackendException e) {
            return new Step.Failed(e.failure().message()).now();
        } catch (RuntimeException e) {
            return failed(e).now();
        }
    }

    private Step failed(Throwable problem) {
        Throwable cause =
                problem instanceof CompletionException && problem.getCause() != null
                        ? problem.getCause()
                        : problem;
        return switch (cause) {
            case BackendException e -> new Step.Failed(e.failure().message());
            case TimeoutException _ ->
                    Step.failed("This takes too long. Look later whether it was done.");
            default -> {
                LOG.error("command=failed word={}", command.word(), cause);
                yield Step.failed("The gateway failed on this; its log has the reason.");
            }
        };
    }
}
