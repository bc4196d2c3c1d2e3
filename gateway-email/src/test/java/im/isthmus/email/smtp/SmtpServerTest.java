package im.isthmus.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.config.HostPort;
import im.isthmus.email.address.MailAddress;
import im.isthmus.testing.client.SmtpTalk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both listeners, byte for byte. */
@Timeout(60)
class SmtpServerTest {
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private @Nullable SmtpServer server;

    /** What the handler was given. */
    private record Received(Envelope envelope, String message) {}

    private final MailHandler handler =
            new MailHandler() {
                @Override
                public Reply recipient(@Nullable MailAddress sender, MailAddress recipient) {
                    return recipient.local().startsWith("no")
                            ? Reply.never(550, "5.1.1", "No such user")
                            : new Reply(250, "2.1.5", "Ok");
                }

                @Override
                public Reply accept(Envelope envelope, byte[] message) {
                    String text = new String(message, StandardCharsets.ISO_8859_1);
                    received.add(new Received(envelope, text));
                    return text.contains("later")
                            ? Reply.later("4.3.0", "Not now")
                            : Reply.ok("Taken");
                }
            };

    private SmtpTalk talk(Dialect dialect, SmtpLimits limits) throws IOException {
        server =
                SmtpServer.listen(
                        new HostPort("127.0.0.1", 0),
                        new SmtpServer.Service(dialect, "mail.test", limits, null, handler));
        SmtpTalk talk = SmtpTalk.connect(server.port());
        assertThat(talk.answer()).isEqualTo("220 mail.test " + dialect);
        return talk;
    }

