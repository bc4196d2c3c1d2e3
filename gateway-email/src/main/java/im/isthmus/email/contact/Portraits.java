package im.isthmus.email.contact;

import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.email.address.MailAddress;
import org.jspecify.annotations.Nullable;

/** Pictures of people that users have themselves. Callable from any thread. */
public interface Portraits {
    /**
     * The one that a user has of somebody; null if there is none.
     *
     * @param user bare JID
     */
    @Nullable Avatar of(String user, MailAddress address);
}
