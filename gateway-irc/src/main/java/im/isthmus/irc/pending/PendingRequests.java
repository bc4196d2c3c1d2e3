package im.isthmus.irc.pending;

import im.isthmus.core.backend.SessionContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Requests on their way, oldest first; each is answered once or given up after a time. */
public final class PendingRequests {
    /** Bounds the memory for a network that never answers. */
    private static final int MAX = 100;

    private record Entry(
            long number, PendingRequest request, long label, SessionContext.Timer timer) {}

    private final List<Entry> entries = new ArrayList<>();
    private final SessionContext context;
    private final Duration patience;
    private final Consumer<PendingRequest> givenUp;
    private long number;

    /**
     * @param patience how long an answer may take
     * @param givenUp is told which request got none
     */
    public PendingRequests(
            SessionContext context, Duration patience, Consumer<PendingRequest> givenUp) {
        this.context = context;
        this.patience = patience;
        this.givenUp = givenUp;
    }

    public boolean isFull() {
        return entries.size() >= MAX;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * Waits for the answer to a request.
     *
     * @param label that it was sent with; 0 for none
     */
    public void add(PendingRequest request, long label) {
        number++;
        long own = number;
        SessionContext.Timer timer =
                context.schedule(
                        patience,
                        () -> {
                            if (entries.removeIf(entry -> entry.number() == own)) {
                                givenUp.accept(request);
                            }
                        });
        entries.add(new Entry(own, request, label, timer));
    }

    /**
     * Takes the request that an answer belongs to: the one with its label, else the oldest that
     * matches; null if there is none.
     */
    public @Nullable PendingRequest take(long label, Predicate<PendingRequest> matches) {
        for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
            Entry entry = all.next();
            boolean labeled = label != 0 && entry.label() != 0;
            boolean found = labeled ? entry.label() == label : matches.test(entry.request());
            if (found) {
                all.remove();
                entry.timer().cancel();
                return entry.request();
            }
        }
        return null;
    }

    /** The oldest request that matches, which goes on waiting; null if there is none. */
    public @Nullable PendingRequest find(Predicate<PendingRequest> matches) {
        for (Entry entry : entries) {
            if (matches.test(entry.request())) {
                return entry.request();
            }
        }
        return null;
    }

    /** The network is still answering: the time begins anew. */
    public void prolong(PendingRequest request) {
        Entry known = null;
        for (Entry entry : entries) {
            known = entry.request().equals(request) ? entry : known;
        }
        if (known != null) {
            known.timer().cancel();
            entries.remove(known);
            add(request, known.label());
        }
    }

    /** Gives up all of them. */
    public List<PendingRequest> clear() {
        List<PendingRequest> all = new ArrayList<>();
        for (Entry entry : entries) {
            entry.timer().cancel();
            all.add(entry.request());
        }
        entries.clear();
        return all;
    }
}
