package im.isthmus.core.conversation;

import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks of a session's owner, some of which have to wait for the database: that is asked by another
 * thread, while what comes later waits for its turn. Used by the owner alone.
 */
public final class Lane {
    /** Beyond that the owner waits itself, which holds up whoever has so much to say. */
    private static final int MAX = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Executor owner;
    private final UnaryOperator<Runnable> continuing;
    private final ArrayDeque<Step> steps = new ArrayDeque<>(0);
    private boolean advancing;

    /**
     * An empty lane.
     *
     * @param owner runs tasks as the session's owner
     * @param continuing told of what is put off, which it may wrap
     */
    public Lane(Executor owner, UnaryOperator<Runnable> continuing) {
        this.owner = owner;
        this.continuing = continuing;
    }

    /** Something to do once an answer is there; at once without one. */
    private record Step(@Nullable FutureTask<?> answer, Runnable then) {
        boolean isReady() {
            return answer == null || answer.isDone();
        }
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Runs a task after all earlier ones: at once if there are none. */
    public void then(Runnable task) {
        if (steps.isEmpty()) {
            task.run();
        } else {
            add(new Step(null, continuing.apply(task)));
        }
    }

    /** Asks on another thread, and goes on with the answer after all earlier tasks. */
    public <T> void ask(Supplier<T> question, Consumer<T> then) {
        FutureTask<T> answer = new FutureTask<>(question::get);
        add(new Step(answer, continuing.apply(() -> then.accept(answer.resultNow()))));
        Thread.ofVirtual()
                .start(() -> {
                    answer.run();
                    owner.execute(this::advance);
                });
    }

    private void add(Step step) {
        while (steps.size() >= MAX && !advancing) {
            FutureTask<?> answer = steps.getFirst().answer();
            if (answer != null) {
                await(answer);
            }
            advance();
        }
        steps.add(step);
    }

    private void advance() {
        if (advancing) {
            return; // whoever does goes on
        }
        advancing = true;
        try {
            while (!steps.isEmpty() && steps.getFirst().isReady()) {
                run(steps.getFirst().then());
                steps.removeFirst();
            }
        } finally {
            advancing = false;
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("session task=failed", e);
        }
    }

    private static void await(FutureTask<?> answer) {
        try {
            var _ = answer.get();
        } catch (ExecutionException e) {
            LOG.debug("question=failed", e); // told when its turn comes
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
