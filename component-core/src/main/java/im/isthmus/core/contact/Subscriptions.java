package im.isthmus.core.contact;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.action.ContactAction;
import im.isthmus.core.backend.event.ContactEvent;
import im.isthmus.core.contact.Contact.Standing;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stream.Stanza;
import java.util.HashSet;
import java.util.Set;
import org.dom4j.Element;

/**
 * Who may see whom: the handshakes of RFC 6121 section 3 between the user and contacts, as XEP-0100
 * sections 5.6, 5.7, 6.1 and 6.2 have them.
 */
final class Subscriptions {
    private final ContactHost host;
    private final ContactList list;
    private final RosterMirror mirror;
    private final PresenceFeed feed;
    private final Audiences audiences;

    /** Contacts the user sees already, and who now want to see the user. */
    private final Set<String> asking = new HashSet<>();

    Subscriptions(
            ContactHost host,
            ContactList list,
            RosterMirror mirror,
            PresenceFeed feed,
            Audiences audiences) {
        this.host = host;
        this.list = list;
        this.mirror = mirror;
        this.feed = feed;
        this.audiences = audiences;
    }

    void handle(Stanza stanza, LegacyContact address) {
        switch (stanza.type()) {
            case "subscribe" -> subscribe(address, status(stanza.element()));
            case "subscribed" -> subscribed(address);
            case "unsubscribe" -> unsubscribe(address);
            case "unsubscribed" -> unsubscribed(address);
            default -> throw new IllegalArgumentException(stanza.type());
        }
    }

    private static String status(Element presence) {
        String text = presence.elementText("status");
        return text == null ? "" : text.strip();
    }

    /** The user wants to see somebody. */
    private void subscribe(LegacyContact address, String text) {
        Contact contact = list.find(address.localpart());
        if (contact == null) {
            contact = list.add(address.localpart(), Standing.ASKED);
            ask(contact == null ? new Contact(address.localpart(), Standing.ASKED) : contact, text);
            return;
        }
        switch (contact.standing()) {
            case UNWANTED -> {
                contact.become(Standing.ASKED);
                ask(contact, text);
            }
            case OFFERED, ASKING -> {
                if (contact.is(Standing.ASKING)) {
                    asking.add(contact.localpart());
                }
                contact.become(Standing.LISTED);
                list.keep(contact);
                show(contact);
            }
            case LISTED -> {
                audiences.forget(contact.localpart());
                show(contact);
            }
            case ASKED -> {} // the network will answer
            case OURS -> {} // it is another kind of address now
        }
    }

    private void show(Contact contact) {
        mirror.send(contact.localpart(), "subscribed", "");
        feed.changed(contact.localpart());
    }

    private void ask(Contact contact, String text) {
        list.keep(contact);
        try {
            host.perform(new ContactAction.AddContact(contact.address(), text));
        } catch (StanzaException e) {
            list.remove(contact);
            mirror.send(contact.localpart(), "unsubscribed", e.text());
        }
    }

    /** The user lets somebody see them. */
    private void subscribed(LegacyContact address) {
        Contact contact = list.find(address.localpart());
        if (contact == null) {
            return;
        }
        boolean asked = asking.remove(contact.localpart());
        if (contact.is(Standing.ASKING)) {
            contact.become(Standing.OFFERED);
            list.keep(contact);
            asked = true;
        }
        if (asked) {
            perform(new ContactAction.AcceptContact(address));
        }
    }

    /** The user does not want to see somebody any more, as when the roster item is removed. */
    private void unsubscribe(LegacyContact address) {
        Contact contact = list.find(address.localpart());
        if (contact == null || contact.is(Standing.UNWANTED)) {
            return;
        }
        drop(contact);
        perform(new ContactAction.RemoveContact(address));
    }

    /** The user does not let somebody see them, or no longer. */
    private void unsubscribed(LegacyContact address) {
        Contact contact = list.find(address.localpart());
        if (contact == null || contact.is(Standing.UNWANTED)) {
            return;
        }
        if (contact.is(Standing.OFFERED) || contact.is(Standing.ASKING)) {
            drop(contact);
        }
        perform(new ContactAction.RefuseContact(address));
    }

    /** The user hears nothing of the contact any more. */
    private void drop(Contact contact) {
        asking.remove(contact.localpart());
        contact.become(Standing.UNWANTED);
        list.keep(contact);
        audiences.forget(contact.localpart());
    }

    private void perform(ContactAction action) {
        try {
            host.perform(action);
        } catch (StanzaException e) {
            // The roster is what the user sees; the network keeps what it does not give up.
            mirror.send(action.contact().localpart(), "unavailable", e.text());
        }
    }

    /** Somebody wants to see the user; that is never answered in the user's place. */
    void requested(ContactEvent.ContactRequested event) {
        String localpart = event.contact().localpart();
        Contact contact = list.find(localpart);
        if (contact == null) {
            contact = list.add(localpart, Standing.ASKING);
        } else if (contact.is(Standing.UNWANTED)) {
            contact.become(Standing.ASKING);
        } else {
            asking.add(localpart);
        }
        if (contact != null) {
            contact.adopt(event.profile());
            list.keep(contact);
            mirror.subscribe(contact, event.text());
        }
    }

    /** Somebody lets the user see them. */
    void accepted(LegacyContact address) {
        Contact contact = list.find(address.localpart());
        if (contact != null && contact.is(Standing.ASKED)) {
            contact.become(Standing.LISTED);
            list.keep(contact);
            show(contact);
            mirror.complete(contact);
        }
    }

    /** Somebody does not let the user see them, or no longer. */
    void refused(ContactEvent.ContactRefused event) {
        Contact contact = list.find(event.contact().localpart());
        if (contact == null || contact.is(Standing.UNWANTED)) {
            return;
        }
        list.remove(contact);
        audiences.forget(contact.localpart());
        mirror.send(contact.localpart(), "unsubscribed", event.text());
        if (contact.is(Standing.LISTED)) {
            mirror.send(contact.localpart(), "unavailable", "");
        }
    }
}
