package im.isthmus.sms.provider.http;

import im.isthmus.sms.provider.Outcome;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What follows from the messages that a provider has and that look like one in doubt. */
final class Found {
    /** How many are asked for; as many may be the first page of more. */
    static final int PAGE = 100;

    private Found() {}

    /**
     * Two alike may be two messages of the user: then nobody can tell. Nor can anybody from what is
     * no list, or not the whole of it: to send again needs proof.
     *
     * @param list of the provider's answer
     * @param ids of those in it that look like the message and are no other message of ours
     */
    static Outcome outcome(JsonNode list, List<String> ids) {
        if (!list.isArray() || (ids.isEmpty() && list.size() >= PAGE)) {
            return new Outcome.InDoubt("the provider does not list all of its messages");
        }
        if (ids.isEmpty()) {
            return new Outcome.TryLater(Duration.ZERO, "the provider has no such message");
        }
        return ids.size() == 1
                ? new Outcome.Accepted(ids, 0)
                : new Outcome.InDoubt("the provider has several such messages");
    }
}
