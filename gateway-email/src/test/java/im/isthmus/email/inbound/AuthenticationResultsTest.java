package im.isthmus.email.inbound;

import static im.isthmus.email.inbound.AuthenticationResults.Verdict.FAIL;
import static im.isthmus.email.inbound.AuthenticationResults.Verdict.PASS;
import static im.isthmus.email.inbound.AuthenticationResults.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.email.inbound.AuthenticationResults.Verdict;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MimeLimits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AuthenticationResultsTest {
    @Test
    void onlyTheTopmostFieldOfTheTrustedServerCounts() {
        assertThat(dmarc("mx.test; spf=pass; dmarc=fail")).isEqualTo(FAIL);
        assertThat(dmarc("mx.test 1; dmarc=pass (p=reject)")).isEqualTo(PASS);
        assertThat(dmarc("mx.test; none")).isEqualTo(UNKNOWN);
        assertThat(dmarc("mx.evil.test; dmarc=pass")).isEqualTo(UNKNOWN);
        assertThat(dmarc("mx.test; none", "mx.test; dmarc=pass")).isEqualTo(UNKNOWN);
    }

    @Test
    void whatTheSenderChoseInQuotesOrCommentsProvesNothing() {
        assertThat(dmarc("mx.test; spf=pass smtp.mailfrom=\"a; dmarc=pass\"@evil.test; dmarc=fail"))
                .isEqualTo(FAIL);
        assertThat(dmarc("mx.test; spf=pass smtp.mailfrom=\"(\"@evil.test; dmarc=fail"))
                .isEqualTo(FAIL);
        assertThat(dmarc("mx.test; spf=pass (; dmarc=pass \\) ; dmarc=pass); dmarc=fail"))
                .isEqualTo(FAIL);
        assertThat(dmarc("mx.test; spf=pass smtp.mailfrom=\"\\\"; dmarc=pass\"; dmarc=fail"))
                .isEqualTo(FAIL);
    }

    private static Verdict dmarc(String... fields) {
        StringBuilder mail = new StringBuilder();
        for (String field : fields) {
            mail.append("Authentication-Results: ").append(field).append("\r\n");
        }
        byte[] bytes = mail.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        return AuthenticationResults.dmarc(
                MailContent.header(bytes, MimeLimits.standard()), "mx.test");
    }
}
