package im.isthmus.email.list;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.Store;
import im.isthmus.email.store.list.DigestEntries.Entry;
import im.isthmus.email.store.list.DigestEntries.Place;
import im.isthmus.email.store.list.ListTables;
import im.isthmus.testing.Await;
import im.isthmus.testing.StandInSessions;
import im.isthmus.testing.store.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestsTest {
    @TempDir Path folder;

    private final List<Jid> told = new CopyOnWriteArrayList<>();

    @Test
    void whatIsCollectedWhileTheUserWishesForEachMailIsBroughtAtOnce() throws Exception {
        try (Store store = Store.open(Databases.SQLITE.empty(folder));
                Digests digests =
                        new Digests(
                                ListTables.open(store),
                                new StandInSessions(
                                        Jid.parse("mail.example.org"), (user, _) -> told.add(user)),
                                Duration.ofDays(1),
                                InstantSource.system())) {
            digests.collect(
                    new Place("alice@example.org", "list"),
                    new Entry(1, Instant.now(), "Bob", "tea", "one lump"));
            Await.until("brought", () -> !told.isEmpty());
        }
    }
}
