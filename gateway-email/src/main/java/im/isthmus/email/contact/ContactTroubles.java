package im.isthmus.email.contact;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.event.ContactEvent.ContactPresence;
import im.isthmus.core.backend.event.ContactEvent.Show;
import im.isthmus.core.backend.event.ContactEvent.Status;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.text.Text;
import im.isthmus.email.store.Correspondents;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which contacts the last mail did not reach, as their presence shows until one does or they write.
 * Not for the owner of a session, but where it says so.
 */
public final class ContactTroubles {
    private static final Logger LOG = LoggerFactory.getLogger(ContactTroubles.class);
    private static final Status REACHABLE = new Status(Show.ONLINE, "", null);

    private final Correspondents known;
    private final BackendContext context;

    public ContactTroubles(Correspondents known, BackendContext context) {
        this.known = known;
        this.context = context;
    }

    /** A mail did not arrive, or has not yet; the user reads why in the contact list. */
    public void begin(String user, String localpart, Text why) {
        try {
            Jid jid = Jid.parse(user);
            String words =
                    context.outcomeAsUser(
                                    jid,
                                    session ->
                                            CompletableFuture.completedFuture(
                                                    session.language().render(why)))
                            .join();
            if (known.trouble(user, localpart, words)) {
                show(jid, localpart, status(words));
            }
        } catch (StoreException | CompletionException | InvalidJidException e) {
            LOG.warn("mail.contact problem=\"{}\"", e.getMessage());
        }
    }

    /** A mail arrived, or the contact wrote. */
    public void end(String user, String localpart) {
        try {
            if (known.isInTrouble(user, localpart) && known.trouble(user, localpart, "")) {
                show(Jid.parse(user), localpart, REACHABLE);
            }
        } catch (StoreException | InvalidJidException e) {
            LOG.warn("mail.contact problem=\"{}\"", e.getMessage());
        }
    }

    /** How contacts are who are in trouble, by localpart; for the owner of the session, too. */
    Map<String, String> all(String user) {
        return known.troubles(user);
    }

    /** What a contact shows. */
    static Status status(String trouble) {
        return trouble.isEmpty() ? REACHABLE : new Status(Show.XA, trouble, null);
    }

    private void show(Jid user, String localpart, Status status) {
        ContactPresence presence = new ContactPresence(new LegacyContact(localpart), status);
        context.asUser(user, session -> session.publish(presence));
    }
}
