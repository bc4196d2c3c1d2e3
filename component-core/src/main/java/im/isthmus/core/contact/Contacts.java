package im.isthmus.core.contact;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.ContactEvent;
import im.isthmus.core.backend.event.ContactEvent.Profile;
import im.isthmus.core.backend.event.ContactEvent.Show;
import im.isthmus.core.contact.Contact.Standing;
import im.isthmus.core.stream.Stanza;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The contacts of one user: what the network says about them goes to the roster, and what the user
 * does to the roster goes to the network. What one side removed is removed on the other, once, and
 * does not come back by itself.
 */
public final class Contacts {
    private final ContactList list;
    private final Audiences audiences;
    private final PresenceFeed feed;
    private final RosterMirror mirror;
    private final Subscriptions subscriptions;

    /**
     * The contacts of the user of a session.
     *
     * @param audiences what the user's resources know
     * @param met told the localpart of whom a resource sees for the first time since it came
     */
    public Contacts(
            ContactHost host,
            ContactServices services,
            Audiences audiences,
            BiConsumer<String, Jid> met) {
        this.audiences = audiences;
        list = new ContactList(host, services);
        feed = new PresenceFeed(host, audiences, services.extensions(), this::visible, met);
        mirror = new RosterMirror(host, services, list);
        subscriptions = new Subscriptions(host, list, mirror, feed, audiences);
    }

    /** Whether something is still to be said or stored. */
    public boolean isBusy() {
        return list.isBusy() || feed.isBusy() || mirror.isBusy();
    }

    /** Runs a task once the contacts are there: now, or as the owner soon. */
    public void whenLoaded(Runnable task) {
        list.whenLoaded(task);
    }

    /**
     * Something else that each presence of a contact tells has changed, such as the picture.
     *
     * @return whether the user sees the contact at all
     */
    public boolean refresh(String localpart) {
        if (visible(localpart) == null) {
            return false;
        }
        audiences.doubt(localpart);
        feed.changed(localpart);
        return true;
    }

    /** Takes note of what the network says. */
    public void handle(ContactEvent event) {
        list.whenLoaded(() -> {
            switch (event) {
                case ContactEvent.ContactsListed listed -> listed(listed);
                case ContactEvent.ContactChanged changed ->
                        changed(changed.contact(), changed.profile());
                case ContactEvent.ContactRemoved removed -> removed(removed.contact());
                case ContactEvent.ContactPresence presence -> presence(presence);
                case ContactEvent.ContactRequested requested -> subscriptions.requested(requested);
                case ContactEvent.ContactAccepted accepted ->
                        subscriptions.accepted(accepted.contact());
                case ContactEvent.ContactRefused refused -> subscriptions.refused(refused);
                case ContactEvent.ProfileFetched _,
                        ContactEvent.SoftwareTold _ -> {} // for who asked
            }
        });
    }

    private void listed(ContactEvent.ContactsListed event) {
        Set<String> names = new HashSet<>();
        for (ContactEvent.Listed each : event.contacts()) {
            names.add(each.contact().localpart());
            changed(each.contact(), each.profile());
        }
        for (Contact contact : list.all()) {
            boolean settled =
                    switch (contact.standing()) {
                        case LISTED, OFFERED, UNWANTED -> true;
                        case ASKED, ASKING, OURS -> false;
                    };
            if (settled && !names.contains(contact.localpart())) {
                removed(contact.address());
            }
        }
    }

    private void changed(LegacyContact address, Profile profile) {
        Contact contact = list.find(address.localpart());
        if (contact == null) {
            Contact added = list.add(address.localpart(), Standing.OFFERED);
            if (added != null) {
                added.adopt(profile);
                mirror.offer(added, this::settled);
            }
            return;
        }
        if (contact.is(Standing.UNWANTED) || !contact.adopt(profile)) {
            return;
        }
        list.keep(contact);
        if (contact.is(Standing.LISTED)) {
            mirror.update(contact);
        }
    }

    /** The roster has the contact, without the user having been asked. */
    private void settled(String localpart) {
        Contact contact = list.find(localpart);
        if (contact != null && contact.is(Standing.OFFERED)) {
            contact.become(Standing.LISTED);
            list.keep(contact);
            feed.changed(localpart);
        }
    }

    private void removed(LegacyContact address) {
        Contact contact = list.find(address.localpart());
        if (contact == null) {
            return;
        }
        list.remove(contact);
        if (!contact.is(Standing.UNWANTED)) {
            audiences.forget(contact.localpart());
            mirror.remove(contact.localpart());
        }
    }

