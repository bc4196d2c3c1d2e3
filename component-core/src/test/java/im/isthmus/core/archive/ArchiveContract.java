package im.isthmus.core.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.archive.ArchiveQuery.Page;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.Sweeper;
import im.isthmus.core.store.table.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archives of rooms do on every database. */
abstract class ArchiveContract {
    static final String ROOM = "#c";
    private static final Jid ALICE = jid("alice@x");
    private static final Jid BOB = jid("bob@x");

    @TempDir Path directory;

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private StoreConfig config;
    private Store store;
    private Archive archive;

    /** An empty database of this test alone. */
    abstract StoreConfig.Database emptyDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        config = new StoreConfig(emptyDatabase(), directory.resolve("store.key"));
        reopen(10_000);
    }

    private void reopen(int messages) {
        if (archive != null) {
            close();
        }
        store = Store.open(config);
        archive = new Archive(store, messages, () -> now);
    }

    @AfterEach
    void close() {
        archive.close();
        store.close();
    }

    @Test
    void whatWasJustSaidIsFound() throws Exception {
        says(ALICE, "m1", "carol", "Hi ü 😀 <&>\u0002");

        ArchivedMessage found = all(ALICE).getFirst();
        assertThat(found.id()).isEqualTo("m1");
        assertThat(found.time()).isEqualTo(now);
        assertThat(found.sender()).isEqualTo("carol");
        assertThat(found.message().elementText("body")).isEqualTo("Hi ü 😀 <&>\ufffd");
        assertThat(found.message().asXML()).doesNotContain("alice@x").doesNotContain("delay");
    }

    @Test
    void everyUserHasAnArchiveOfTheirOwn() throws Exception {
        says(ALICE, "m1", "carol", "for alice");
        assertThat(all(BOB)).isEmpty();
        says(BOB, "m1", "carol", "for bob");

        assertThat(bodies(all(ALICE))).containsExactly("for alice");
        assertThat(bodies(all(BOB))).containsExactly("for bob");
        assertThatThrownBy(() -> archive.find(BOB, "#other", ids("m1")))
                .isInstanceOf(UnknownMessageException.class);
    }

    @Test
    void itOutlivesTheProgramInOrderAlsoIfTheClockWentBack() throws Exception {
        says(ALICE, "m1", "carol", "1");
        now = now.minus(Duration.ofHours(3));
        reopen(10_000);
        says(ALICE, "m2", "carol", "2");

        assertThat(bodies(all(ALICE))).containsExactly("1", "2");
        assertThat(archive.last(ALICE, ROOM, 1)).extracting("id").containsExactly("m2");
        assertThat(archive.ends(ALICE, ROOM)).extracting("id").containsExactly("m1", "m2");
    }

    @Test
    void whatWasMissedComesBeforeWhatWasSaidSinceThen() throws Exception {
        says(ALICE, "m1", "carol", "1");
        now = now.plus(Duration.ofMinutes(10));
        says(ALICE, "m4", "carol", "4");
        Instant meanwhile = now.minus(Duration.ofMinutes(5));
        for (String each : List.of("2", "3")) {
            archive.fill(ALICE, ROOM, "m" + each, meanwhile, message("m" + each, "carol", each));
        }
        archive.fill(ALICE, ROOM, "m1", meanwhile, message("m1", "carol", "again"));

        assertThat(bodies(all(ALICE))).containsExactly("1", "2", "3", "4");
    }

    @Test
    void oneIdIsKeptOnce() throws Exception {
        says(ALICE, "m1", "carol", "1");
        says(ALICE, "m1", "carol", "again");

        assertThat(bodies(all(ALICE))).containsExactly("1");
    }

    @Test
    void ofWhatWasTakenBackOnlyATombstoneIsLeft() throws Exception {
        says(ALICE, "m1", "carol", "secret");
        says(BOB, "m1", "carol", "secret");
        Element retracted = Xml.element("retracted", "urn:xmpp:message-retract:1");
        archive.withdraw(ALICE, ROOM, "m1", retracted);
        archive.withdraw(ALICE, ROOM, "never", retracted);

        ArchivedMessage left = all(ALICE).getFirst();
        assertThat(left.sender()).isEqualTo("carol");
        assertThat(left.message().asXML()).contains("<retracted").doesNotContain("secret");
        assertThat(bodies(all(BOB))).containsExactly("secret");
    }

    @Test
    void pagesFollowEachOtherForwards() throws Exception {
        says(1, 5);

        ArchivePage first = find(new Page(2, null, null, false, -1));
        assertThat(bodies(first.messages())).containsExactly("1", "2");
        assertThat(first.count()).isEqualTo(5);
        assertThat(first.index()).isZero();
        assertThat(first.complete()).isFalse();
        ArchivePage last = find(new Page(3, "m2", null, false, -1));
        assertThat(bodies(last.messages())).containsExactly("3", "4", "5");
        assertThat(last.index()).isEqualTo(2);
        assertThat(last.complete()).isTrue();
        assertThat(find(new Page(3, "m5", null, false, -1)).messages()).isEmpty();
    }

    @Test
    void pagesFollowEachOtherBackwards() throws Exception {
        says(1, 5);

        ArchivePage newest = find(new Page(2, null, null, true, -1));
        assertThat(bodies(newest.messages())).containsExactly("4", "5");
        assertThat(newest.index()).isEqualTo(3);
        assertThat(newest.complete()).isFalse();
        ArchivePage before = find(new Page(3, null, "m4", false, -1));
        assertThat(bodies(before.messages())).containsExactly("1", "2", "3");
        assertThat(before.complete()).isTrue();
    }

    @Test
    void aPageIsFoundByItsIndexAndTheNumberAlone() throws Exception {
        says(1, 5);

        ArchivePage third = find(new Page(2, null, null, false, 2));
        assertThat(bodies(third.messages())).containsExactly("3", "4");
        ArchivePage none = find(new Page(0, null, null, false, -1));
        assertThat(none.messages()).isEmpty();
        assertThat(none.count()).isEqualTo(5);
        assertThat(none.complete()).isFalse();
    }

    @Test
    void filtersFitTogether() throws Exception {
        IntStream.rangeClosed(1, 6)
                .forEach(i -> {
                    says(ALICE, "m" + i, i % 2 == 0 ? "carol" : "dave", "" + i);
                    now = now.plusSeconds(60);
                });
        Instant start = Instant.parse("2026-03-01T12:01:00Z");

        assertThat(bodies(find(start, start.plusSeconds(180), null, null, null)))
                .containsExactly("2", "3", "4", "5");
        assertThat(bodies(find(start, null, null, "m6", "carol"))).containsExactly("2", "4");
        assertThat(bodies(find(null, null, "m1", "m4", null))).containsExactly("2", "3");
        assertThat(bodies(archive.find(ALICE, ROOM, ids("m5", "m2")).messages()))
                .containsExactly("2", "5");
    }

    @Test
    void whatIsNotThereCannotBeAskedFor() {
        says(1, 2);

        assertThatThrownBy(() -> find(new Page(2, "m9", null, false, -1)))
                .isInstanceOf(UnknownMessageException.class)
                .hasMessageContaining("m9");
        assertThatThrownBy(() -> archive.find(ALICE, ROOM, ids("m1", "m9")))
                .isInstanceOf(UnknownMessageException.class);
        assertThatThrownBy(() -> find(null, null, "m9", null, null))
                .isInstanceOf(UnknownMessageException.class);
    }

    @Test
    void oldestGoFirstWhenThereAreTooMany() throws Exception {
        reopen(10);
        for (int i = 1; i <= 25; i++) {
            says(i, i);
            archive.last(ALICE, ROOM, 1);
        }

        assertThat(bodies(all(ALICE)))
                .hasSizeBetween(10, 11)
                .endsWith("24", "25")
                .doesNotContain("1");
    }

    @Test
    void theOldGoInTime() throws Exception {
        says(1, 2);
        now = now.plus(Duration.ofDays(29));
        says(3, 3);
        sweep();
        assertThat(all(ALICE)).hasSize(3);
        now = now.plus(Duration.ofDays(2));
        sweep();

        assertThat(bodies(all(ALICE))).containsExactly("3");
    }

    private void sweep() throws UnknownMessageException {
        all(ALICE);
        new Sweeper(store, Tables.of(store).swept(), RetentionConfig.standard(), () -> now).sweep();
    }

    @Test
    void anErasedUserLeavesNothing() throws Exception {
        PersonalRecords records = new PersonalRecords(store, Tables.of(store).aboutUsers());
        says(1, 3);
        says(BOB, "m1", "carol", "stays");
        all(BOB);
        assertThat(records.export(ALICE).toString()).contains("<body>2</body>");
        records.erase(ALICE);

        assertThat(all(ALICE)).isEmpty();
        assertThat(records.export(ALICE)).hasSize(1);
        says(4, 4);
        assertThat(bodies(all(ALICE))).containsExactly("4");
        assertThat(bodies(all(BOB))).containsExactly("stays");
    }

    private void says(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(i -> says(ALICE, "m" + i, "carol", "" + i));
    }

    private static Element message(String id, String nick, String body) {
        Element message = Xml.stanza("message", jid("#c@gw/" + nick), ALICE, "groupchat", id);
        Xml.text(message, "body", body);
        return message;
    }

    private void says(Jid user, String id, String nick, String body) {
        Jid room = jid("#c@gw/" + nick);
        Element message = Xml.stanza("message", room, user, "groupchat", id);
        Xml.text(message, "body", body);
        Xml.attribute(Xml.child(message, "delay", "urn:xmpp:delay"), "stamp", now.toString());
        archive.keep(user, ROOM, id, now, message);
    }

    private List<ArchivedMessage> all(Jid user) throws UnknownMessageException {
        return archive.find(user, ROOM, ArchiveQuery.everything(100)).messages();
    }

    private ArchivePage find(Page page) throws UnknownMessageException {
        return archive.find(
                ALICE, ROOM, new ArchiveQuery(null, null, null, null, List.of(), null, page));
    }

    private List<ArchivedMessage> find(
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable String after,
            @Nullable String before,
            @Nullable String sender)
            throws UnknownMessageException {
        Page page = new Page(100, null, null, false, -1);
        return archive.find(
                        ALICE,
                        ROOM,
                        new ArchiveQuery(start, end, after, before, List.of(), sender, page))
                .messages();
    }

    private static ArchiveQuery ids(String... ids) {
        Page page = new Page(100, null, null, false, -1);
        return new ArchiveQuery(null, null, null, null, List.of(ids), null, page);
    }

    private static List<String> bodies(List<ArchivedMessage> messages) {
        return messages.stream().map(each -> each.message().elementText("body")).toList();
    }

    private static Jid jid(String jid) {
        try {
            return Jid.parse(jid);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException(jid, e);
        }
    }
}
