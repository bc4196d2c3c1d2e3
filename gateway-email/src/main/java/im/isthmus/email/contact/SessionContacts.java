package im.isthmus.email.contact;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.ContactAction;
import im.isthmus.core.backend.event.ContactEvent;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The contacts of one user. Mail can be sent to them at any time, and nobody knows more: they are
 * available, but those whom the last mail did not reach. Used by the owner of the session only.
 */
public final class SessionContacts {
    private static final int MOST = 10_000;

    private final SessionContext context;
    private final Acquaintances acquaintances;
    private final ContactTroubles troubles;
    private final Set<String> told = new HashSet<>();
    private boolean shown;

    public SessionContacts(
            SessionContext context, Acquaintances acquaintances, ContactTroubles troubles) {
        this.context = context;
        this.acquaintances = acquaintances;
        this.troubles = troubles;
    }

    /** The user is there: says once that the contacts are, too. */
    public void show() {
        if (!shown) {
            shown = true;
            Map<String, String> trouble = troubles.all(user());
            acquaintances
                    .reachable(user(), MOST)
                    .forEach(localpart ->
                            tell(
                                    new LegacyContact(localpart),
                                    trouble.getOrDefault(localpart, "")));
        }
    }

    /** The user wrote to somebody. */
    public void wroteTo(LegacyContact contact) {
        if (acquaintances.addsWhomTheyWriteTo() && told.add(contact.localpart())) {
            context.publish(
                    new ContactEvent.ContactChanged(
                            contact, acquaintances.profile(context.user().toString(), contact)));
            tell(contact);
        }
    }

    /** The user wants something with a contact. */
    public void handle(ContactAction action) {
        switch (action) {
            case ContactAction.AddContact add -> {
                context.publish(new ContactEvent.ContactAccepted(add.contact()));
                tell(add.contact());
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

    private void tell(LegacyContact contact) {
        tell(contact, troubles.all(user()).getOrDefault(contact.localpart(), ""));
    }

    private void tell(LegacyContact contact, String trouble) {
        context.publish(new ContactEvent.ContactPresence(contact, ContactTroubles.status(trouble)));
    }

    private String user() {
        return context.user().toString();
    }
}
