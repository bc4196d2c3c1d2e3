package im.isthmus.irc.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.irc.connection.origin.Pseudonyms;
import org.junit.jupiter.api.Test;

/** What networks learn about who a user is. */
class OriginsTest {
    private final Pseudonyms pseudonyms = new Pseudonyms("a key for tests!".getBytes(US_ASCII));

    @Test
    void aUserNameIsThatOfTheJidOrTellsNothingOfIt() throws Exception {
        Jid juliet = Jid.parse("juliet@example.org/balcony");
        assertThat(new Origins(pseudonyms, null, false).username(juliet)).isEqualTo("juliet");
        Origins hidden = new Origins(pseudonyms, null, true);
        assertThat(hidden.username(juliet)).doesNotContain("juliet").hasSize(10);
        assertThat(hidden.username(juliet)).isEqualTo(hidden.username(juliet.bare()));
        assertThat(hidden.isUsernameFree()).isFalse();
    }
}
