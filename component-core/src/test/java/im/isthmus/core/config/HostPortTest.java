package im.isthmus.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "9180, Address already in use, ss -ltnp",
        "113, Permission denied, docs/running.md",
        "9180, Cannot assign requested address, no such address"
    })
    void whoCannotListenIsToldWhatToDo(int port, String problem, String advice) {
        HostPort address = new HostPort("127.0.0.1", port);

        assertThat(address.cannotListen(new BindException(problem)))
                .hasMessageStartingWith("cannot listen on 127.0.0.1:" + port + ": " + problem)
                .hasMessageContaining(advice);
    }
}
