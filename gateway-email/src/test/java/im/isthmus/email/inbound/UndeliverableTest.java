package im.isthmus.email.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MimeLimits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UndeliverableTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-generated",
                "Auto-Submitted: Auto-Replied (vacation)",
                "Precedence: bulk",
                "Precedence: List",
                "Precedence: junk",
                "List-Id: <l.example.test>",
                "List-Unsubscribe: <mailto:l@example.test>",
                "X-Auto-Response-Suppress: All",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
                "From: MAILER-DAEMON@example.test",
                "From: Shop <no-reply@example.test>",
                "From: noreply+123@example.test",
                "From: do-not-reply@example.test",
                "From: bounces@example.test",
                "From: postmaster@example.test"
            })
    void whatAMachineWroteIsNotAnswered(String field) {
        assertThat(isAutomatic(field)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: no",
                "Precedence: first-class",
                "From: Carol <carol@example.test>",
                "From: norbert@example.test"
            })
    void whatSomebodyWroteIs(String field) {
        assertThat(isAutomatic(field)).isFalse();
    }

    private static boolean isAutomatic(String field) {
        byte[] mail = (field + "\r\nSubject: s\r\n\r\nx\r\n").getBytes(StandardCharsets.US_ASCII);
        return Undeliverable.isAutomatic(MailContent.header(mail, MimeLimits.standard()));
    }
}
