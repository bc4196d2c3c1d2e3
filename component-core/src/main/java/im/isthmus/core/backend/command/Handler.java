package im.isthmus.core.backend.command;

import im.isthmus.core.backend.term.BackendException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Does what a form was filled in for. Called by the owner of the requester's session, so it must
 * not block; what takes time completes the step later, on any thread.
 */
@FunctionalInterface
public interface Handler {
    /**
     * What comes next. Called again with other answers when the requester goes back to a form.
     *
     * @throws BackendException if it is already clear that it cannot be done; as {@link
     *     Step.Failed}
     */
    CompletionStage<Step> run(Invocation invocation) throws BackendException;

    /** One that may block: the database and the network are waited for on a thread of its own. */
    static Handler blocking(Function<Invocation, Step> work) {
        return invocation ->
                CompletableFuture.supplyAsync(
                        () -> work.apply(invocation), Thread::startVirtualThread);
    }
}
