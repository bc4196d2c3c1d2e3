package im.isthmus.irc.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SCRAM, by the example of RFC 7677 section 3. */
class ScramSha256Test {
    private static final String SERVER_FIRST =
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                    + "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

    private static final String SERVER_FINAL = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    private final ScramSha256 scram = new ScramSha256("user", "pencil", "rOprNGfwEbeRWgbNEkqO");

    @Test
    void bothSidesShowThatTheyKnowThePassword() throws Exception {
        assertThat(answer("")).isEqualTo("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
        assertThat(scram.isFinal()).isFalse();
        assertThat(answer(SERVER_FIRST))
                .isEqualTo(
                        "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                                + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        assertThat(scram.isBelievable()).isFalse();
        assertThat(scram.isFinal()).isTrue();
        assertThat(answer(SERVER_FINAL)).isEmpty();
        assertThat(scram.isBelievable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
                "v=",
                "v=!",
                "e=invalid-proof",
                ""
            })
    void aServerThatDoesNotKnowThePasswordIsFoundOut(String serverFinal) throws Exception {
        answer("");
        answer(SERVER_FIRST);
        assertThatThrownBy(() -> answer(serverFinal)).isInstanceOf(UntrustedServerException.class);
        assertThat(scram.isBelievable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "r=another,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "r=rOprNGfwEbeRWgbNEkqOx,s=,i=4096",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=0",
                "r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=9999999",
                "m=new,r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
            })
    void aServerThatBreaksTheRulesIsShownNothing(String serverFirst) throws Exception {
        answer("");
        assertThatThrownBy(() -> answer(serverFirst)).isInstanceOf(UntrustedServerException.class);
    }

    @Test
    void namesAreWrittenSoThatNothingInThemIsTakenForMore() throws Exception {
        byte[] first = new ScramSha256("a=b,c", "x", "n").answer(new byte[0]);
        assertThat(new String(first, UTF_8)).isEqualTo("n,,n=a=3Db=2Cc,r=n");
    }

    private String answer(String challenge) throws UntrustedServerException {
        return new String(scram.answer(challenge.getBytes(UTF_8)), UTF_8);
    }
}
