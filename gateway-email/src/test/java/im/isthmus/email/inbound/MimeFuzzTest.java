package im.isthmus.email.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.content.Content;
import im.isthmus.email.inbound.report.Bounce;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MimeLimits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The odd mails, mutated: whatever the bytes are, something fit for XMPP comes out. */
class MimeFuzzTest {
    private static final int MAILS = Integer.getInteger("isthmus.fuzz.mails", 5000);

    private static final String[] PIECES = {
        "\r\n",
        "\r\n\r\n",
        "--b",
        "--b--",
        "=?utf-8?Q?",
        "?=",
        "\0",
        "=",
        "\u00ff\u00fe",
        ";",
        "\"",
        "(",
        "<",
        ">",
        "boundary=",
        "Content-Type: multipart/mixed; boundary=b\r\n",
        "charset=",
        ": ",
        "\n",
        "\r",
        "Content-Transfer-Encoding: base64\r\n",
        "filename*0*=",
        "<blockquote>",
        "&#0;",
        "+",
        "BEGIN:VEVENT"
    };

    @Test
    void nothingBreaksTheReading() {
        run(MAILS, Long.getLong("isthmus.fuzz.seed", System.nanoTime()));
    }

    static void run(int count, long seed) {
        Random random = new Random(seed);
        List<byte[]> mails =
                OddMailsTest.all().stream()
                        .map(OddMail::bytes)
                        .filter(bytes -> bytes.length < 20_000)
                        .toList();
        for (int i = 0; i < count; i++) {
            byte[] mail = mutated(mails.get(random.nextInt(mails.size())), mails, random);
            try {
                check(mail);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "seed "
                                + seed
                                + ", mail "
                                + i
                                + ":\n"
                                + new String(mail, StandardCharsets.ISO_8859_1),
                        e);
            }
        }
    }

    private static void check(byte[] mail) {
        String shown = OddMail.shown(mail);
        Content looked = OddMail.looked(mail);
        assertThat(looked.spans()).allMatch(span -> span.end() <= looked.body().length());
        MailContent content = MailContent.read(mail, MimeLimits.standard());
        var _ = Bounce.read(content, true, true);
        assertThat(shown.chars().filter(c -> c < ' ' && c != '\n' && c != '\t').boxed())
                .as("control characters")
                .isEmpty();
    }

    private static byte[] mutated(byte[] mail, List<byte[]> others, Random random) {
        byte[] now = mail.clone();
        int times = 1 + random.nextInt(8);
        for (int i = 0; i < times; i++) {
            now = once(now, others, random);
        }
        return now;
    }

    private static byte[] once(byte[] mail, List<byte[]> others, Random random) {
        int at = random.nextInt(mail.length + 1);
        int length = random.nextInt(Math.min(200, mail.length - at + 1));
        return switch (random.nextInt(6)) {
            case 0 -> flipped(mail, random);
            case 1 -> joined(mail, at, bytes(PIECES[random.nextInt(PIECES.length)]), at);
            case 2 -> joined(mail, at, new byte[0], at + length);
            case 3 -> joined(mail, at, Arrays.copyOfRange(mail, at, at + length), at);
            case 4 -> {
                byte[] other = others.get(random.nextInt(others.size()));
                int from = random.nextInt(other.length + 1);
                yield joined(mail, at, Arrays.copyOfRange(other, from, other.length), at);
            }
            default -> Arrays.copyOf(mail, at);
        };
    }

    private static byte[] flipped(byte[] mail, Random random) {
        byte[] flipped = mail.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
        }
        return flipped;
    }

    private static byte[] joined(byte[] mail, int until, byte[] middle, int from) {
        byte[] whole = Arrays.copyOf(mail, until + middle.length + mail.length - from);
        System.arraycopy(middle, 0, whole, until, middle.length);
        System.arraycopy(mail, from, whole, until + middle.length, mail.length - from);
        return whole;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
