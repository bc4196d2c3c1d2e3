package im.isthmus.irc.spoken;

import im.isthmus.core.content.MessageId;
import im.isthmus.irc.pending.PendingMessage;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user said last in each conversation of a network, since only that can be corrected there
 * and be understood. Has one owner.
 */
public final class OwnWords {
    /** More conversations at a time nobody corrects anything in. */
    private static final int MAX = 200;

    private final Map<String, Last> byConversation = new Recent<>(MAX);

    /**
     * The last message of a conversation.
     *
     * @param first as it was said
     * @param now as it was corrected last; the same if it was not
     */
    public record Last(PendingMessage first, PendingMessage now) {
        /** Whether a client means this message by a name, be it that of a correction. */
        public boolean isCalled(MessageId name) {
            return isCalled(first, name) || isCalled(now, name);
        }

        /** What people on IRC take it to say. */
        public String text() {
            return (now.hasFailed() ? first : now).content().body();
        }

        /** When it was said. */
        public Instant time() {
            return first.since();
        }

        private static boolean isCalled(PendingMessage message, MessageId name) {
            return name.xmppId().equals(message.ref().id())
                    || name.xmppId().equals(message.ref().originId())
                    || (name.legacyId() != null && name.legacyId().equals(message.legacyId()));
        }
    }

    /**
     * The user said something new.
     *
     * @param conversation folded name of the channel, or folded nick of the other one
     */
    public void said(String conversation, PendingMessage message) {
        byConversation.put(conversation, new Last(message, message));
    }

    /** The user said something else instead of the last message. */
    public void corrected(String conversation, Last last, PendingMessage correction) {
        byConversation.put(conversation, new Last(last.first(), correction));
    }

    /** What the user said last is not known here, since it was said by other means. */
    public void forget(String conversation) {
        byConversation.remove(conversation);
    }

    /** What the user said last; null if that is not known, or did not reach the network. */
    public @Nullable Last last(String conversation) {
        Last last = byConversation.get(conversation);
        return last == null || last.first().hasFailed() ? null : last;
    }
}
