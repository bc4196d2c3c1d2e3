package im.isthmus.email.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {
    private static final int LITERAL = 1000;

    @Test
    void statusesHaveACodeAndWords() throws Exception {
        Response response = read("a1 NO [AUTHENTICATIONFAILED] Wrong password.\r\n");
        assertThat(response.tag()).isEqualTo("a1");
        assertThat(response.isOk()).isFalse();
        assertThat(response.codeName()).isEqualTo("AUTHENTICATIONFAILED");
        assertThat(response.text()).isEqualTo("Wrong password.");
        assertThat(read("* OK [UIDVALIDITY 17] fine\r\n").codeNumber()).isEqualTo(17);
    }

    @Test
    void aMailComesWithItsFlagsAndDate() throws Exception {
        Response response =
                read(
                        "* 3 FETCH (UID 42 FLAGS (\\Seen $Junk) INTERNALDATE \" 2-Jan-2026 03:04:05 +0100\""
                                + " RFC822.SIZE 4321 MODSEQ (99) BODY[]<0> {5}\r\na\r\n\0b)\r\n");
        FetchReply reply = FetchReply.of(response).orElseThrow();
        MailState state = reply.state().orElseThrow();
        assertThat(state)
                .isEqualTo(
                        new MailState(
                                42,
                                Set.of("\\SEEN", "$JUNK"),
                                4321,
                                Instant.parse("2026-01-02T02:04:05Z"),
                                99));
        assertThat(reply.body()).isEqualTo("a\r\n\0b".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void foldersHaveNamesInTheirOwnAlphabet() throws Exception {
        List<Item> items = read("* LIST (\\HasNoChildren \\Sent) \"/\" \"&AMQ-&-x\"\r\n").items();
        assertThat(FolderNames.decode(items.get(3).asText())).isEqualTo("\u00c4&x");
        assertThat(FolderNames.encode("\u00c4&x\u4e2d")).isEqualTo("&AMQ-&-x&Ti0-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* 1 FETCH (BODY[] {2000000000}\r\n",
                "* 1 FETCH (BODY[] {99999999999999999999}\r\n",
                "* 1 FETCH (BODY[] {1001}\r\n",
                "* 1 FETCH (BODY[] {-1}\r\n",
                "* 1 FETCH (UID 1\r\n",
                "* 1 FETCH \"open\r\n",
                "\r\n",
                "a1\r\n",
                "a1 FETCH\r\n",
                "* )\r\n",
                ""
            })
    void whatIsNoImapOrTooMuchEndsTheConnection(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void depthAndLengthHaveLimits() {
        assertThatThrownBy(() -> read("* " + "(".repeat(100_000))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("* " + "x".repeat(100_000))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("* SEARCH" + " 1".repeat(300_000) + "\r\n"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("* OK " + "x".repeat(100_000) + "\r\n"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerWithoutEndEndsTheConnection() throws IOException {
        ResponseReader reader =
                new ResponseReader(
                        new Endless("* 1 FETCH (FLAGS (" + "x".repeat(2000) + "))\r\n"), LITERAL);
        assertThatThrownBy(
                        () -> {
                            while (true) {
                                reader.read();
                            }
                        })
                .isInstanceOf(IOException.class)
                .hasMessage("the server says too much at once");
        reader.expectAnswer();
        assertThat(reader.read().is("FETCH")).isTrue();
    }

    @Test
    void aLineOfManyStringsEndsTheConnection() {
        String string = " \"" + "x".repeat(60_000) + '"';
        ResponseReader reader =
                new ResponseReader(
                        new SequenceInputStream(
                                new ByteArrayInputStream(
                                        "* LIST".getBytes(StandardCharsets.US_ASCII)),
                                new Endless(string)),
                        LITERAL);
        assertThatThrownBy(reader::read)
                .isInstanceOf(IOException.class)
                .hasMessage("the server says too much at once");
    }

    /** Says the same again and again, a few bytes at a time. */
    private static final class Endless extends InputStream {
        private final byte[] bytes;
        private int at;

        Endless(String text) {
            bytes = text.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public int read() {
            int next = bytes[at];
            at = (at + 1) % bytes.length;
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int part = Math.min(length, bytes.length - at);
            System.arraycopy(bytes, at, into, offset, part);
            at = (at + part) % bytes.length;
            return part;
        }
    }

    @Test
    void nothingAServerSaysDoesMoreThanEndTheConnection() {
        Random random = new Random(7);
        String alphabet = "*+a1 ()[]{}\"\\\r\n0 FETCH OK NIL ~<>";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder("* ");
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                Response response = read(text.append("\r\n").toString());
                var _ = FetchReply.of(response).flatMap(FetchReply::state);
            } catch (IOException e) {
                // As it should be.
            }
        }
    }

    private static Response read(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new ResponseReader(new ByteArrayInputStream(bytes), LITERAL).read();
    }
}
