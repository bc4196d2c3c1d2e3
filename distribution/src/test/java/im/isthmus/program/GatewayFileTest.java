package im.isthmus.program;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.Services;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayFileTest {
    @TempDir Path directory;

    @Test
    void aFileBecomesAGatewayOfItsKind() throws Exception {
        GatewayFile file = read(IsthmusTest.SMALLEST);

        assertThat(file.core().store().database())
                .isEqualTo(new StoreConfig.Database.Sqlite(directory.resolve("irc.sqlite")));
        assertThat(file.backend().rooms().historyLength()).isEqualTo(20);
        try (Store store = Store.open(file.core().store());
                Backend backend =
                        file.backend().maker().apply(Services.of(store, file.core().media()))) {
            assertThat(backend.identity())
                    .isEqualTo(new Backend.Identity("conference", "irc", "IRC"));
        }
    }

    @Test
    void roomsRememberAsMuchAsTheAdminSays() throws Exception {
        GatewayFile file = read(IsthmusTest.SMALLEST + "[irc]\nhistory-length = 7\n");

        assertThat(file.backend().rooms().historyLength()).isEqualTo(7);
    }

    private GatewayFile read(String toml) throws Exception {
        Path file = Files.writeString(directory.resolve("irc.toml"), toml);
        GatewayFile.Several read = GatewayFile.readAll(List.of(file), Map.of());
        assertThat(read.problems()).isEmpty();
        return read.files().getFirst();
    }
}
