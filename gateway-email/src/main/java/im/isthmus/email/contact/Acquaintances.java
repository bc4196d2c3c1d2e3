package im.isthmus.email.contact;

import im.isthmus.core.address.JidEscaping;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.backend.event.ContactEvent.Detail;
import im.isthmus.core.backend.event.ContactEvent.Profile;
import im.isthmus.core.content.Hash;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.address.MailContact;
import im.isthmus.email.config.ContactsConfig;
import im.isthmus.email.config.ContactsConfig.Policy;
import im.isthmus.email.store.Correspondents;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.store.addressbook.BookTable;
import java.net.URI;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who of those that a user exchanges mail with is a contact. Callable from any thread. */
public final class Acquaintances {
    private final Correspondents known;
    private final BookTable books;
    private final Portraits portraits;
    private final Policy policy;
    private final @Nullable URI libravatar;
    private final InstantSource clock;

    public Acquaintances(
            EmailTables tables, ContactsConfig config, Portraits portraits, InstantSource clock) {
        this.portraits = portraits;
        this.known = tables.correspondents();
        this.books = tables.books();
        this.policy = config.add();
        this.libravatar = config.libravatar();
        this.clock = clock;
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

    /** The localparts of those whom a user has written to or has in an address book. */
    Set<String> reachable(String user, int most) {
        Set<String> all = new LinkedHashSet<>(known.writtenTo(user, most));
        books.cards(user).stream()
                .flatMap(card -> card.addresses().stream())
                .map(address -> MailContact.of(address).localpart())
                .forEach(all::add);
        return all;
    }

    /** The user has somebody in an address book; who they are. */
    public Profile met(String user, String name, MailAddress address) {
        String localpart = MailContact.of(address).localpart();
        known.heardFrom(user, address, localpart, name);
        return profile(user, name.isEmpty() ? address.toString() : name, address);
    }

    /** What is known about somebody. */
    public Profile profile(String user, LegacyContact contact) {
        Optional<MailAddress> address =
                known.address(user, contact.localpart())
                        .or(() -> MailAddress.parse(JidEscaping.unescape(contact.localpart())));
        String written =
                address.map(MailAddress::toString)
                        .orElse(JidEscaping.unescape(contact.localpart()));
        return new Profile(
                known.name(user, contact.localpart()).orElse(written),
                List.of(),
                address.map(each -> avatar(user, each)).orElse(null),
                List.of(new Detail("email", written)));
    }

    /** Of somebody who wrote. */
    public Profile profile(String user, String name, MailAddress address) {
        return new Profile(name, List.of(), avatar(user, address), List.of());
    }

    private @Nullable Avatar avatar(String user, MailAddress address) {
        Avatar own = portraits.of(user, address);
        return own == null ? avatar(address) : own;
    }

    /** Libravatar's API: the SHA-256 of the address in lower case. It is asked again each month. */
    private @Nullable Avatar avatar(MailAddress address) {
        URI base = libravatar;
        if (base == null) {
            return null;
        }
        String hash = Hash.SHA256.hex(address.wire().toLowerCase(Locale.ROOT));
        String month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)).toString();
        return new Avatar(hash + ' ' + month, base + hash + "?s=128&d=404");
    }
}
