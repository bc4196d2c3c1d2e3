package im.isthmus.core.store.database;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is written while nobody waits for it: if it could not be, the log says so. */
public final class Unawaited {
    private static final Logger LOG = LoggerFactory.getLogger(Unawaited.class);

    private Unawaited() {}

    /**
     * Looks after a write.
     *
     * @param what is written, as the log names it
     * @param whose it is: a user or a server
     */
    public static void watch(CompletableFuture<?> written, String what, Object whose) {
        var _ =
                written.whenComplete((_, problem) -> {
                    if (problem != null) {
                        LOG.warn(
                                "{}=unwritten of={} reason=\"{}\"",
                                what,
                                whose,
                                problem.toString());
                    }
                });
    }
}
