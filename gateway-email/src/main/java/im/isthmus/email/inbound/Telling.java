package im.isthmus.email.inbound;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.event.LegacyEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tells users something and waits until nothing can lose it. Not for the owner of a session. */
final class Telling {
    private final BackendContext context;

    Telling(BackendContext context) {
        this.context = context;
    }

    /** Publishes events, of which the last one is kept; they are made by the owner. */
    void tell(String user, Supplier<List<LegacyEvent>> events) {
        context.outcomeAsUser(
                        Jid.checked(user),
                        session -> {
                            List<LegacyEvent> all = events.get();
                            all.subList(0, all.size() - 1).forEach(session::publish);
                            return session.publishKept(all.getLast());
                        })
                .join();
    }

    /** What the owner of a user's session says. */
    <T> T ask(String user, Function<SessionContext, T> question) {
        return context.outcomeAsUser(
                        Jid.checked(user),
                        session -> CompletableFuture.completedFuture(question.apply(session)))
                .join();
    }
}
