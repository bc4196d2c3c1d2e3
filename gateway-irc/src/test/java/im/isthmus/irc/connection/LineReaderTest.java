package im.isthmus.irc.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineReaderTest {
    @Test
    void linesEndWithLfAndMayHaveACr() throws Exception {
        assertThat(read("a\r\nb\nc\r\r\n\r\n\nd\r\ne", 100)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aBareCrIsPartOfTheLine() throws Exception {
        assertThat(read("PRIVMSG a :x\rJOIN #b\r\n", 100)).containsExactly("PRIVMSG a :x\rJOIN #b");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000, 2047, 2048, 2049, 100_000})
    void itDoesNotMatterHowTheBytesArrive(int chunk) throws Exception {
        var random = new Random(chunk);
        var text = new StringBuilder();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String line = "x".repeat(1 + random.nextInt(i % 20 == 0 ? 9000 : 300));
            lines.add(line);
            text.append(line).append(i % 2 == 0 ? "\r\n" : "\n");
        }
        assertThat(read(text.toString(), chunk)).isEqualTo(lines);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 700, 100_000})
    void anEndlessLineIsCutAndTheNextOneIsWhole(int chunk) throws Exception {
        String endless = "x".repeat(200_000);
        List<String> lines = read("first\r\n" + endless + "\r\nlast\r\n", chunk);
        assertThat(lines).containsExactly("first", "x".repeat(LineReader.MAX_LINE), "last");
    }

    @Test
    void theLongestLineIsWhole() throws Exception {
        String longest = "x".repeat(LineReader.MAX_LINE);
        assertThat(read(longest + "\r\n" + longest + "x\r\nlast\n", 4000))
                .containsExactly(longest, longest, "last");
    }

    @Test
    void memoryIsBoundedAndGivenBack() throws Exception {
        var text = new StringBuilder();
        text.append("x".repeat(1_000_000)).append("\r\n");
        text.append("short\r\n".repeat(10));
        var reader = new LineReader(new Chunks(text.toString().getBytes(ISO_8859_1), 7));
        int most = 0;
        while (reader.fill()) {
            while (reader.next()) {
                most = Math.max(most, reader.buffer().length);
            }
        }
        assertThat(most).isLessThanOrEqualTo(64 * 1024);
        assertThat(reader.buffer().length).isLessThanOrEqualTo(2048);
    }

    private static List<String> read(String text, int chunk) throws IOException {
        var reader = new LineReader(new Chunks(text.getBytes(ISO_8859_1), chunk));
        List<String> lines = new ArrayList<>();
        while (reader.fill()) {
            while (reader.next()) {
                int length = reader.lineEnd() - reader.lineStart();
                lines.add(new String(reader.buffer(), reader.lineStart(), length, ISO_8859_1));
            }
        }
        return lines;
    }

    /** Gives so many bytes a read. */
    private static final class Chunks extends InputStream {
        private final ByteArrayInputStream bytes;
        private final int chunk;

        Chunks(byte[] bytes, int chunk) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.chunk = chunk;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int from, int length) {
            assertThat(length).isPositive();
            return bytes.read(buffer, from, Math.min(length, chunk));
        }
    }
}
