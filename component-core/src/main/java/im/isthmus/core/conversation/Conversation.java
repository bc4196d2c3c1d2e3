package im.isthmus.core.conversation;

import im.isthmus.core.backend.term.LegacyAddressee;
import org.jspecify.annotations.Nullable;

/**
 * Where messages have their names: two conversations may use the same one.
 *
 * @param key the localpart, and for somebody in a room also the nick
 * @param isRoom whether everybody in a room sees it
 */
public record Conversation(String key, boolean isRoom) {
    public static Conversation of(LegacyAddressee addressee) {
        String local = addressee.address().localpart();
        return switch (addressee) {
            case LegacyAddressee.ToRoom _ -> new Conversation(local, true);
            // No localpart has a slash (RFC 7622 section 3.3.1).
            case LegacyAddressee.ToOccupant to -> new Conversation(local + "/" + to.nick(), false);
            case LegacyAddressee.ToContact _, LegacyAddressee.ToNetwork _ ->
                    new Conversation(local, false);
        };
    }

    /** The network's name for an id that nothing is remembered of; null if it has none. */
    @Nullable String guess(String id) {
        return isRoom && MessageNames.isFit(id) ? id : null;
    }
}
