package im.isthmus.core.archive;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.table.ArchiveTable;
import im.isthmus.core.store.table.ArchivedRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dom4j.Element;

/** Brings what another program archived into the archives of a gateway that does not run. */
public final class ArchiveImport implements AutoCloseable {
    private static final int BATCH = 1000;

    private final ArchiveTable table;
    private final Jid domain;
    private final Map<ArchiveTable.Name, List<ArchivedRow>> batch = new HashMap<>();
    private int waiting;
    private long lastPlace;

    /**
     * An import into a store.
     *
     * @param domain of the gateway
     */
    public ArchiveImport(Store store, Jid domain) {
        this.table = new ArchiveTable(store);
        this.domain = domain;
        this.lastPlace = Long.MIN_VALUE;
    }

    /**
     * Adds a line; lines come oldest first.
     *
     * @param room its localpart
     * @param id unique within the room
     * @param nick who said it
     * @throws InvalidJidException if there can be no such room or nick
     */
    public void add(Jid user, String room, String id, Instant time, String nick, String body)
            throws InvalidJidException {
        Jid from = Jid.of(room, domain.domain(), nick);
        Element message = Xml.element("message", "");
        Xml.attribute(message, "from", from.toString());
        Xml.attribute(message, "type", "groupchat");
        Xml.attribute(message, "id", id);
        Xml.text(message, "body", body);
        Element stanzaId = Xml.child(message, "stanza-id", "urn:xmpp:sid:0");
        Xml.attribute(stanzaId, "id", id);
        Xml.attribute(stanzaId, "by", from.bare().toString());
        lastPlace = Math.max(lastPlace + 1, ArchiveTable.place(time));
        batch.computeIfAbsent(
                        new ArchiveTable.Name(user.bare().toString(), from.local()),
                        _ -> new ArrayList<>())
                .add(
                        new ArchivedRow(
                                lastPlace,
                                id,
                                time.toEpochMilli(),
                                from.resource(),
                                StoredXml.text(message)));
        if (++waiting >= BATCH) {
            flush();
        }
    }

    /** Writes what was added. */
    @Override
    public void close() {
        flush();
    }

    private void flush() {
        if (waiting > 0) {
            table.add(batch);
            batch.clear();
            waiting = 0;
        }
    }
}
