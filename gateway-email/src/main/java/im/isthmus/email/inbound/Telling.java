package im.isthmus.email.inbound;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.LegacyEvent;
import im.isthmus.core.backend.SessionContext;
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
        CompletableFuture<Void> told = new CompletableFuture<>();
        context.asUser(
                jid(user),
                session -> {
                    List<LegacyEvent> all = events.get();
                    all.subList(0, all.size() - 1).forEach(session::publish);
                    keep(session, all.getLast(), told);
                });
        told.join();
    }

    private static void keep(
            SessionContext session, LegacyEvent event, CompletableFuture<Void> told) {
        var _ =
                session.publishKept(event)
                        .whenComplete((_, problem) -> {
                            if (problem == null) {
                                told.complete(null);
                            } else {
                                told.completeExceptionally(problem);
                            }
                        });
    }

    /** What the owner of a user's session says. */
    <T> T ask(String user, Function<SessionContext, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        context.asUser(jid(user), session -> answer.complete(question.apply(session)));
        return answer.join();
    }

    private static Jid jid(String user) {
        try {
            return Jid.parse(user);
        } catch (InvalidJidException e) {
            throw new IllegalStateException("a JID in the database is none", e);
        }
    }
}
