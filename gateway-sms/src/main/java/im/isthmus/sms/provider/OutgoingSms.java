package im.isthmus.sms.provider;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * A message on its way to a provider.
 *
 * @param id ours, unguessable; the provider hands it back in its reports where it can
 * @param from one of the account's numbers, as {@code +E164}
 * @param to one recipient, or all of a group, as {@code +E164} or digits of a short code
 * @param media addresses the provider can fetch
 * @param statusUrl where it may report to; empty if nowhere
 * @param since when it was handed over first
 */
public record OutgoingSms(
        String id,
        String from,
        List<String> to,
        String text,
        List<URI> media,
        String statusUrl,
        Instant since) {
    public OutgoingSms {
        to = List.copyOf(to);
        media = List.copyOf(media);
        if (to.isEmpty()) {
            throw new IllegalArgumentException("a message needs a recipient");
        }
    }

    /** Whether it goes to several at once. */
    public boolean isGroup() {
        return to.size() > 1;
    }
}
