package im.isthmus.core.contact;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.ContactEvent.Profile;
import im.isthmus.core.backend.event.ContactEvent.Show;
import im.isthmus.core.backend.event.ContactEvent.Status;
import im.isthmus.core.store.table.ContactTable.Row;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Somebody on the legacy network as one user sees them. */
final class Contact {
    static final Status OFFLINE = new Status(Show.OFFLINE, "", null);

    /** How far the user's roster and the network's list agree. */
    enum Standing {
        /** The network lists them; the user was offered to see them and did not answer yet. */
        OFFERED,
        /** They want to see the user, who did not answer yet. */
        ASKING,
        /** The user wants to see them; the network did not answer yet. */
        ASKED,
        /** The user sees them. */
        LISTED,
        /** The user does not want them, whatever the network lists, until it lists them no more. */
        UNWANTED,
        /** Nobody: the gateway itself or one of its networks, which the user sees. */
        OURS
    }

    private final String localpart;
    private Standing standing;
    private @Nullable String name;
    private List<String> groups = List.of();
    private Status status = OFFLINE;

    Contact(String localpart, Standing standing) {
        this.localpart = localpart;
        this.standing = standing;
    }

    /** As it was stored; null if this program does not know the standing. */
    static @Nullable Contact of(Row row) {
        for (Standing each : Standing.values()) {
            if (word(each).equals(row.standing())) {
                Contact contact = new Contact(row.localpart(), each);
                contact.name = row.name();
                contact.groups = row.groups();
                return contact;
            }
        }
        return null;
    }

    Row row() {
        return new Row(localpart, word(standing), name, groups);
    }

    private static String word(Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT);
    }

    String localpart() {
        return localpart;
    }

    LegacyContact address() {
        return new LegacyContact(localpart);
    }

    Standing standing() {
        return standing;
    }

    boolean is(Standing one) {
        return standing == one;
    }

    void become(Standing now) {
        standing = now;
    }

    @Nullable String name() {
        return name;
    }

    List<String> groups() {
        return groups;
    }

    /** Takes over what the network says; returns whether the roster has to follow. */
    boolean adopt(Profile profile) {
        List<String> tidy =
                profile.groups().stream()
                        .map(group -> group.replaceAll("\\s+", " ").strip())
                        .filter(group -> !group.isEmpty())
                        .distinct()
                        .sorted()
                        .toList();
        String newName = profile.name() == null || profile.name().isBlank() ? null : profile.name();
        if (tidy.equals(groups) && Objects.equals(newName, name)) {
            return false;
        }
        groups = tidy;
        name = newName;
        return true;
    }

    Status status() {
        return status;
    }

    /** Takes note of the presence; returns whether it is another one. */
    boolean shows(Status now) {
        boolean news = !now.equals(status);
        status = now;
        return news;
    }
}
