package im.isthmus.testing.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IrcUserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PING :x                        | PING
                    :irc.lab.test 001 ann :Hello   | 001
                    @time=1;a=b :ann!a@h JOIN #c   | JOIN
                    @time=1 PING x                 | PING
                    QUIT                           | QUIT
                    """)
    void theCommandIsFoundBehindTagsAndSource(String line, String command) {
        assertThat(IrcUser.command(line)).isEqualTo(command);
    }
}
