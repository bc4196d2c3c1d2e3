package im.isthmus.core.delivery;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.database.StoreException;
import im.isthmus.core.store.table.JournalTable;
import im.isthmus.core.store.table.JournalTable.Row;
import im.isthmus.core.text.Language;
import im.isthmus.core.text.Text;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.dom4j.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.PacketError;

/**
 * Notes of messages that users sent to networks that promise nothing. What is left when the process
 * starts again is in doubt: the network may have it or not, and its sender is told so.
 */
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int CHUNK = 100;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final JournalTable table;
    private final KeptDelivery delivery;
    private final Function<Jid, Language> languages;
    private final AtomicLong order;
    private final long startedAt;
    private final InstantSource clock;

    Journal(
            Store store,
            KeptDelivery delivery,
            AtomicLong order,
            InstantSource clock,
            Function<Jid, Language> languages) {
        this.languages = languages;
        this.table = new JournalTable(store);
        this.delivery = delivery;
        this.order = order;
        this.startedAt = order.get();
        this.clock = clock;
    }

    /** Waits for the disk, together with others. */
    void entrust(MessageRef ref, Jid recipient) {
        Row row =
                new Row(
                        order.incrementAndGet(),
                        ref.sender(),
                        ref.id(),
                        recipient,
                        clock.instant());
        try {
            var _ = table.add(row).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreException known ? known : e;
        }
    }

    void settled(MessageRef ref) {
        var _ = table.settle(ref.sender(), ref.id());
    }

    /** Tells the senders of what an earlier process left. */
    void start() {
        Thread.ofVirtual().start(this::reportLeftovers);
    }

    private void reportLeftovers() {
        try {
            long after = -1;
            List<Row> rows = table.all(after, CHUNK);
            while (!rows.isEmpty()) {
                rows.stream().filter(row -> row.seq() <= startedAt).forEach(this::report);
                rows = table.all(rows.getLast().seq(), CHUNK);
            }
        } catch (StoreException e) {
            LOG.error("journal=unread problem=\"{}\"", e.getMessage());
        }
    }

    private void report(Row row) {
        Language language = languages.apply(row.sender().bare());
        Element error =
                Xml.stanza("message", row.recipient(), row.sender(), "error", row.stanzaId());
        error.add(
                Replies.errorElement(
                        new StanzaException(
                                PacketError.Condition.remote_server_timeout,
                                PacketError.Type.wait,
                                "It may not have been delivered: the gateway was interrupted."),
                        language));
        Text note =
                Text.of(
                        "Your message to {0} of {1} may not have been delivered: the gateway was"
                                + " interrupted.",
                        row.recipient(), TIME.format(row.givenAt()));
        LOG.warn("message=in-doubt user={} to={}", row.sender().bare(), row.recipient());
        var _ =
                delivery.report(row.sender().bare(), error, language.render(note))
                        .thenAccept(_ -> {
                            var _ = table.remove(row.seq());
                        });
    }
}
