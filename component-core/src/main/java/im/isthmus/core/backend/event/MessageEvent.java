package im.isthmus.core.backend.event;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.ChatState;
import im.isthmus.core.content.Content;
import im.isthmus.core.text.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a network tells about messages, beyond that there are any. */
public sealed interface MessageEvent extends LegacyEvent {
    /** The conversation it is about. */
    LegacyAddressee in();

    /** What becomes of a message of the user outside rooms. */
    sealed interface Progress extends MessageEvent {
        /** The user's message. */
        MessageRef ref();
    }

    /**
     * The network has taken it on itself to deliver a message of the user.
     *
     * @param legacyId what the network calls it; null if it has no names
     */
    record MessageAccepted(LegacyAddressee in, MessageRef ref, @Nullable String legacyId)
            implements Progress {}

    /** It will take longer; the text says why. */
    record MessageDelayed(LegacyAddressee in, MessageRef ref, Text text) implements Progress {}

    /** A message of the user arrived where it was sent to, as the network says. */
    record MessageDelivered(LegacyAddressee in, MessageRef ref) implements Progress {}

    /** A message of the user was looked at, as the network says. */
    record MessageDisplayed(LegacyAddressee in, MessageRef ref) implements Progress {}

    /** The user said this with another program than through this gateway. */
    record SentElsewhere(
            LegacyContact to, @Nullable String legacyId, Content content, @Nullable Instant time)
            implements MessageEvent {
        @Override
        public LegacyAddressee in() {
            return new LegacyAddressee.ToContact(to);
        }
    }

    /** The user saw everything up to a message with another program than through this gateway. */
    record ReadElsewhere(LegacyAddressee in, String legacyId) implements MessageEvent {}

    /** What somebody in a conversation did to what was said there. */
    sealed interface Aftermath extends MessageEvent {
        /** Who did it: a nick in a room; empty for the contact, or the room itself. */
        String nick();

        /** What the network calls the message it was done to. */
        String legacyId();
    }

    /** Somebody replaced what they said. */
    record MessageCorrected(
            LegacyAddressee in,
            String nick,
            String legacyId,
            Content content,
            @Nullable Instant time)
            implements Aftermath {}

    /**
     * Which deed it was.
     *
     * @param id what the network calls the deed itself, so that it counts once; null if it has no
     *     name
     * @param time null means now
     */
    record Deed(@Nullable String id, @Nullable Instant time) {
        /** Something that happens now and has no name. */
        public static final Deed NOW = new Deed(null, null);
    }

    /**
     * Something said was taken back.
     *
     * @param moderated whether somebody else than its author did it (XEP-0425)
     */
    record MessageRetracted(
            LegacyAddressee in,
            String nick,
            String legacyId,
            boolean moderated,
            String reason,
            Deed deed)
            implements Aftermath {
        /** Now, without a name. */
        public MessageRetracted(
                LegacyAddressee in,
                String nick,
                String legacyId,
                boolean moderated,
                String reason) {
            this(in, nick, legacyId, moderated, reason, Deed.NOW);
        }
    }

    /**
     * Somebody's reactions to a message changed.
     *
     * @param emojis all of them now
     */
    record Reacted(LegacyAddressee in, String nick, String legacyId, List<String> emojis, Deed deed)
            implements Aftermath {
        public Reacted {
            emojis = List.copyOf(emojis);
        }

        /** Now, without a name. */
        public Reacted(LegacyAddressee in, String nick, String legacyId, List<String> emojis) {
            this(in, nick, legacyId, emojis, Deed.NOW);
        }
    }

    /** Somebody saw everything up to a message. */
    record DisplayedBy(LegacyAddressee in, String nick, String legacyId) implements Aftermath {}

    /**
     * What somebody is doing.
     *
     * @param nick in a room; else empty
     */
    record ChatStateShown(LegacyAddressee in, String nick, ChatState state)
            implements MessageEvent {}
}
