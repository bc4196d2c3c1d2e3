package im.isthmus.irc.network.watch;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.ContactEvent.ContactPresence;
import im.isthmus.core.backend.event.ContactEvent.Show;
import im.isthmus.core.backend.event.ContactEvent.Status;
import org.jspecify.annotations.Nullable;

/** Somebody in the user's list of contacts. */
final class Watched {
    final LegacyContact contact;
    final String nick;

    /** Whether the network tells by itself; else it has to be asked. */
    boolean told;

    private Status status = new Status(Show.OFFLINE, "", null);

    Watched(LegacyContact contact, String nick) {
        this.contact = contact;
        this.nick = nick;
    }

    /** They are there, away with a text, or gone; null if that is no news. */
    @Nullable ContactPresence is(Show show, String text) {
        Status now = new Status(show, text, null);
        if (now.equals(status)) {
            return null;
        }
        status = now;
        return new ContactPresence(contact, now);
    }

    boolean isAway() {
        return status.show() == Show.AWAY;
    }

    boolean isOnline() {
        return status.show() != Show.OFFLINE;
    }
}
