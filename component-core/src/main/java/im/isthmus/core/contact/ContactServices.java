package im.isthmus.core.contact;

import im.isthmus.core.privilege.Privileges;
import im.isthmus.core.store.table.ContactTable;
import im.isthmus.core.stream.IqSender;
import java.util.List;

/**
 * What the contacts of all users of a gateway stand on.
 *
 * @param name of the gateway, for rosters
 * @param requests asks clients what they can
 * @param extensions of every available presence
 */
public record ContactServices(
        String name,
        ContactTable table,
        Privileges privileges,
        IqSender requests,
        List<PresenceExtension> extensions) {
    public ContactServices {
        extensions = List.copyOf(extensions);
    }
}
