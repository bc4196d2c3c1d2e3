package im.isthmus.core.backend.action;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.ContactEvent;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.MessageRef;

/** What a user wants with somebody on the legacy network (XEP-0100 sections 5.6 and 5.7). */
public sealed interface ContactAction extends UserAction {
    LegacyContact contact();

    /**
     * See the presence of somebody, and have them as a contact there. Answered by {@link
     * ContactEvent.ContactAccepted} or {@link ContactEvent.ContactRefused}, perhaps much later.
     *
     * @param text what to say to them; may be empty
     */
    record AddContact(LegacyContact contact, String text) implements ContactAction {}

    /** Have them no longer as a contact. Not answered. */
    record RemoveContact(LegacyContact contact) implements ContactAction {}

    /** Let them see the user's presence: the answer to {@link ContactEvent.ContactRequested}. */
    record AcceptContact(LegacyContact contact) implements ContactAction {}

    /** Do not let them see the user's presence, or no longer. */
    record RefuseContact(LegacyContact contact) implements ContactAction {}

    /**
     * Say who somebody is. Answered by {@link ContactEvent.ProfileFetched} or {@link
     * LegacyEvent.RequestFailed}.
     */
    record FetchProfile(LegacyContact contact, MessageRef ref) implements ContactAction {}
}
