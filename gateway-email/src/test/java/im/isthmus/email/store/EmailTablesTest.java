package im.isthmus.email.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.config.section.RetentionConfig;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.content.Recipient;
import im.isthmus.core.content.Reply;
import im.isthmus.core.content.Span;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.store.Store;
import im.isthmus.core.store.Swept;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.store.KnownMessages.Known;
import im.isthmus.email.store.OutgoingMails.Backlog;
import im.isthmus.email.store.OutgoingMails.Draft;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import im.isthmus.email.store.OutgoingMails.Part;
import im.isthmus.email.store.ReceivedMails.Arrival;
import im.isthmus.email.store.ReceivedMails.Taker;
import im.isthmus.testing.store.Databases;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class EmailTablesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String ALICE = "alice@example.org";
    private static final String CAROL = "carol\\40example.test";

    @TempDir Path folder;

    private final Databases databases;
    private StoreConfig config;
    private Store store;
    private EmailTables tables;

    EmailTablesTest(Databases databases) {
        this.databases = databases;
    }

    @BeforeEach
    void open() {
        config = databases.empty(folder);
        reopen();
    }

    private void reopen() {
        store = Store.open(config);
        tables = EmailTables.open(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anAcceptedMailWaitsForItsUsersOverARestart() {
        byte[] mail = "x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        tables.received()
                .accept(
                        "carol@example.test",
                        "e1",
                        List.of(
                                new Taker(ALICE, "a@mail.test", "rfc822;a", true),
                                new Taker("bob@example.org", "b@mail.test", "", false)),
                        mail,
                        NOW);
        store.close();
        reopen();

        List<Arrival> open = tables.received().open();
        assertThat(open)
                .extracting(Arrival::user)
                .containsExactlyInAnyOrder(ALICE, "bob@example.org");
        long id = open.getFirst().mail();
        assertThat(tables.received().bytes(id)).isEqualTo(mail);
        assertThat(tables.received().bytes(id, "eve@example.org")).isEmpty();
        assertThat(tables.received().success(id, ALICE))
                .contains(
                        new ReceivedMails.Success(
                                "carol@example.test", "e1", "rfc822;a", "a@mail.test"));
        assertThat(tables.received().success(id, "bob@example.org")).isEmpty();
        tables.received().done(id, ALICE);
        assertThat(tables.received().open())
                .extracting(Arrival::user)
                .containsExactly("bob@example.org");
    }

    @Test
    void theSameMailIsKnownForAWhile() {
        assertThat(tables.received().isRepeated(ALICE, "p", 1, NOW)).isFalse();
        assertThat(tables.received().isRepeated(ALICE, "p", 1, NOW)).as("tried again").isFalse();
        assertThat(tables.received().isRepeated(ALICE, "p", 2, NOW)).isTrue();
        assertThat(tables.received().isRepeated("bob@example.org", "p", 2, NOW)).isFalse();
        Instant later = NOW.plus(Duration.ofDays(30));
        assertThat(tables.received().isRepeated(ALICE, "p", 3, later)).isFalse();
    }

    @Test
    void aPromisedMailOutlivesTheProcessWithAllThatWasSaid() {
        Content content =
                new Content(
                        "*b* 1:2-",
                        List.of(new Span(0, 3, Span.Style.BOLD)),
                        null,
                        "t",
                        new Reply(new MessageId("x", "m1"), "a", null),
                        List.of(
                                new Attachment(
                                        URI.create("https://x.test/a"), "a", null, 5, null, true)),
                        List.of(new Recipient(Recipient.Kind.CC, "d@x.test", false, true)));
        MessageRef ref =
                new MessageRef(jid(ALICE + "/r"), "s1", null, new MessageRef.Wants(true, false));
        Outgoing mail =
                tables.outgoing().add(draft("k1"), ref, content, NOW, Duration.ofSeconds(5));
        assertThat(tables.outgoing().takeDue(NOW, 10)).isEmpty();
        store.close();
        reopen();

        Instant due = NOW.plusSeconds(5);
        assertThat(tables.outgoing().nextDue()).contains(due);
        assertThat(tables.outgoing().takeDue(due, 10)).containsExactly(mail);
        assertThat(tables.outgoing().takeDue(due, 10)).as("taken already").isEmpty();
        tables.outgoing().recover();
        assertThat(tables.outgoing().takeDue(due, 10)).containsExactly(mail);
        assertThat(tables.outgoing().parts(mail.id())).containsExactly(new Part(0, ref, content));
        assertThat(tables.outgoing().byToken("k1")).contains(mail);
        assertThat(tables.outgoing().byMessageId("<k1@x>")).contains(mail);
        tables.outgoing().postpone(mail.id(), "carol@example.test", due.plusSeconds(1), 1);
        assertThat(tables.outgoing().takeDue(due, 10)).as("postponed").isEmpty();
        assertThat(tables.outgoing().takeDue(due.plusSeconds(1), 10)).hasSize(1);
        tables.outgoing().ended(mail.id());
        tables.outgoing().recover();
        assertThat(tables.outgoing().takeDue(due, 10)).isEmpty();
    }

    @Test
    void aHeldMailCanStillBeChangedAndASentOneCannot() {
        MessageRef one = new MessageRef(jid(ALICE + "/r"), "s1", null);
        MessageRef two = new MessageRef(jid(ALICE + "/r"), "s2", "o2");
        Outgoing mail =
                tables.outgoing()
                        .add(draft("k2"), one, Content.of("a"), NOW, Duration.ofSeconds(5));
        assertThat(tables.held().to(ALICE, CAROL)).contains(mail);
        Instant due = NOW.plusSeconds(9);
        assertThat(tables.held().append(mail.id(), two, Content.of("b"), due)).isTrue();
        assertThat(tables.held().correct(ALICE, "o2", two, Content.of("c"), EmailTablesTest::title))
                .isTrue();
        assertThat(
                        tables.held()
                                .correct(
                                        "bob@example.org",
                                        "s1",
                                        two,
                                        Content.of("x"),
                                        EmailTablesTest::title))
                .isFalse();
        assertThat(tables.held().retract(ALICE, "s1", EmailTablesTest::title)).isTrue();
        assertThat(tables.outgoing().parts(mail.id()))
                .extracting(part -> part.content().body())
                .containsExactly("c");
        assertThat(tables.held().to(ALICE, CAROL).orElseThrow().heading().subject())
                .isEqualTo("about c");
        tables.outgoing().takeDue(due, 10);
        assertThat(tables.held().append(mail.id(), one, Content.of("d"), due)).isFalse();
        assertThat(tables.held().correct(ALICE, "s2", two, Content.of("x"), EmailTablesTest::title))
                .isFalse();
        assertThat(tables.held().retract(ALICE, "s2", EmailTablesTest::title)).isFalse();
    }

    @Test
    void peopleKeepTheirSpellingAndTheFormTheyAreWrittenToIn() {
        MailAddress carol = MailAddress.parse("Carol@example.test").orElseThrow();
        assertThat(tables.correspondents().heardFrom(ALICE, carol, CAROL, "Carol")).isTrue();
        assertThat(tables.correspondents().heardFrom(ALICE, carol, CAROL, "")).isFalse();
        assertThat(tables.correspondents().newWithinADay(ALICE, NOW)).isZero();
        MailAddress small = MailAddress.parse("carol@example.test").orElseThrow();
        tables.correspondents().writtenTo(ALICE, small, "carol%example.test", NOW);
        assertThat(tables.correspondents().spelling(ALICE, small)).isEqualTo(carol);
        assertThat(tables.correspondents().localpart(ALICE, carol)).contains("carol%example.test");
        assertThat(tables.correspondents().newWithinADay(ALICE, NOW)).isEqualTo(1);
        assertThat(tables.correspondents().name(ALICE, "carol%example.test")).contains("Carol");
    }

    @Test
    void whyMailDoesNotReachSomebodyIsKnownUntilItDoes() {
        MailAddress carol = MailAddress.parse("carol@example.test").orElseThrow();
        tables.correspondents().writtenTo(ALICE, carol, CAROL, NOW);
        assertThat(tables.correspondents().trouble(ALICE, CAROL, "")).isFalse();
        assertThat(tables.correspondents().trouble(ALICE, CAROL, "gone")).isTrue();
        assertThat(tables.correspondents().trouble(ALICE, CAROL, "gone")).isFalse();
        assertThat(tables.correspondents().troubles(ALICE)).containsOnly(entry(CAROL, "gone"));
        assertThat(tables.correspondents().trouble(ALICE, CAROL, "")).isTrue();
        assertThat(tables.correspondents().isInTrouble(ALICE, CAROL)).isFalse();
    }

    @Test
    void allOfAUserCanBeErasedAndOldThingsAreForgotten() {
        MessageRef ref = new MessageRef(jid(ALICE + "/r"), "s1", null);
        tables.outgoing().add(draft("k3"), ref, Content.of("a"), NOW, Duration.ZERO);
        assertThat(tables.outgoing().backlog()).isEqualTo(new Backlog(1, 0, NOW));
        long id =
                tables.received()
                        .accept(
                                "",
                                "",
                                List.of(new Taker(ALICE, "a@mail.test", "", false)),
                                new byte[9],
                                NOW)
                        .getFirst()
                        .mail();
        tables.messages().add(ALICE, new Known("m1", CAROL, "<1@x>", "t", "s", "", "", NOW));
        PersonalRecords records = new PersonalRecords(store, tables.list().aboutUsers());
        records.erase(jid(ALICE));
        assertThat(tables.received().bytes(id)).isEmpty();
        assertThat(tables.outgoing().byToken("k3")).isEmpty();
        assertThat(tables.messages().byLegacyId(ALICE, "m1")).isEmpty();

        tables.messages().add(ALICE, new Known("m2", CAROL, "<2@x>", "t", "s", "", "", NOW));
        Instant later = NOW.plus(Duration.ofDays(400));
        for (Swept each : tables.list().swept()) {
            store.part("email", EmailTables.STEPS)
                    .change(handle -> each.sweep(handle, later, RetentionConfig.standard(), 100));
        }
        assertThat(tables.messages().byLegacyId(ALICE, "m2")).isEmpty();
    }

    private static String title(Heading heading, List<Part> parts) {
        return "about " + parts.getFirst().content().body();
    }

    private static Draft draft(String token) {
        Heading heading =
                new Heading(
                        null, "t", "s", "<a@x> <b@x>", List.of("carol@example.test"), List.of());
        return new Draft(ALICE, CAROL, "carol@example.test", "<" + token + "@x>", token, heading);
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
