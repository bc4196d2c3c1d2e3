package im.isthmus.irc.network.history;

import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.UserAction.FetchOlder;
import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.RoomReport.OlderFetched;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.HistoryPoint;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was said before all that is known, for who reads back that far. Has one owner. */
final class OlderPages {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration SOON = Duration.ofSeconds(5);

    /** The network's clock and ours differ; what comes twice is found by its name. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final IrcLink link;
    private final SessionContext context;
    private final Map<String, Question> asked = new HashMap<>();

    /** Pages in which nothing was said, and that are asked beyond. */
    private static final int MAX_SILENT = 5;

    private record Question(JoinedChannel channel, FetchOlder fetch, int most, int silent) {}

    OlderPages(IrcLink link, SessionContext context) {
        this.link = link;
        this.context = context;
    }

    /** Asks for a page of a channel, one at a time. */
    void ask(JoinedChannel channel, FetchOlder fetch, int most, boolean byName)
            throws BackendException {
        String name = link.server().fold(channel.name());
        if (asked.containsKey(name)) {
            throw busy();
        }
        Question question = new Question(channel, fetch, most, 0);
        link.server().send(line(question, fetch.before(), byName));
        asked.put(name, question);
        SessionContext.Timer _ =
                context.schedule(
                        PATIENCE,
                        () -> {
                            Question open = asked.get(name);
                            if (open != null && open.fetch().equals(fetch)) {
                                asked.remove(name);
                                fail(open, unanswered());
                            }
                        });
    }

    static BackendException busy() {
        return new BackendException(
                new BackendFailure.Temporary("Older messages are on their way already.", SOON));
    }

    private static IrcMessage line(Question question, HistoryPoint before, boolean byName) {
        Instant time = before.legacyId() == null ? before.time() : before.time().plus(SKEW);
        return IrcMessage.of(
                "CHATHISTORY",
                "BEFORE",
                question.channel().name(),
                Fetch.selector(before.legacyId(), time, byName),
                Integer.toString(question.most()));
    }

    /** A page arrived; whether it was asked for here. */
    boolean arrived(String target, HistoryPage page, boolean byName) {
        String name = link.server().fold(target);
        Question question = asked.remove(name);
        if (question == null) {
            return false;
        }
        boolean last = page.lines() < question.most();
        HistoryPoint oldest = page.oldest();
        if (page.messages().isEmpty() && !last && oldest != null) {
            if (question.silent() < MAX_SILENT && askBeyond(name, question, oldest, byName)) {
                return true;
            }
        }
        tell(question.fetch(), page, last);
        return true;
    }

    private boolean askBeyond(String name, Question question, HistoryPoint oldest, boolean byName) {
        HistoryPoint before = new HistoryPoint(byName ? oldest.legacyId() : null, oldest.time());
        boolean sent = link.server().trySend(line(question, before, byName));
        if (sent) {
            asked.put(
                    name,
                    new Question(
                            question.channel(),
                            question.fetch(),
                            question.most(),
                            question.silent() + 1));
        }
        return sent;
    }

    private void tell(FetchOlder fetch, HistoryPage page, boolean last) {
        List<RoomMessage> inOrder = new ArrayList<>(page.messages());
        List<Runnable> deeds = HistoryPage.settle(inOrder, page.deeds());
        inOrder.sort(Comparator.comparing(Fetch::time));
        link.publish(new OlderFetched(fetch.room(), fetch.ref(), inOrder, last));
        deeds.forEach(Runnable::run);
    }

    void refused(String target) {
        Question question = asked.remove(link.server().fold(target));
        if (question != null) {
            fail(question, new BackendFailure.Rejected("The network does not tell what was said."));
        }
    }

    void clear() {
        List<Question> all = List.copyOf(asked.values());
        asked.clear();
        all.forEach(question -> fail(question, unanswered()));
    }

    private static BackendFailure unanswered() {
        return new BackendFailure.Unreachable("The IRC network did not answer in time.");
    }

    private void fail(Question question, BackendFailure failure) {
        link.publish(new RequestFailed(question.fetch().ref(), failure));
    }
}
