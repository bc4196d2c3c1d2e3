package im.isthmus.core.contact;

import im.isthmus.core.access.Limit;
import im.isthmus.core.contact.Contact.Standing;
import im.isthmus.core.store.table.ContactTable;
import im.isthmus.core.store.table.ContactTable.Row;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contacts of one user, read from the database when they are first needed and written back
 * behind: the owner of the session never waits for it.
 */
final class ContactList {
    private static final Logger LOG = LoggerFactory.getLogger(ContactList.class);

    private final ContactHost host;
    private final ContactTable table;
    private final List<PresenceExtension> extensions;
    private final Map<String, Contact> byLocalpart = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean loaded;
    private boolean loading;
    private boolean writing;
    private boolean erasing;

    ContactList(ContactHost host, ContactServices services) {
        this.host = host;
        this.table = services.table();
        this.extensions = services.extensions();
    }

    /** Runs a task once the list is there: now, or as the owner soon. Tasks keep their order. */
    void whenLoaded(Runnable task) {
        if (loaded) {
            task.run();
            return;
        }
        waiting.add(task);
        if (!loading) {
            loading = true;
            Thread.ofVirtual().start(this::load);
        }
    }

    private void load() {
        List<Row> rows = List.of();
        try {
            rows = table.load(host.user().toString());
            extensions.forEach(each -> each.prepare(host.user()));
        } catch (RuntimeException e) {
            LOG.error("contacts=not-loaded user={}", host.user(), e);
        }
        List<Row> found = rows;
        host.later(() -> loaded(found));
    }

    private void loaded(List<Row> rows) {
        rows.stream()
                .map(Contact::of)
                .filter(Objects::nonNull)
                .forEach(contact -> byLocalpart.put(contact.localpart(), contact));
        loaded = true;
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }

    @Nullable Contact find(String localpart) {
        return byLocalpart.get(localpart);
    }

    Collection<Contact> all() {
        return List.copyOf(byLocalpart.values());
    }

    /** Somebody new; null if the list is full. */
    @Nullable Contact add(String localpart, Standing standing) {
        if (byLocalpart.size() >= host.access().limits().contacts()) {
            var _ = host.access().reached(Limit.CONTACTS, Duration.ZERO);
            LOG.warn("contact=not-taken user={} reason=too-many", host.user());
            return null;
        }
        Contact contact = new Contact(localpart, standing);
        byLocalpart.put(localpart, contact);
        keep(contact);
        return contact;
    }

    /** A contact changed in a way that has to be remembered. */
    void keep(Contact contact) {
        changed.add(contact.localpart());
        write();
    }

    void remove(Contact contact) {
        byLocalpart.remove(contact.localpart());
        changed.add(contact.localpart());
        write();
    }

    /** Forgets everybody. */
    void clear() {
        byLocalpart.clear();
        changed.clear();
        erasing = true;
        write();
    }

    /** Whether something is not stored yet. */
    boolean isBusy() {
        return writing || !waiting.isEmpty();
    }

    /** One write at a time; what changes meanwhile is in the next one. */
    private void write() {
        if (writing || (changed.isEmpty() && !erasing)) {
            return;
        }
        writing = true;
        // Once the event at hand is done, so that a whole list is one transaction.
        host.later(this::writeNow);
    }

    private void writeNow() {
        List<Row> kept = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (String localpart : changed) {
            Contact contact = byLocalpart.get(localpart);
            if (contact == null) {
                removed.add(localpart);
            } else {
                kept.add(contact.row());
            }
        }
        boolean erase = erasing;
        changed.clear();
        erasing = false;
        Thread.ofVirtual().start(() -> store(erase, kept, removed));
    }

    private void store(boolean erase, List<Row> kept, List<String> removed) {
        String user = host.user().toString();
        try {
            if (erase) {
                table.removeAll(user);
            }
            table.change(user, kept, removed);
        } catch (RuntimeException e) {
            LOG.error("contacts=not-stored user={} count={}", user, kept.size(), e);
        }
        host.later(() -> {
            writing = false;
            write();
        });
    }
}
