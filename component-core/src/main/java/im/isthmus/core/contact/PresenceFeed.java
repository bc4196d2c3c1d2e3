package im.isthmus.core.contact;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.backend.event.ContactEvent.Show;
import im.isthmus.core.backend.event.ContactEvent.Status;
import im.isthmus.core.stanza.Xml;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * Tells the user's resources who is there: each change once to each resource, at a pace that a
 * roster of thousands does not flood the XMPP server.
 */
final class PresenceFeed {
    private static final Duration TICK = Duration.ofMillis(100);

    /** Stanzas a tick, for one user: a thousand a second. */
    private static final int BURST = 100;

    private record Due(String localpart, Jid resource) {}

    private final ContactHost host;
    private final Audiences audiences;
    private final List<PresenceExtension> extensions;
    private final Function<String, @Nullable Contact> contacts;
    private final BiConsumer<String, Jid> met;
    private final Map<Due, Boolean> queue = new LinkedHashMap<>();
    private boolean ticking;
    private int sentInTick;

    /**
     * An empty one.
     *
     * @param contacts finds a contact that the user sees; null if there is none of that name
     * @param met told the localpart of whom a resource sees for the first time since it came
     */
    PresenceFeed(
            ContactHost host,
            Audiences audiences,
            List<PresenceExtension> extensions,
            Function<String, @Nullable Contact> contacts,
            BiConsumer<String, Jid> met) {
        this.host = host;
        this.audiences = audiences;
        this.extensions = extensions;
        this.contacts = contacts;
        this.met = met;
    }

    /** The presence of a contact changed: everybody has to hear of it. */
    void changed(String localpart) {
        for (Jid resource : audiences.resources()) {
            tell(localpart, resource, false);
        }
    }

    /**
     * Somebody asks how a contact is. COMPAT(Prosody 0.12): it probes for the bare JID, on behalf
     * of all resources that do not know.
     */
    void answer(String localpart, Jid asker) {
        List<Jid> resources = audiences.resources();
        if (asker.isFull() || resources.isEmpty()) {
            tell(localpart, asker, true);
        } else {
            resources.forEach(resource -> tell(localpart, resource, true));
        }
    }

    /**
     * A resource has to hear how a contact is now, unless it knows.
     *
     * @param asked whether it wants to hear also that a contact is offline
     */
    void tell(String localpart, Jid resource, boolean asked) {
        queue.merge(new Due(localpart, resource), asked, Boolean::logicalOr);
        if (sentInTick < BURST) {
            drain();
        }
        tick();
    }

    /** Forgets resources that are gone, if nothing is left to tell them. */
    void tidy() {
        if (queue.isEmpty()) {
            audiences.forgetGone();
        }
    }

    /** Whether something is still to be told. */
    boolean isBusy() {
        return !queue.isEmpty();
    }

    private void tick() {
        if (ticking) {
            return;
        }
        ticking = true;
        host.schedule(
                TICK,
                () -> {
                    ticking = false;
                    int before = sentInTick;
                    sentInTick = 0;
                    drain();
                    if (before > 0 || !queue.isEmpty()) {
                        tick();
                    }
                });
    }

    private void drain() {
        Iterator<Map.Entry<Due, Boolean>> next = queue.entrySet().iterator();
        while (sentInTick < BURST && next.hasNext()) {
            Map.Entry<Due, Boolean> due = next.next();
            next.remove();
            if (sent(due.getKey(), due.getValue())) {
                sentInTick++;
            }
        }
        tidy();
    }

    private boolean sent(Due due, boolean asked) {
        if (!audiences.hears(due.resource())) {
            return false;
        }
        Contact contact =
                audiences.isLeaving(due.resource()) ? null : contacts.apply(due.localpart());
        Status status = contact == null ? Contact.OFFLINE : contact.status();
        boolean offline = status.show() == Show.OFFLINE;
        boolean first = !offline && !audiences.knows(due.resource(), due.localpart());
        boolean news = audiences.isNews(due.resource(), due.localpart(), offline ? null : status);
        if (!news && !(asked && offline && contact != null)) {
            return false;
        }
        host.send(stanza(new LegacyAddress.LegacyContact(due.localpart()), due.resource(), status));
        if (first) {
            met.accept(due.localpart(), due.resource());
        }
        return true;
    }

    /** RFC 6121 section 4.7, XEP-0319. */
    private Element stanza(LegacyAddress contact, Jid to, Status status) {
        boolean offline = status.show() == Show.OFFLINE;
        String type = offline ? "unavailable" : "";
        Element presence = Xml.stanza("presence", host.jidOf(contact.localpart()), to, type, null);
        if (!offline && status.show() != Show.ONLINE) {
            Xml.text(presence, "show", status.show().name().toLowerCase(Locale.ROOT));
        }
        if (!status.text().isEmpty()) {
            Xml.text(presence, "status", status.text());
        }
        Instant idle = status.idleSince();
        if (idle != null && !offline) {
            Element since = Xml.child(presence, "idle", "urn:xmpp:idle:1");
            Xml.attribute(since, "since", idle.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        if (!offline) {
            extensions.forEach(each -> each.extend(presence, host.user(), contact));
        }
        return presence;
    }
}
