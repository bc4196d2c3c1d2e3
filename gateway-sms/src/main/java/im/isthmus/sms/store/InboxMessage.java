package im.isthmus.sms.store;

import im.isthmus.sms.provider.SmsReport.Media;
import java.time.Instant;
import java.util.List;

/**
 * A message to one of our numbers that the core does not have yet.
 *
 * @param id ours
 * @param account name of the provider's account
 * @param providerId what the provider calls it
 * @param recipient our number
 * @param sender as the provider writes it
 * @param others further recipients, if it is to a group
 */
public record InboxMessage(
        String id,
        String account,
        String providerId,
        String recipient,
        String sender,
        List<String> others,
        String text,
        List<Media> media,
        Instant since) {
    public InboxMessage {
        others = List.copyOf(others);
        media = List.copyOf(media);
    }
}
