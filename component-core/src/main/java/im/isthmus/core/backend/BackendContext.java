package im.isthmus.core.backend;

import im.isthmus.core.address.Jid;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the core offers to a {@link Backend} as a whole. */
public interface BackendContext {
    /** The gateway's own address. */
    Jid domain();

    /** Whether somebody may use the gateway; for who is written to before having asked. */
    boolean permits(Jid user);

    /**
     * What somebody has set a preference to, whether or not they have a session. Callable from any
     * thread; never waits.
     *
     * @param user a bare JID
     */
    default <T> T preference(Jid user, Preference<T> preference) {
        return preference.reader().apply(preference.standard());
    }

    /**
     * Runs a task as the owner of a user's session, which is made if there is none, for what comes
     * from the network to somebody who may be offline. Callable from any thread; never refuses.
     *
     * @param user a bare JID
     */
    void asUser(Jid user, Consumer<SessionContext> task);

    /**
     * As {@link #asUser}, for whoever waits for what comes of it; not to be waited for by the
     * owner.
     *
     * @return completes as what the task returns does, and exceptionally if the task fails
     */
    default <T> CompletableFuture<T> outcomeAsUser(
            Jid user, Function<SessionContext, ? extends CompletionStage<T>> task) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        asUser(
                user,
                session -> {
                    try {
                        var _ =
                                task.apply(session)
                                        .whenComplete((value, problem) -> {
                                            if (problem == null) {
                                                outcome.complete(value);
                                            } else {
                                                outcome.completeExceptionally(problem);
                                            }
                                        });
                    } catch (RuntimeException e) {
                        outcome.completeExceptionally(e);
                    }
                });
        return outcome;
    }
}
