package im.isthmus.irc.inbound;

import im.isthmus.core.backend.term.BackendFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a numeric of refusal means.
 *
 * @param failure of the network's text
 * @param whats what it may be about, the likeliest first
 */
record Refusal(Function<String, BackendFailure> failure, List<What> whats) {
    /** What can be refused. */
    enum What {
        JOIN,
        MESSAGE,
        REQUEST,
        NICK
    }

    private static final Duration SOON = Duration.ofSeconds(30);

    static final Map<String, Refusal> BY_NUMERIC =
            Map.ofEntries(
                    of("401", BackendFailure.NotFound::new, What.MESSAGE, What.REQUEST),
                    of("403", BackendFailure.NotFound::new, What.JOIN, What.MESSAGE, What.REQUEST),
                    of("404", BackendFailure.NotAllowed::new, What.MESSAGE),
                    of("405", Refusal::later, What.JOIN),
                    of("407", BackendFailure.TooMany::new, What.JOIN, What.MESSAGE),
                    of("408", BackendFailure.NotAllowed::new, What.MESSAGE),
                    of("416", BackendFailure.TooMany::new, What.REQUEST),
                    of("421", BackendFailure.Unsupported::new, What.REQUEST),
                    of("431", BackendFailure.BadValue::new, What.NICK),
                    of("432", BackendFailure.BadValue::new, What.NICK),
                    of("433", BackendFailure.NickTaken::new, What.NICK),
                    of("435", BackendFailure.NotAllowed::new, What.NICK),
                    of("436", BackendFailure.NickTaken::new, What.NICK),
                    of("437", Refusal::later, What.NICK, What.JOIN),
                    of("438", Refusal::later, What.NICK),
                    of("439", Refusal::later, What.MESSAGE, What.JOIN, What.NICK),
                    of("441", BackendFailure.NotFound::new, What.REQUEST),
                    of("442", BackendFailure.NotAllowed::new, What.MESSAGE, What.REQUEST),
                    of("443", BackendFailure.Rejected::new, What.REQUEST),
                    of("447", BackendFailure.NotAllowed::new, What.NICK),
                    of("448", BackendFailure.NotAllowed::new, What.JOIN),
                    of("460", BackendFailure.NotAllowed::new, What.REQUEST),
                    of("467", BackendFailure.Rejected::new, What.REQUEST),
                    of("468", BackendFailure.NotAllowed::new, What.REQUEST),
                    of("471", BackendFailure.TooMany::new, What.JOIN),
                    of("472", BackendFailure.Unsupported::new, What.REQUEST),
                    of("473", BackendFailure.MembershipNeeded::new, What.JOIN),
                    of("474", BackendFailure.Banned::new, What.JOIN),
                    of("475", BackendFailure.AuthFailed::new, What.JOIN),
                    of("476", BackendFailure.NotFound::new, What.JOIN),
                    of("477", BackendFailure.MembershipNeeded::new, What.JOIN, What.MESSAGE),
                    of("478", BackendFailure.TooMany::new, What.REQUEST),
                    of("479", BackendFailure.NotFound::new, What.JOIN),
                    of("480", Refusal::later, What.JOIN),
                    of("482", BackendFailure.NotAllowed::new, What.REQUEST),
                    of("484", BackendFailure.NotAllowed::new, What.NICK, What.REQUEST),
                    of("485", BackendFailure.NotAllowed::new, What.JOIN, What.REQUEST),
                    of("486", BackendFailure.MembershipNeeded::new, What.MESSAGE),
                    of("489", BackendFailure.MembershipNeeded::new, What.JOIN, What.MESSAGE),
                    of("492", BackendFailure.NotAllowed::new, What.MESSAGE),
                    of("493", BackendFailure.NotAllowed::new, What.MESSAGE),
                    of("495", Refusal::later, What.JOIN),
                    of("499", BackendFailure.NotAllowed::new, What.REQUEST),
                    of("518", BackendFailure.NotAllowed::new, What.REQUEST),
                    of("519", BackendFailure.NotAllowed::new, What.JOIN),
                    of("520", BackendFailure.NotAllowed::new, What.JOIN),
                    of("531", BackendFailure.NotAllowed::new, What.MESSAGE),
                    of("696", BackendFailure.BadValue::new, What.REQUEST),
                    of("716", BackendFailure.NotAllowed::new, What.MESSAGE),
                    of("742", BackendFailure.NotAllowed::new, What.REQUEST),
                    of("926", BackendFailure.NotAllowed::new, What.JOIN));

    private static Map.Entry<String, Refusal> of(
            String numeric, Function<String, BackendFailure> failure, What... whats) {
        return Map.entry(numeric, new Refusal(failure, List.of(whats)));
    }

    private static BackendFailure later(String text) {
        return new BackendFailure.Temporary(text, SOON);
    }
}
