package im.isthmus.email.store.group;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.store.PersonalRecords;
import im.isthmus.core.store.Store;
import im.isthmus.email.address.MailAddress;
import im.isthmus.testing.store.Databases;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class GroupTableTest {
    private static final String ALICE = "alice@example.org";

    @TempDir Path folder;

    private final Databases databases;

    GroupTableTest(Databases databases) {
        this.databases = databases;
    }

    @Test
    void aGroupIsItsUsersOwnAndGrows() throws Exception {
        try (Store store = Store.open(databases.empty(folder))) {
            GroupTable table = new GroupTable(store);
            MailAddress ann = new MailAddress("ann b", "example.test");
            MailAddress ben = new MailAddress("ben", "example.test");
            table.save(ALICE, new Group("r", "t", "s", List.of(ann)), Instant.EPOCH);
            Group grown = new Group("r", "t", "s", List.of(ann, ben));
            table.save(ALICE, grown, Instant.EPOCH);
            assertThat(table.find(ALICE, "r")).contains(grown);
            assertThat(table.find("bob@example.org", "r")).isEmpty();
            new PersonalRecords(store, List.of(table)).erase(Jid.parse(ALICE));
            assertThat(table.find(ALICE, "r")).isEmpty();
        }
    }
}
