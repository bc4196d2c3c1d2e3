package im.isthmus.sms.delivery;

import im.isthmus.sms.provider.Outcome;
import java.net.URI;
import java.util.Optional;

/** Looks at a file before a provider is told to fetch it. */
@FunctionalInterface
public interface MediaCheck {
    /** Why the file cannot go along; empty if it can. It may wait for the file's server. */
    Optional<Outcome> refusal(URI url, long maxBytes);
}
