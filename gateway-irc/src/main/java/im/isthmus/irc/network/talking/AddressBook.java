package im.isthmus.irc.network.talking;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.irc.address.Addressing;
import im.isthmus.irc.address.IrcAddress;
import im.isthmus.irc.message.CaseMapping;
import im.isthmus.irc.spoken.Recent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which JIDs stand for the people and channels that the network names. A user who wrote to somebody
 * gets the answer from the very address used, however the network spells the nick.
 */
public final class AddressBook {
    private static final int MAX_CONTACTS = 300;
    private static final int MAX_SPELLINGS = 300;

    private final Map<String, LegacyContact> contacts = new Recent<>(MAX_CONTACTS);
    private final Map<String, String> awayTexts = new Recent<>(MAX_CONTACTS);
    private final Map<String, String> spellings = new Recent<>(MAX_SPELLINGS);
    private final Addressing addressing;
    private final String network;

    public AddressBook(Addressing addressing, String network) {
        this.addressing = addressing;
        this.network = network;
    }

    /** The user wrote to this nick by this address. */
    public void used(LegacyContact contact, String nick, CaseMapping mapping) {
        contacts.put(mapping.fold(nick), contact);
    }

    /**
     * The nick that a contact is.
     *
     * @throws BackendException if it is something else
     */
    public String nick(LegacyContact contact) throws BackendException {
        try {
            if (addressing.parse(contact.localpart()) instanceof IrcAddress.Nick nick) {
                return nick.nick();
            }
        } catch (InvalidJidException e) {
            throw new BackendException(new BackendFailure.NotFound(e.text()));
        }
        throw new BackendException(new BackendFailure.BadValue("This is nobody on IRC."));
    }

    /** Whether the user has been talking with this nick. */
    public boolean knows(String nick, CaseMapping mapping) {
        return contacts.containsKey(mapping.fold(nick));
    }

    /** The contact of that nick; null if no JID can stand for it. */
    public @Nullable LegacyContact contact(String nick, CaseMapping mapping) {
        String folded = mapping.fold(nick);
        LegacyContact known = contacts.get(folded);
        if (known == null) {
            String localpart = addressing.prepared(new IrcAddress.Nick(nick, network));
            if (localpart == null) {
                return null;
            }
            known = new LegacyContact(localpart);
            contacts.put(folded, known);
        }
        return known;
    }

    /** Whether this is news about somebody who was written to. */
    public boolean isNewAway(String nick, String text, CaseMapping mapping) {
        return !text.equals(awayTexts.put(mapping.fold(nick), text));
    }

    /** The room of a channel that the user did not name; null if no JID can stand for it. */
    public @Nullable LegacyRoom room(String channel) {
        String localpart = addressing.prepared(new IrcAddress.Channel(channel, network));
        if (localpart == null) {
            return null;
        }
        if (!channel.equals(spelling(localpart))) {
            spellings.put(localpart, channel);
        }
        return new LegacyRoom(localpart);
    }

    /**
     * The channel that a room is, as the network spells it. JIDs fold more letters than IRC does:
     * {@code #BRÜCKE} is another channel than {@code #brücke}, and only one of them can be meant.
     */
    public String channel(LegacyRoom room, String otherwise) {
        return spellings.getOrDefault(room.localpart(), otherwise);
    }

    private @Nullable String spelling(String localpart) {
        try {
            return addressing.parse(localpart) instanceof IrcAddress.Channel channel
                    ? spellings.getOrDefault(localpart, channel.name())
                    : null;
        } catch (InvalidJidException _) {
            return null;
        }
    }
}
