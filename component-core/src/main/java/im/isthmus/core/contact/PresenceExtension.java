package im.isthmus.core.contact;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import org.dom4j.Element;

/** Adds something to each available presence of an address, such as its capabilities. */
@FunctionalInterface
public interface PresenceExtension {
    /**
     * Adds to a presence.
     *
     * @param user who gets it, a bare JID
     */
    void extend(Element presence, Jid user, LegacyAddress address);

    /** Called before the first presence of a contact to a user, on a thread that may wait. */
    default void prepare(Jid user) {}
}
