package im.isthmus.irc.network.history;

import im.isthmus.core.backend.BackendException;
import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.HistoryPoint;
import im.isthmus.core.backend.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.RoomReport.OlderFetched;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.UserAction.FetchOlder;
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

    private record Question(FetchOlder fetch, int most) {}

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
        HistoryPoint before = fetch.before();
        Instant time = before.legacyId() == null ? before.time() : before.time().plus(SKEW);
        link.server()
                .send(
                        IrcMessage.of(
                                "CHATHISTORY",
                                "BEFORE",
                                channel.name(),
                                Fetch.selector(before.legacyId(), time, byName),
                                Integer.toString(most)));
        Question question = new Question(fetch, most);
        asked.put(name, question);
        SessionContext.Timer _ =
                context.schedule(
                        PATIENCE,
                        () -> {
                            if (asked.remove(name, question)) {
                                fail(question, unanswered());
                            }
                        });
    }

    static BackendException busy() {
        return new BackendException(
                new BackendFailure.Temporary("Older messages are on their way already.", SOON));
    }

    void arrived(String target, List<RoomMessage> page, int lines) {
        Question question = asked.remove(link.server().fold(target));
        if (question != null) {
            List<RoomMessage> inOrder = new ArrayList<>(page);
            inOrder.sort(Comparator.comparing(Fetch::time));
            boolean last = lines < question.most();
            FetchOlder fetch = question.fetch();
            link.publish(new OlderFetched(fetch.room(), fetch.ref(), inOrder, last));
        }
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
