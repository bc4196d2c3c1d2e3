package im.isthmus.core.delivery;

import im.isthmus.core.address.Jid;

/** Whom it concerns that a message of the legacy network could not be delivered. */
@FunctionalInterface
public interface Undelivered {
    /**
     * The XMPP side will not take it.
     *
     * @param user a bare JID
     * @param contact the JID that it was from
     * @param legacyId what the network calls it
     * @param reason a sentence
     * @param told run when the backend has taken note
     */
    void tell(Jid user, Jid contact, String legacyId, String reason, Runnable told);
}
