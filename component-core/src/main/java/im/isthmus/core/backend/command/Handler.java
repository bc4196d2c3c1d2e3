package im.isthmus.core.backend.command;

import im.isthmus.core.backend.BackendException;
import java.util.concurrent.CompletionStage;

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
}
