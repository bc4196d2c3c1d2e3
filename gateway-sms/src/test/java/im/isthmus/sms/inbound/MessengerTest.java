package im.isthmus.sms.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.Services;
import im.isthmus.core.address.Jid;
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
                Messenger messenger = messenger(database)) {
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

    private Messenger messenger(Store database) throws Exception {
        Path file = Files.writeString(folder.resolve("sms.toml"), CONFIG);
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
        StandInSessions nobody =
                new StandInSessions(
                        Jid.parse("sms.example.org"),
                        (user, _) -> {
                            throw new AssertionError(user + " gets nothing");
                        });
        return new Messenger(nobody, store, owners, incoming, new NobodyThere());
    }

    private static InboxMessage message(String id, String text) {
        return new InboxMessage(
                id, "trial", id, NUMBER, PHONE, List.of(), text, List.of(), Instant.now());
    }

    /** The number is nobody's. */
    private static final class NobodyThere implements OpenSessions {
        @Override
        public @Nullable UserRooms roomsOf(Jid user) {
            return null;
        }

        @Override
        public void contactsChanged(Jid user) {}

        @Override
        public void healthChanged() {}
    }
}
