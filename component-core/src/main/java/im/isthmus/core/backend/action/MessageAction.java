package im.isthmus.core.backend.action;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.ChatState;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import java.util.List;

/** What a user wants to say, or to do about something said. */
public sealed interface MessageAction extends UserAction {
    /** Where it belongs to. */
    LegacyAddressee to();

    /**
     * Write to a room, somebody there, a contact or a network's console. To a room it is answered
     * by {@link LegacyEvent.RoomMessage} from the own nick with the same {@code ref} once the
     * network has it. Elsewhere the answers are {@link MessageEvent.MessageAccepted}, {@link
     * MessageEvent.MessageDelivered} and {@link MessageEvent.MessageDisplayed}, as far as the
     * network tells. In any case {@link LegacyEvent.MessageFailed} may be the answer.
     */
    record SendMessage(LegacyAddressee to, MessageRef ref, Content content)
            implements MessageAction {
        /** Text for everybody in a room. */
        public static SendMessage toRoom(LegacyRoom room, MessageRef ref, String body) {
            return new SendMessage(new LegacyAddressee.ToRoom(room), ref, Content.of(body));
        }

        /** Text for one person in a room, known by nick (XEP-0045 section 7.5). */
        public static SendMessage toOccupant(
                LegacyRoom room, String nick, MessageRef ref, String body) {
            return new SendMessage(
                    new LegacyAddressee.ToOccupant(room, nick), ref, Content.of(body));
        }

        /** Text for a contact. */
        public static SendMessage toContact(LegacyContact contact, MessageRef ref, String body) {
            return new SendMessage(new LegacyAddressee.ToContact(contact), ref, Content.of(body));
        }

        /** A line typed to a network as a whole: a console command. */
        public static SendMessage toNetwork(LegacyNetwork network, MessageRef ref, String line) {
            return new SendMessage(new LegacyAddressee.ToNetwork(network), ref, Content.of(line));
        }

        /** The text of the content. */
        public String body() {
            return content.body();
        }
    }

    /** Replace what the user said by something better (XEP-0308). Answered as a message is. */
    record CorrectMessage(LegacyAddressee to, MessageRef ref, MessageId original, Content content)
            implements MessageAction {}

    /** Take back what the user said (XEP-0424). */
    record RetractMessage(LegacyAddressee to, MessageRef ref, MessageId original)
            implements MessageAction {}

    /**
     * Set the user's reactions to a message (XEP-0444).
     *
     * @param emojis all of them; empty takes them back
     */
    record React(LegacyAddressee to, MessageRef ref, MessageId message, List<String> emojis)
            implements MessageAction {
        public React {
            emojis = List.copyOf(emojis);
        }
    }

    /** Everything up to this message was seen (XEP-0333). Not answered. */
    record MarkDisplayed(LegacyAddressee to, MessageId message) implements MessageAction {}

    /**
     * The XMPP side could not deliver what the network said, although that was promised by {@link
     * SessionContext#publishKept}: the user's server refused it, or was away for too long. Not
     * answered. Mail tells its sender; most networks have nobody to tell.
     *
     * @param to the contact who said it
     * @param legacyId what the network calls the message
     * @param reason a sentence
     */
    record DeliveryFailed(LegacyAddressee to, String legacyId, String reason)
            implements MessageAction {}

    /** What the user is doing now (XEP-0085). Not answered. */
    record ShowChatState(LegacyAddressee to, ChatState state) implements MessageAction {}
}
