package im.isthmus.email.contact;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.ContactAction;
import im.isthmus.core.backend.ContactEvent;
import im.isthmus.core.backend.ContactEvent.Show;
import im.isthmus.core.backend.ContactEvent.Status;
import im.isthmus.core.backend.SessionContext;
import java.util.HashSet;
import java.util.Set;

/**
 * The contacts of one user. Mail can be sent to them at any time, and nobody knows more: they are
 * available. Used by the owner of the session only.
 */
public final class SessionContacts {
    private static final Status REACHABLE = new Status(Show.ONLINE, "", null);
    private static final int MOST = 10_000;

    private final SessionContext context;
    private final Acquaintances acquaintances;
    private final Set<String> told = new HashSet<>();
    private boolean shown;

    public SessionContacts(SessionContext context, Acquaintances acquaintances) {
        this.context = context;
        this.acquaintances = acquaintances;
    }

    /** The user is there: says once that the contacts are, too. */
    public void show() {
        if (!shown) {
            shown = true;
            acquaintances
                    .reachable(context.user().toString(), MOST)
                    .forEach(localpart -> reachable(new LegacyContact(localpart)));
        }
    }

    /** The user wrote to somebody. */
    public void wroteTo(LegacyContact contact) {
        if (acquaintances.addsWhomTheyWriteTo() && told.add(contact.localpart())) {
            context.publish(
                    new ContactEvent.ContactChanged(
                            contact, acquaintances.profile(context.user().toString(), contact)));
            reachable(contact);
        }
    }

    /** The user wants something with a contact. */
    public void handle(ContactAction action) {
        switch (action) {
            case ContactAction.AddContact add -> {
                context.publish(new ContactEvent.ContactAccepted(add.contact()));
                reachable(add.contact());
            }
            case ContactAction.FetchProfile fetch ->
                    context.publish(
                            new ContactEvent.ProfileFetched(
                                    fetch.contact(),
                                    fetch.ref(),
                                    acquaintances.profile(
                                            context.user().toString(), fetch.contact())));
            case ContactAction.RemoveContact remove -> told.add(remove.contact().localpart());
            case ContactAction.AcceptContact _, ContactAction.RefuseContact _ -> {}
        }
    }

    private void reachable(LegacyContact contact) {
        context.publish(new ContactEvent.ContactPresence(contact, REACHABLE));
    }
}