    private void presence(ContactEvent.ContactPresence event) {
        Contact contact = list.find(event.contact().localpart());
        if (contact != null && contact.shows(event.status()) && contact.is(Standing.LISTED)) {
            feed.changed(contact.localpart());
        }
    }

    /** The network is left: nobody is known to be there. */
    public void allOffline() {
        list.whenLoaded(() -> {
            for (Contact contact : list.all()) {
                if (contact.shows(Contact.OFFLINE)) {
                    feed.changed(contact.localpart());
                }
            }
        });
    }

    /** A subscription stanza of the user to a contact (RFC 6121 section 3). */
    public void subscription(Stanza stanza, LegacyContact contact) {
        list.whenLoaded(() -> subscriptions.handle(stanza, contact));
    }

    /** The user sees the gateway itself or one of its networks now, or no longer. */
    public void sees(LegacyAddress ours, boolean now) {
        list.whenLoaded(() -> {
            Contact known = list.find(ours.localpart());
            if (now && known == null) {
                list.add(ours.localpart(), Standing.OURS);
            } else if (!now && known != null && known.is(Standing.OURS)) {
                list.remove(known);
            }
        });
    }

    /** Whether the user is known to see somebody on the network. */
    public boolean areSeen() {
        return list.all().stream().anyMatch(contact -> contact.is(Standing.LISTED));
    }

    /** A resource came online: it is told who is there. */
    public void greet(Jid resource) {
        list.whenLoaded(() -> {
            for (Contact contact : list.all()) {
                if (contact.is(Standing.LISTED) && contact.status().show() != Show.OFFLINE) {
                    feed.tell(contact.localpart(), resource, false);
                }
            }
        });
    }

    /** A resource went: what it was told is taken back, as long as it listens. */
    public void farewell(Jid resource) {
        for (String localpart : audiences.leave(resource)) {
            if (list.find(localpart) != null) {
                feed.tell(localpart, resource, false);
            }
        }
        feed.tidy();
    }

    /** A resource shows its presence to a contact: it is told the contact's, if it is not yet. */
    public void noticed(Jid resource, LegacyContact contact) {
        list.whenLoaded(() -> feed.tell(contact.localpart(), resource, false));
    }

    /** A resource does not show its presence to a contact any more. */
    public void turnedAway(Jid resource, LegacyContact contact) {
        audiences.turnedAway(resource, contact.localpart());
    }

    /** Somebody asks for the presence of a contact (RFC 6121 section 4.3). */
    public void probed(Jid asker, LegacyContact contact) {
        audiences.asked(asker);
        list.whenLoaded(() -> feed.answer(contact.localpart(), asker));
    }

    /** The user has registered: the gateway itself comes into the roster. */
    public void introduceGateway() {
        mirror.introduceGateway();
    }

    /** The user has unregistered: everything goes out of the roster and the database. */
    public void withdraw() {
        list.whenLoaded(() -> {
            for (Contact contact : list.all()) {
                if (!contact.is(Standing.UNWANTED)) {
                    mirror.remove(contact.localpart());
                }
            }
            list.clear();
            mirror.remove("");
        });
    }

    /**
     * Somebody whom the user knows.
     *
     * @param name null if the network has none
     */
    public record Known(String localpart, @Nullable String name, Show show) {}

    /** Tells whom the user knows, once the list is there. */
    public void list(Consumer<List<Known>> reader) {
        list.whenLoaded(() ->
                reader.accept(
                        list.all().stream()
                                .filter(contact -> contact.is(Standing.LISTED))
                                .map(contact ->
                                        new Known(
                                                contact.localpart(),
                                                contact.name(),
                                                contact.status().show()))
                                .toList()));
    }

    /** Puts everybody into the roster again; tells how many, once the list is there. */
    public void sync(IntConsumer told) {
        list.whenLoaded(() -> {
            int count = 0;
            for (Contact contact : list.all()) {
                if (contact.is(Standing.LISTED) || contact.is(Standing.OFFERED)) {
                    mirror.offer(contact, this::settled);
                    count++;
                }
            }
            told.accept(count);
        });
    }

    private @Nullable Contact visible(String localpart) {
        Contact contact = list.find(localpart);
        return contact != null && contact.is(Standing.LISTED) ? contact : null;
    }
}