    private SmtpTalk smtp() throws IOException {
        SmtpTalk talk = talk(Dialect.SMTP, SmtpLimits.of(1_000_000, 10));
        talk.expect("250", "EHLO x");
        return talk;
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theExtensionsAreOffered() throws Exception {
        try (SmtpTalk talk = talk(Dialect.SMTP, SmtpLimits.of(1_000_000, 10))) {
            assertThat(talk.ask("EHLO x").lines().map(line -> line.substring(4)))
                    .containsExactly(
                            "mail.test",
                            "PIPELINING",
                            "SIZE 1000000",
                            "ENHANCEDSTATUSCODES",
                            "8BITMIME",
                            "BINARYMIME",
                            "DSN",
                            "SMTPUTF8",
                            "CHUNKING");
            assertThat(talk.ask("LHLO x")).startsWith("500");
        }
    }

    @Test
    void aMailIsTakenWithDotsAndBytesAsTheyAre() throws Exception {
        try (SmtpTalk talk = smtp()) {
            talk.expect(
                    "250 2.1.0", "MAIL FROM:<a@b.test> SIZE=100 BODY=8BITMIME RET=HDRS ENVID=e1");
            talk.expect(
                    "250 2.1.5", "RCPT TO:<c@mail.test> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;c@x");
            talk.expect("354", "DATA");
            talk.raw(new byte[] {'x', (byte) 0xff, '\n', '.', '\r', '\n', '\r', '\n'});
            talk.raw("..\r\n.a\r\n.\r\n");
            assertThat(talk.answer()).isEqualTo("250 2.0.0 Taken");
            Received mail = received.take();
            assertThat(mail.message()).isEqualTo("x\u00ff\n.\r\n\r\n.\r\na\r\n");
            assertThat(mail.envelope().envelopeId()).isEqualTo("e1");
            assertThat(mail.envelope().recipients().getFirst().notifySuccess()).isTrue();
            assertThat(mail.envelope().recipients().getFirst().original()).isEqualTo("rfc822;c@x");
            talk.expect("221", "QUIT");
        }
    }

    @Test
    void aSecondMailCannotBeHiddenInTheFirst() throws Exception {
        for (String end :
                List.of("\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n", "\r\n.\r", "\r\n\0.\r\n")) {
            try (SmtpTalk talk = smtp()) {
                talk.expect("250", "MAIL FROM:<>");
                talk.expect("250", "RCPT TO:<c@mail.test>");
                talk.expect("354", "DATA");
                talk.raw("one" + end + "MAIL FROM:<evil@x.test>\r\nRCPT TO:<c@mail.test>\r\n");
                talk.raw("DATA\r\ntwo\r\n.\r\n");
                assertThat(talk.answer()).startsWith("250");
                assertThat(received.take().message()).contains("evil").contains("two");
                assertThat(received).isEmpty();
            }
            stop();
        }
    }

    @Test
    void lmtpAnswersForEachRecipient() throws Exception {
        try (SmtpTalk talk = talk(Dialect.LMTP, SmtpLimits.of(1_000_000, 10))) {
            talk.expect("250", "LHLO x");
            for (String line :
                    List.of(
                            "MAIL FROM:<>",
                            "RCPT TO:<a@mail.test>",
                            "RCPT TO:<nobody@mail.test>",
                            "RCPT TO:<b@mail.test>",
                            "DATA")) {
                talk.raw(line + "\r\n");
            }
            assertThat(talk.answer()).startsWith("250");
            assertThat(talk.answer()).startsWith("250");
            assertThat(talk.answer()).startsWith("550 5.1.1");
            assertThat(talk.answer()).startsWith("250");
            assertThat(talk.answer()).startsWith("354");
            talk.raw("later\r\n.\r\n");
            assertThat(talk.answer()).startsWith("451 4.3.0");
            assertThat(talk.answer()).startsWith("451 4.3.0");
            assertThat(received.take().envelope().sender()).isNull();
        }
    }

    @Test
    void whatIsTooLargeIsRefusedAndTheConnectionGoesOn() throws Exception {
        try (SmtpTalk talk = talk(Dialect.SMTP, SmtpLimits.of(1000, 10))) {
            talk.expect("250", "EHLO x");
            talk.expect("552", "MAIL FROM:<a@b.test> SIZE=1001 BODY=8BITMIME");
            talk.expect("552", "MAIL FROM:<a@b.test> SIZE=99999999999999999999");
            talk.expect("501", "MAIL FROM:<a@b.test> SIZE=x");
            talk.expect("250", "MAIL FROM:<a@b.test>");
            talk.expect("250", "RCPT TO:<c@mail.test>");
            talk.expect("354", "DATA");
            talk.raw("x".repeat(5000) + "\r\n.\r\n");
            assertThat(talk.answer()).startsWith("552 5.3.4");
            talk.expect("250", "MAIL FROM:<a@b.test>");
            talk.expect("250", "RCPT TO:<c@mail.test>");
            talk.raw("BDAT 900\r\n" + "x".repeat(900));
            assertThat(talk.answer()).startsWith("250");
            talk.raw("BDAT 200 LAST\r\n" + "x".repeat(200));
            assertThat(talk.answer()).startsWith("552");
            assertThat(received).isEmpty();
        }
    }

    @Test
    void chunksMakeAMail() throws Exception {
        try (SmtpTalk talk = smtp()) {
            talk.expect("250", "MAIL FROM:<a@b.test> BODY=BINARYMIME");
            talk.expect("250", "RCPT TO:<c@mail.test>");
            talk.expect("503", "DATA");
            talk.raw("BDAT 5\r\n\r\n.\r\n");
            assertThat(talk.answer()).startsWith("250");
            talk.raw("BDAT 0 LAST\r\n");
            assertThat(talk.answer()).startsWith("250 2.0.0 Taken");
            assertThat(received.take().message()).isEqualTo("\r\n.\r\n");
        }
    }

    @Test
    void internationalAddressesNeedToBeAnnounced() throws Exception {
        try (SmtpTalk talk = smtp()) {
            talk.expect("553 5.6.7", "MAIL FROM:<вася@пример.рф>");
            talk.expect("250", "MAIL FROM:<вася@пример.рф> SMTPUTF8");
            talk.expect("250", "RCPT TO:<c@mail.test>");
        }
    }

    @Test
    void whatIsWrittenWronglyCostsAnErrorAndManyCostTheConnection() throws Exception {
        try (SmtpTalk talk = talk(Dialect.SMTP, SmtpLimits.of(1000, 10))) {
            talk.expect("503", "MAIL FROM:<a@b.test>");
            talk.expect("250", "EHLO x");
            talk.expect("503", "RCPT TO:<c@mail.test>");
            talk.expect("501", "MAIL FROM:a@b.test");
            talk.expect("553", "MAIL FROM:<a b>");
            talk.expect("501", "MAIL FROM:<a@b.test>\nX");
            talk.expect("500", "X".repeat(100_000));
            talk.expect("500", "");
            for (int i = 0; i < 13; i++) {
                talk.expect("500", "NONSENSE");
            }
            talk.raw("NONSENSE\r\n");
            assertThat(talk.answer()).startsWith("500");
            assertThat(talk.answer()).startsWith("421");
            assertThat(talk.isEnded()).isTrue();
        }
    }

    @Test
    void tooManyConnectionsAreSentAway() throws Exception {
        try (SmtpTalk first = talk(Dialect.SMTP, SmtpLimits.of(1000, 1))) {
            first.expect("250", "NOOP");
            try (SmtpTalk second = SmtpTalk.connect(server == null ? 0 : server.port())) {
                assertThat(second.answer()).startsWith("421 4.7.0");
            }
        }
    }
}
