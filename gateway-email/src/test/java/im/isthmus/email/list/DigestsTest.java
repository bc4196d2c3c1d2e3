package im.isthmus.email.list;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.store.Store;
import im.isthmus.email.store.list.DigestEntries.Entry;
import im.isthmus.email.store.list.DigestEntries.Place;
import im.isthmus.email.store.list.ListTables;
import im.isthmus.testing.Await;
import im.isthmus.testing.store.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestsTest {
    @TempDir Path folder;

    private final List<Jid> told = new CopyOnWriteArrayList<>();

    @Test
    void whatIsCollectedWhileTheUserWishesForEachMailIsBroughtAtOnce() {
        try (Store store = Store.open(Databases.SQLITE.empty(folder));
                Digests digests =
                        new Digests(
                                ListTables.open(store),
                                new Listening(),
                                Duration.ofDays(1),
                                InstantSource.system())) {
            digests.collect(
                    new Place("alice@example.org", "list"),
                    new Entry(1, Instant.now(), "Bob", "tea", "one lump"));
            Await.until("brought", () -> !told.isEmpty());
        }
    }

    private final class Listening implements BackendContext {
        @Override
        public Jid domain() {
            throw new AssertionError("not asked for");
        }

        @Override
        public boolean permits(Jid user) {
            return true;
        }

        @Override
        public void asUser(Jid user, Consumer<SessionContext> task) {
            told.add(user);
        }
    }
}
