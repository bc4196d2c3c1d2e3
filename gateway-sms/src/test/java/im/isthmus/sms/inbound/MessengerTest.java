package im.isthmus.sms.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.Services;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.config.ConfigFile;
import im.isthmus.core.config.section.MediaConfig;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.Store;
import im.isthmus.sms.config.SmsConfig;
import im.isthmus.sms.number.Numbering;
import im.isthmus.sms.number.SmsAddresses;
import im.isthmus.sms.owner.Owners;
import im.isthmus.sms.store.InboxMessage;
import im.isthmus.sms.store.SmsStore;
import im.isthmus.testing.Await;
import im.isthmus.testing.StandInSessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessengerTest {
    private static final String NUMBER = "+12025550100";
    private static final String PHONE = "+12025550177";
    private static final String CONFIG =
            """
            [sms]
            default-region = "US"
            [sms.numbers."+12025550100"]
            owners = []
            stop-words = true
            [sms.accounts.trial]
            provider = "loopback"
            numbers = ["+12025550100"]
            """;

    @TempDir Path folder;

    @Test
    void whatWasReadBeforeItWasGivenIsNotObeyedAgain() throws Exception {
        StoreConfig.Database file = new StoreConfig.Database.Sqlite(folder.resolve("sms.sqlite"));
        try (Store database = Store.open(new StoreConfig(file, folder.resolve("sms.key")));
                Messenger messenger = messenger(database, CONFIG, new NobodyThere())) {
            SmsStore store = new SmsStore(database);
            assertThat(store.inbox().keep(message("1", "STOP"), Duration.ZERO)).isTrue();
            List<InboxMessage> read = store.inbox().waiting(Instant.now().plusSeconds(60));
            messenger.received(message("1", "STOP"));
            Await.until("given", () -> !store.inbox().isWaiting("1"));
            assertThat(store.people().isBlocked(NUMBER, PHONE)).isTrue();

            assertThat(store.inbox().keep(message("2", "START"), Duration.ZERO)).isTrue();
            messenger.received(message("2", "START"));
            read.forEach(messenger::received);

            assertThat(store.people().isBlocked(NUMBER, PHONE)).isFalse();
        }
    }

    @Test
    void startEndsWhatAProviderSaidOfStopThoughTheGatewayObeysNone() throws Exception {
        StoreConfig.Database file = new StoreConfig.Database.Sqlite(folder.resolve("sms.sqlite"));
        String config = CONFIG.replace("stop-words = true", "");
        try (Store database = Store.open(new StoreConfig(file, folder.resolve("sms.key")));
                Messenger messenger = messenger(database, config, new NobodyThere())) {
            SmsStore store = new SmsStore(database);
            store.people().block(NUMBER, PHONE, true, Instant.now());
            store.inbox().keep(message("1", "stop"), Duration.ZERO);
            messenger.received(message("1", "stop"));
            assertThat(store.people().isBlocked(NUMBER, PHONE)).isTrue();

            store.inbox().keep(message("2", " Start"), Duration.ZERO);
            messenger.received(message("2", " Start"));
            assertThat(store.people().isBlocked(NUMBER, PHONE)).isFalse();
        }
    }

    @Test
    void everyWordThatEndsAConversationIsObeyedAndNoSentenceWithOne() throws Exception {
        StoreConfig.Database file = new StoreConfig.Database.Sqlite(folder.resolve("sms.sqlite"));
        try (Store database = Store.open(new StoreConfig(file, folder.resolve("sms.key")));
                Messenger messenger = messenger(database, CONFIG, new NobodyThere())) {
            SmsStore store = new SmsStore(database);
            List<String> stop =
                    List.of("STOP", "StopAll", "unsubscribe", " Cancel\n", "end", "QUIT");
            List<String> start = List.of("START", "unstop", "Yes");
            for (int i = 0; i < stop.size(); i++) {
                say(store, messenger, "a" + i, "stop it");
                assertThat(store.people().isBlocked(NUMBER, PHONE)).isFalse();
                say(store, messenger, "b" + i, stop.get(i));
                assertThat(store.people().isBlocked(NUMBER, PHONE)).as(stop.get(i)).isTrue();
                say(store, messenger, "c" + i, "yes, please");
                assertThat(store.people().isBlocked(NUMBER, PHONE)).isTrue();
                say(store, messenger, "d" + i, start.get(i % start.size()));
                assertThat(store.people().isBlocked(NUMBER, PHONE)).isFalse();
            }
        }
    }

    private static void say(SmsStore store, Messenger messenger, String id, String text) {
        store.inbox().keep(message(id, text), Duration.ZERO);
        messenger.received(message(id, text));
    }

    @Test
    void whatFailsAsTheOwnerIsGivenAgain() throws Exception {
        StoreConfig.Database file = new StoreConfig.Database.Sqlite(folder.resolve("sms.sqlite"));
        String config = CONFIG.replace("owners = []", "owners = [\"alice@example.org\"]");
        FailingOwner alice = new FailingOwner();
        try (Store database = Store.open(new StoreConfig(file, folder.resolve("sms.key")));
                Messenger messenger = messenger(database, config, alice)) {
            InboxMessage message = message("1", "Hello");
            new SmsStore(database).inbox().keep(message, Duration.ZERO);

            Await.until(
                    "given again",
                    () -> {
                        messenger.received(message);
                        return alice.given.get() > 1;
                    });
        }
    }

    private Messenger messenger(Store database, String text, NobodyThere users) throws Exception {
        Path file = Files.writeString(folder.resolve("sms.toml"), text);
        SmsConfig config = ConfigFile.read(file, Map.of(), SmsConfig::read);
        SmsStore store = new SmsStore(database);
        Owners owners = new Owners(config, store.claims());
        Numbering numbering = new Numbering("US");
        Incoming incoming =
                new Incoming(
                        config,
                        store,
                        numbering,
                        new SmsAddresses(numbering, false),
                        owners,
                        new IncomingMedia(Services.of(database, MediaConfig.standard()), List.of()),
                        (_, _, _) -> {},
                        InstantSource.system());
        StandInSessions sessions = new StandInSessions(Jid.parse("sms.example.org"), users::asUser);
        return new Messenger(sessions, store, owners, incoming, users);
    }

    private static InboxMessage message(String id, String text) {
        return new InboxMessage(
                id, "trial", id, NUMBER, PHONE, List.of(), text, List.of(), Instant.now());
    }

    /** The number is nobody's. */
    private static class NobodyThere implements OpenSessions {
        void asUser(Jid user, Consumer<SessionContext> task) {
            throw new AssertionError(user + " gets nothing");
        }

        @Override
        public @Nullable UserRooms roomsOf(Jid user) {
            return null;
        }

        @Override
        public void contactsChanged(Jid user) {}

        @Override
        public void healthChanged() {}
    }

    /** Nothing can be done for whoever owns the number. */
    private static final class FailingOwner extends NobodyThere {
        private final AtomicInteger given = new AtomicInteger();

        @Override
        void asUser(Jid user, Consumer<SessionContext> task) {
            try {
                task.accept(null);
            } catch (IllegalStateException e) {
                // as the core does, which goes on
            }
        }

        @Override
        public UserRooms roomsOf(Jid user) {
            given.incrementAndGet();
            throw new IllegalStateException("out of order");
        }
    }
}
