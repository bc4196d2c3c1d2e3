package im.isthmus.sms.session;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.action.AccountAction.VerifyAccount;
import im.isthmus.core.backend.event.LegacyEvent.RequestFailed;
import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.config.ConfigFile;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.Store;
import im.isthmus.sms.config.SmsConfig;
import im.isthmus.sms.number.Numbering;
import im.isthmus.sms.number.SmsAddresses;
import im.isthmus.sms.owner.Claims;
import im.isthmus.sms.owner.Owners;
import im.isthmus.sms.store.SmsStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmsRegistrationTest {
    private static final String CONFIG =
            """
            [sms]
            default-region = "US"
            claims = true
            [sms.accounts.trial]
            provider = "loopback"
            numbers = ["+12025550100"]
            """;

    @TempDir Path folder;

    @Test
    void whoRegistersHasAnAnswerThoughTheDatabaseFails() throws Exception {
        Path file = Files.writeString(folder.resolve("sms.toml"), CONFIG);
        SmsConfig config = ConfigFile.read(file, Map.of(), SmsConfig::read);
        Store database =
                Store.open(
                        new StoreConfig(
                                new StoreConfig.Database.Sqlite(folder.resolve("sms.sqlite")),
                                folder.resolve("sms.key")));
        SmsStore store = new SmsStore(database);
        Owners owners = new Owners(config, store.claims());
        Claims claims =
                new Claims(
                        List.of(),
                        store,
                        new SmsAddresses(new Numbering("US"), false),
                        owners,
                        config.limits(),
                        _ -> {},
                        InstantSource.system());
        database.close();

        Jid alice = Jid.parse("alice@example.org");
        VerifyAccount action =
                new VerifyAccount(
                        new MessageRef(alice, "r1", null),
                        new AccountFields(Map.of("phone", "+12025550100")));
        assertThat(new SmsRegistration(claims, owners).answer(alice, action))
                .isInstanceOfSatisfying(
                        RequestFailed.class,
                        failed ->
                                assertThat(failed.failure().text())
                                        .contains("its log has the reason"));
    }
}
