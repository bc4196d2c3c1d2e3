package im.isthmus.irc.outbound.tagged;

import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.backend.term.LegacyAddressee.ToNetwork;
import im.isthmus.core.backend.term.LegacyAddressee.ToOccupant;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.Links;

/**
 * Where something goes that is no text.
 *
 * @param name nick or channel in IRC's words
 */
public record Target(IrcLink link, LegacyAddressee to, String name) {
    /**
     * The target that an addressee is.
     *
     * @throws BackendException if the user is not there
     */
    public static Target of(Links links, LegacyAddressee to) throws BackendException {
        IrcLink link = links.existing(to.address());
        return switch (to) {
            case ToRoom room -> new Target(link, to, link.joined(room.room()).name());
            case ToOccupant occupant -> {
                link.joined(occupant.room());
                yield new Target(link, to, occupant.nick());
            }
            case ToContact contact ->
                    new Target(link, to, link.addresses().nick(contact.contact()));
            case ToNetwork _ ->
                    throw new BackendException(
                            new BackendFailure.Unsupported("A network takes only commands."));
        };
    }
}
