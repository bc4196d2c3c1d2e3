package im.isthmus.core.profile;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.event.ContactEvent.Detail;
import im.isthmus.core.backend.event.ContactEvent.Profile;
import im.isthmus.core.store.table.PictureTable.Picture;
import org.jspecify.annotations.Nullable;

/**
 * Who an address is, as far as we know.
 *
 * @param jid the bare address
 * @param picture null if there is none
 */
public record Who(Jid jid, Profile profile, @Nullable Picture picture) {
    /** What to call them. */
    public String name() {
        String name = profile.name();
        String address = jid.local().isEmpty() ? jid.domain() : jid.local();
        return name == null || name.isBlank() ? address : name;
    }

    /** The short name by which people know them. */
    public String nickname() {
        for (Detail detail : profile.details()) {
            if (detail.property().equals("nickname")) {
                return detail.value();
            }
        }
        return name();
    }
}
