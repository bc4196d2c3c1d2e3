package im.isthmus.core.backend.term;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;

/** A conversation: where a message goes, or where it was said. */
public sealed interface LegacyAddressee {
    /** The address whose localpart it has. */
    LegacyAddress address();

    /** Everybody in a room. */
    record ToRoom(LegacyRoom room) implements LegacyAddressee {
        @Override
        public LegacyAddress address() {
            return room;
        }
    }

    /** One person in a room. */
    record ToOccupant(LegacyRoom room, String nick) implements LegacyAddressee {
        @Override
        public LegacyAddress address() {
            return room;
        }
    }

    /** One person. */
    record ToContact(LegacyContact contact) implements LegacyAddressee {
        @Override
        public LegacyAddress address() {
            return contact;
        }
    }

    /** The network's console. */
    record ToNetwork(LegacyNetwork network) implements LegacyAddressee {
        @Override
        public LegacyAddress address() {
            return network;
        }
    }
}
