package im.isthmus.email.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.text.Language;
import im.isthmus.email.inbound.letter.Letter;
import im.isthmus.email.inbound.letter.Reader;
import im.isthmus.email.inbound.report.Bounce;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MimeLimits;
import im.isthmus.email.mime.Note;
import im.isthmus.email.text.HtmlText;
import im.isthmus.email.thread.Subjects;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mails made to be read for minutes: what is looked for in them must not be looked for from every
 * character to the end again. The time-out is far above what reading takes.
 */
class EndlessMailTest {
    private static final int MANY = 2_000_000;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "to: x\n", "<", "> \n", "message-id:\n", "=?a?q?", "- \n"})
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aBodyOfOneThingAgainAndAgainIsRead(String thing) {
        String body = thing.repeat(MANY / thing.length());
        read("From: mailer-daemon@x.test\nSubject: delay\n\nx\n" + body + "x\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Date: %s(",
                "Subject: %sre:",
                "List-Id: %s<abc>",
                "List-Post: %s<mailto:abc",
                "List-Unsubscribe: %s<mailto:abc?a&",
                "From: %s<a@",
                "Received: %s;(",
                "References: %s<a@b> ",
                "Content-Type: text/plain%s;a*0*=",
                "Authentication-Results: mx.test%s;(\"\\",
            })
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFieldOfOneThingAgainAndAgainIsRead(String field) {
        String[] parts = field.split("%s", 2);
        read(parts[0] + parts[1].repeat(250_000 / parts[1].length()) + "\n\nx\n");
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLineWithoutEndBeforeAQuoteIsRead() {
        String line = "wrote ".repeat(50) + " ".repeat(MANY) + "x:";
        read("From: a@x.test\n\nx\n" + line + "\n> q\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a href='http://x.y/'><table><tr><td>a", "<td>a", "<b>", "<br>"})
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPageOfOneThingAgainAndAgainIsRead(String thing) {
        String page = thing.repeat(MANY / thing.length());
        read("From: a@x.test\nContent-Type: text/html\n\n<table><tr>" + page + "x\n");
    }

    @Test
    void ofATextWithoutEndTheBeginningIsRead() {
        String mail = "Subject: s\r\n\r\n" + "so it goes on €\r\n".repeat(600_000);
        MailContent read =
                MailContent.read(mail.getBytes(StandardCharsets.UTF_8), MimeLimits.standard());
        assertThat(read.plain()).startsWith("so it goes on €\nso").hasSizeLessThan(3_000_000);
        assertThat(read.notes()).contains(Note.CUT);
    }

    @Test
    void aPageDoesNotGrowWithoutEnd() {
        String text = HtmlText.of("<blockquote>".repeat(20) + "<br>x".repeat(300_000));
        assertThat(text.length()).isBetween(1_000_000, 2_500_000);
    }

    @Test
    void aPageThatIsNotReadToItsEndSaysSo() {
        assertThat(HtmlText.of("<p>a".repeat(60_000) + "<p>end")).endsWith("a\n\n\u2026");
        assertThat(HtmlText.of("<blockquote>".repeat(20) + "<br>x".repeat(300_000)))
                .endsWith("\u2026");
        assertThat(HtmlText.of("<p>a".repeat(40_000) + "<p>end")).endsWith("a\n\nend");
    }

    private static void read(String text) {
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        MailContent mail = MailContent.read(bytes, MimeLimits.standard());
        var header = mail.header();
        assertThat(AuthenticationResults.dmarc(header, "mx.test")).isNotNull();
        assertThat(Subjects.base(header.text("subject")).length()).isLessThan(1001);
        assertThat(Bounce.read(mail, true, true)).isNotNull();
        assertThat(Undeliverable.isAutomatic(header)).isIn(true, false);
        Letter letter =
                Letter.of(
                        mail,
                        "a@x.test",
                        "x.test",
                        false,
                        List.of(),
                        new Reader(false, Language.ENGLISH));
        assertThat(letter.text().body()).isNotNull();
    }
}
