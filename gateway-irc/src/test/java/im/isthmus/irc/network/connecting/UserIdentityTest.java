package im.isthmus.irc.network.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserIdentityTest {
    @ParameterizedTest
    @CsvSource({
        "juliet, juliet",
        "juliet.capulet, julietcapu",
        "d'artagnan, dartagnan",
        "jürgen, jrgen",
        "юлия, user",
        "007, 007"
    })
    void aUsernameIsShortAndSafe(String name, String username) {
        assertThat(UserIdentity.username(name)).isEqualTo(username);
    }
}
