package im.isthmus.email.account.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.email.connection.MailServer;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class AttemptTest {
    private static final MailServer FIRST = new MailServer("imap.example.test", 993, true);
    private static final MailServer SECOND = new MailServer("mail.example.test", 993, true);

    @Test
    void whoWantsAnotherProofThanThePasswordIsUnderstood() {
        assertThat(refused("LOGIN failed: Application-specific password required"))
                .contains("imap.example.test wants an app password");
        assertThat(refused("Basic authentication is disabled."))
                .contains("lets nobody in with a password: sign in with the command sign-in");
        assertThat(refused("Authentication failed."))
                .contains("does not accept this name and password", "Authentication failed.");
    }

    @Test
    void aServerThatSaysNoIsTheLastOneAsked() {
        List<MailServer> asked = new ArrayList<>();
        var refusal =
                failure(server -> {
                    asked.add(server);
                    return "no";
                });

        assertThat(refusal).isInstanceOf(BackendFailure.AuthFailed.class);
        assertThat(asked).containsExactly(FIRST);
    }

    @Test
    void aServerThatIsNotThereIsFollowedByTheNext() throws Exception {
        MailServer found =
                attempt()
                        .all(
                                Candidates.named(List.of(FIRST, SECOND)),
                                server -> {
                                    if (server.equals(FIRST)) {
                                        throw new IOException("refused");
                                    }
                                    return null;
                                });

        assertThat(found).isEqualTo(SECOND);
    }

    @Test
    void whyThereIsNoServerIsTold() {
        assertThat(
                        failure(server -> {
                            throw new UnknownHostException(server.host());
                        }))
                .isInstanceOf(BackendFailure.NotFound.class);
        assertThat(
                        failure(
                                        _ -> {
                                            throw new SSLHandshakeException("no such authority");
                                        })
                                .text())
                .contains(
                        "certificate of the IMAP server mail.example.test:993",
                        "no such authority");
    }

    private static String refused(String words) {
        return failure(_ -> words).text();
    }

    private static BackendFailure failure(Attempt.Trial trial) {
        return catchThrowableOfType(
                        BackendException.class,
                        () -> attempt().all(Candidates.named(List.of(FIRST, SECOND)), trial))
                .failure();
    }

    private static Attempt attempt() {
        return new Attempt("IMAP", System.nanoTime() + Duration.ofMinutes(1).toNanos());
    }
}
