package im.isthmus.sms.provider.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.sms.provider.Outcome;
import im.isthmus.sms.provider.OutgoingSms;
import im.isthmus.testing.Await;
import im.isthmus.testing.TestCertificate;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A message centre is trusted by the name in its certificate. */
@Timeout(60)
class SmppTlsTest {
    @TempDir private Path directory;

    @Test
    void aCertificateForTheHostIsTrusted() throws Exception {
        TestCertificate right = TestCertificate.create(directory, "localhost");
        try (MessageCentre centre = new MessageCentre(right.serverContext());
                SmppProvider provider = provider(centre, right)) {
            Await.until("bound", () -> provider.problem().isEmpty(), () -> "" + provider.problem());
            assertThat(provider.send(message())).isInstanceOf(Outcome.Accepted.class);
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        TestCertificate wrong = TestCertificate.create(directory, "other.example");
        try (MessageCentre centre = new MessageCentre(wrong.serverContext());
                SmppProvider provider = provider(centre, wrong)) {
            Await.until(
                    "refused",
                    () -> provider.problem().orElse("").contains("localhost"),
                    () -> "" + provider.problem());
            assertThat(provider.send(message())).isInstanceOf(Outcome.Unreachable.class);
            assertThat(centre.bound()).isZero();
        }
    }

    private static OutgoingSms message() {
        return new OutgoingSms(
                "o1",
                "+12025550100",
                List.of("+15551230001"),
                "hello",
                List.of(),
                "",
                Instant.now());
    }

    private static SmppProvider provider(MessageCentre centre, TestCertificate authority) {
        SmppProvider provider =
                new SmppProvider(
                        MessageCentre.config("localhost", centre.port(), true, authority.pem()),
                        MessageCentre.PACE);
        provider.listen(report -> {});
        return provider;
    }
}
