package im.isthmus.core.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.Sweeper;
import im.isthmus.core.store.table.MessageIdTable.Entry;
import im.isthmus.core.store.table.MessageIdTable.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of the names of messages, on every database. */
abstract class MessageIdContract {
    private static final Jid ALICE = jid("alice@example.org");
    private static final Jid BOB = jid("bob@example.org");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir Path directory;
    private Store store;
    private MessageIdTable table;

    /** An empty database of this test alone. */
    abstract StoreConfig.Database emptyDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = Store.open(new StoreConfig(emptyDatabase(), directory.resolve("store.key")));
        table = new MessageIdTable(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aMessageIsFoundFromBothSides() {
        table.add(
                List.of(
                        entry(ALICE, "ann", "p2", "L1", Kind.PART, 2),
                        entry(ALICE, "ann", "m1", "L1", Kind.ID, 1),
                        entry(ALICE, "ann", "o1", "L1", Kind.ALIAS, 1)));

        assertThat(table.legacyId(ALICE, "ann", "m1")).isEqualTo("L1");
        assertThat(table.legacyId(ALICE, "ann", "o1")).isEqualTo("L1");
        assertThat(table.xmppIds(ALICE, "ann", "L1")).containsExactly("m1", "p2");
    }

    @Test
    void usersAndConversationsAreApart() {
        table.add(List.of(entry(ALICE, "ann", "m1", "L1", Kind.ID, 1)));

        assertThat(table.legacyId(BOB, "ann", "m1")).isNull();
        assertThat(table.legacyId(ALICE, "zoe", "m1")).isNull();
        assertThat(table.xmppIds(ALICE, "zoe", "L1")).isEmpty();
    }

    @Test
    void theLaterNameHolds() {
        table.add(List.of(entry(ALICE, "ann", "m1", "L1", Kind.ID, 1)));
        table.add(List.of(entry(ALICE, "ann", "m1", "L2", Kind.ID, 2)));

        assertThat(table.legacyId(ALICE, "ann", "m1")).isEqualTo("L2");
        assertThat(table.xmppIds(ALICE, "ann", "L1")).isEmpty();
    }

    @Test
    void oldAndTooManyAreForgotten() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            entries.add(entry(ALICE, "ann", "m" + i, "L" + i, Kind.ID, i));
            entries.add(entry(BOB, "ann", "m" + i, "L" + i, Kind.ID, i));
        }
        table.add(entries);

        table.keepNewest(List.of(ALICE), 5);
        assertThat(table.counts()).containsEntry(ALICE.toString(), 5L);
        assertThat(table.legacyId(ALICE, "ann", "m15")).isEqualTo("L15");
        table.keepNewest(List.of(ALICE), 5);
        assertThat(table.counts()).containsEntry(ALICE.toString(), 5L);
        RetentionConfig keep = RetentionConfig.standard();
        Instant later = NOON.plusSeconds(18).plus(keep.ids());
        new Sweeper(store, List.of(table), keep, () -> later).sweep();
        assertThat(table.counts())
                .containsEntry(ALICE.toString(), 2L)
                .containsEntry(BOB.toString(), 2L);
        PersonalRecords records = new PersonalRecords(store, List.of(table));
        assertThat(records.export(BOB)).containsKey("message ids");
        records.erase(BOB);
        assertThat(table.counts()).doesNotContainKey(BOB.toString());
    }

    private static Entry entry(
            Jid user, String conversation, String xmpp, String legacy, Kind kind, int seconds) {
        return new Entry(user, conversation, xmpp, legacy, kind, NOON.plusSeconds(seconds));
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
