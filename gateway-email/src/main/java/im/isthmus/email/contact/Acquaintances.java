package im.isthmus.email.contact;

import im.isthmus.core.address.JidEscaping;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.ContactEvent.Detail;
import im.isthmus.core.backend.ContactEvent.Profile;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.config.ContactsConfig.Policy;
import im.isthmus.email.store.Correspondents;
import java.util.List;

/** Who of those that a user exchanges mail with is a contact. Callable from any thread. */
public final class Acquaintances {
    private final Correspondents known;
    private final Policy policy;

    public Acquaintances(Correspondents known, Policy policy) {
        this.known = known;
        this.policy = policy;
    }

    /** Whether somebody who writes to a user is a contact of theirs. */
    public boolean isContact(String user, MailAddress address) {
        return switch (policy) {
            case ALL -> true;
            case REPLIED_TO -> known.isWrittenTo(user, address);
            case NONE -> false;
        };
    }

    /** Whether somebody whom a user writes to becomes a contact of theirs. */
    boolean addsWhomTheyWriteTo() {
        return policy != Policy.NONE;
    }

    /** The localparts of those whom a user has written to. */
    List<String> writtenTo(String user, int most) {
        return known.writtenTo(user, most);
    }

    /** What is known about somebody. */
    public Profile profile(String user, LegacyContact contact) {
        String address =
                known.address(user, contact.localpart())
                        .map(MailAddress::toString)
                        .orElse(JidEscaping.unescape(contact.localpart()));
        return new Profile(
                known.name(user, contact.localpart()).orElse(address),
                List.of(),
                null,
                List.of(new Detail("email", address)));
    }
}
