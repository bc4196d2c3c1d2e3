package im.isthmus.irc.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.irc.login.SaslLogin.Result;
import im.isthmus.irc.message.IrcMessage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order ways to log in are tried, and when no other is. */
class SaslLoginTest {
    private final List<String> sent = new ArrayList<>();

    @Test
    void theCertificateComesFirstThenScramThenThePassword() throws Exception {
        SaslLogin login = start("ann", "sesame", true, "PLAIN,EXTERNAL,SCRAM-SHA-256");
        login.handle(IrcMessage.parse("AUTHENTICATE +"));
        login.handle(IrcMessage.parse(":irc.test 904 ann :Failed"));
        login.handle(IrcMessage.parse(":irc.test 904 ann :Failed"));
        login.handle(IrcMessage.parse("AUTHENTICATE +"));
        assertThat(sent)
                .containsExactly(
                        "AUTHENTICATE EXTERNAL",
                        "AUTHENTICATE +",
                        "AUTHENTICATE SCRAM-SHA-256",
                        "AUTHENTICATE PLAIN",
                        "AUTHENTICATE " + base64("\0ann\0sesame"));
        login.handle(IrcMessage.parse(":irc.test 904 ann :Failed"));
        assertThat(login.result()).isEqualTo(Result.FAILED);
    }

    @Test
    void onlyWhatTheServerOffersIsTried() throws Exception {
        SaslLogin login = start("ann", "sesame", false, "SCRAM-SHA-256");
        assertThat(sent).containsExactly("AUTHENTICATE SCRAM-SHA-256");
        login.handle(IrcMessage.parse(":irc.test 904 ann :Failed"));
        assertThat(login.result()).isEqualTo(Result.FAILED);
        assertThat(login.offeredBy("EXTERNAL,ECDSA-NIST256P-CHALLENGE")).isFalse();
    }

    @Test
    void aServerThatLaterNamesItsWaysIsAskedForNoOther() throws Exception {
        SaslLogin login = start("ann", "sesame", true, "EXTERNAL,SCRAM-SHA-256,PLAIN");
        login.handle(IrcMessage.parse(":irc.test 908 ann PLAIN :are available"));
        login.handle(IrcMessage.parse(":irc.test 904 ann :Failed"));
        assertThat(sent).containsExactly("AUTHENTICATE EXTERNAL", "AUTHENTICATE PLAIN");
    }

    @Test
    void aWrongPasswordIsNotToldInPlainToWhoSawNoProof() throws Exception {
        SaslLogin login = start("ann", "sesame", false, "SCRAM-SHA-256,PLAIN");
        challenge(login, "+");
        challenge(login, base64("r=" + nonce() + "x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"));
        login.handle(IrcMessage.parse(":irc.test 904 ann :Failed"));
        assertThat(login.result()).isEqualTo(Result.FAILED);
        assertThat(sent).doesNotContain("AUTHENTICATE PLAIN");
    }

    @Test
    void aServerThatDoesNotProveItselfIsNotBelieved() throws Exception {
        SaslLogin login = start("ann", "sesame", false, "SCRAM-SHA-256,PLAIN");
        challenge(login, "+");
        challenge(login, base64("r=" + nonce() + "x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"));
        login.handle(IrcMessage.parse(":irc.test 903 ann :Welcome"));
        assertThat(login.result()).isEqualTo(Result.FAILED);
        assertThat(login.problem()).contains("could not show");
    }

    @Test
    void challengesMayComeInPieces() throws Exception {
        SaslLogin login = start("ann", "sesame", false, "SCRAM-SHA-256");
        challenge(login, "+");
        String salt = base64("s".repeat(400));
        String first = base64("r=" + nonce() + "x,s=" + salt + ",i=4096");
        challenge(login, first.substring(0, 400));
        assertThat(sent).hasSize(2);
        challenge(login, first.substring(400));
        assertThat(decoded(sent.getLast())).startsWith("c=biws,r=");
    }

    @Test
    void aServerThatAsksWithoutEndIsLeft() throws Exception {
        SaslLogin login = start("ann", "sesame", false, "PLAIN");
        for (int i = 0; i < 30; i++) {
            challenge(login, "A".repeat(400));
        }
        assertThat(sent).contains("AUTHENTICATE *");
        login.handle(IrcMessage.parse(":irc.test 906 ann :Aborted"));
        assertThat(login.result()).isEqualTo(Result.FAILED);
    }

    private SaslLogin start(String account, String password, boolean certificate, String offered) {
        var login =
                new SaslLogin(
                        account,
                        password,
                        certificate,
                        message -> sent.add(message.command() + " " + message.param(0)));
        login.start(offered);
        return login;
    }

    private static void challenge(SaslLogin login, String data) throws Exception {
        login.handle(IrcMessage.parse("AUTHENTICATE " + data));
    }

    private String nonce() {
        String first = decoded(sent.getLast());
        return first.substring(first.indexOf("r=") + 2);
    }

    private static String decoded(String line) {
        return new String(Base64.getDecoder().decode(line.substring(13)), UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
