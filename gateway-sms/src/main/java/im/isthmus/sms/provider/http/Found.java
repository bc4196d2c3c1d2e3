package im.isthmus.sms.provider.http;

import im.isthmus.sms.provider.Outcome;
import java.time.Duration;
import java.util.List;

/** What follows from the messages that a provider has and that look like one in doubt. */
final class Found {
    private Found() {}

    /**
     * Two alike may be two messages of the user: then nobody can tell.
     *
     * @param ids of those that look like it and are no other message of ours
     */
    static Outcome outcome(List<String> ids) {
        if (ids.isEmpty()) {
            return new Outcome.TryLater(Duration.ZERO, "the provider has no such message");
        }
        return ids.size() == 1
                ? new Outcome.Accepted(ids, 0)
                : new Outcome.InDoubt("the provider has several such messages");
    }
}
