package im.isthmus.core.address;

/**
 * What a localpart of the gateway's domain stands for. The backend decides ({@code
 * Backend.address}); the localpart is kept as the user wrote it after preparation, so that answers
 * come from the very JID that was asked.
 */
public sealed interface LegacyAddress {
    /** The prepared localpart of the JID, empty only for {@link Gateway}. */
    String localpart();

    /** The gateway itself: the bare domain. */
    record Gateway() implements LegacyAddress {
        @Override
        public String localpart() {
            return "";
        }
    }

    /** A legacy network as a whole, such as an IRC network's console. */
    record LegacyNetwork(String localpart) implements LegacyAddress {}

    /** A room (XEP-0045), such as an IRC channel. */
    record LegacyRoom(String localpart) implements LegacyAddress {}

    /** A person or service that can be written to. */
    record LegacyContact(String localpart) implements LegacyAddress {}
}
