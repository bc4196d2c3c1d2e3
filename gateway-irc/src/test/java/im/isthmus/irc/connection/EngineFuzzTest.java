package im.isthmus.irc.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.irc.connection.sending.SendQueue;
import im.isthmus.irc.connection.sending.TokenBucket;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.message.LineSplitter;
import im.isthmus.irc.message.MalformedLineException;
import im.isthmus.testing.Await;
import im.isthmus.testing.FakeIrcClient;
import im.isthmus.testing.FakeIrcServer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Throws hostile lines at the parser, the writer, the negotiations and whole connections. Short as
 * a test; {@code -Disthmus.fuzz.lines=10000000} makes it a campaign, {@code -Disthmus.fuzz.seed}
 * another one.
 */
final class EngineFuzzTest {
    private static final int LINES = Integer.getInteger("isthmus.fuzz.lines", 60_000);
    private static final long SEED = Long.getLong("isthmus.fuzz.seed", 1);
    private static final Charset FALLBACK = Charset.forName("windows-1252");

    @Test
    void whateverIsParsedCanBeSentOrIsRefused() {
        var lines = new HostileLines(SEED);
        for (int i = 0; i < LINES; i++) {
            byte[] line = lines.next();
            try {
                IrcMessage message = IrcMessage.parse(line, 0, line.length, FALLBACK);
                assertThat(message.command()).matches("[A-Z0-9]+");
                assertThat(message.nick() + message.userhost() + message.lastParam()).isNotNull();
                checkWire(message);
            } catch (MalformedLineException e) {
                assertThat(e).hasMessage("no command");
            } catch (RuntimeException e) {
                throw new AssertionError("line " + i + ": " + new String(line, ISO_8859_1), e);
            }
        }
    }

    private static void checkWire(IrcMessage message) throws MalformedLineException {
        byte[] wire;
        try {
            wire = message.encode(UTF_8);
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertOneLine(wire);
        IrcMessage again = IrcMessage.parse(wire, 0, wire.length - 2, FALLBACK);
        assertThat(again.params()).isEqualTo(message.params());
        assertThat(again.tags()).isEqualTo(message.tags());
        assertThat(again.source()).isNull();
    }

    @Test
    void noTextBecomesMoreThanOneLine() {
        var random = new Random(SEED);
        var splitter = new LineSplitter(512, 60, UTF_8);
        for (int i = 0; i < LINES / 10; i++) {
            String hostile = text(random);
            for (String[] params : List.of(new String[] {hostile}, new String[] {"#c", hostile})) {
                try {
                    IrcMessage message = IrcMessage.of("PRIVMSG", params).withTag("+a", hostile);
                    assertOneLine(message.encode(UTF_8));
                    assertOneLine(message.encode(FALLBACK));
                } catch (IllegalArgumentException refused) {
                    assertThat(refused.getMessage()).hasSizeLessThan(60);
                }
            }
            for (String piece : splitter.split("PRIVMSG", "#c", hostile)) {
                byte[] wire = IrcMessage.of("PRIVMSG", "#c", piece).encode(UTF_8);
                assertOneLine(wire);
                assertThat(wire.length + 62).isLessThanOrEqualTo(512);
            }
        }
    }

    private static void assertOneLine(byte[] wire) {
        String line = new String(wire, ISO_8859_1);
        assertThat(line).endsWith("\r\n");
        assertThat(line.substring(0, line.length() - 2)).doesNotContain("\r", "\n", "\0");
    }

    private static String text(Random random) {
        String alphabet = " :@;\r\n\0\u0001\u0002\u00034,aé€😀\u0301\uD800\u2028\u0085";
        var text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(20) == 0 ? 2000 : 40); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** Without sockets, so that many servers can be played in a second. */
    @Test
    void noServerConfusesTheRegistration() {
        int servers = Math.max(1, LINES / 40);
        for (int server = 0; server < servers; server++) {
            var lines = new HostileLines(SEED + server);
            var said = new AtomicInteger();
            var ended = new AtomicInteger();
            var conversation =
                    new Conversation(
                            TestConnections.plain(1),
                            TestConnections.juliet("jc", "secret", server % 2 == 0),
                            new RecordingListener(),
                            new SendQueue(10, new TokenBucket(1, 0, System::nanoTime)),
                            message -> {
                                assertOneLine(message.encode(UTF_8));
                                said.incrementAndGet();
                            },
                            _ -> ended.incrementAndGet());
            conversation.start(true, server % 3 == 0 ? "irc.test" : null);
            for (int i = 0; i < 40; i++) {
                byte[] line = lines.next();
                try {
                    conversation.take(IrcMessage.parse(line, 0, line.length, FALLBACK));
                } catch (MalformedLineException e) {
                    assertThat(e).hasMessage("no command");
                }
            }
            assertThat(said.get()).as("server %d", server).isLessThan(40 * 20);
            assertThat(conversation.self().prefixBytes()).isPositive();
        }
    }

    @Test
    void everyConnectionEndsOnce() throws Exception {
        int connections = Math.min(2_000, Math.max(10, LINES / 3_000));
        try (var server = FakeIrcServer.start()) {
            server.script(EngineFuzzTest::isHostile);
            for (int i = 0; i < connections; i++) {
                var listener = new RecordingListener();
                TestConnections.open(server, TestConnections.JULIET, listener);
                FakeIrcClient client = server.awaitConnection(i + 1);
                var lines = new HostileLines(SEED + i);
                for (int sent = 0; sent < 200; sent++) {
                    client.sendBytes(lines.next());
                    client.sendBytes(new byte[] {'\n'});
                }
                client.close();
                listener.awaitEnd();
                Await.until("one end", () -> listener.ends().size() == 1);
            }
        }
    }

    private static boolean isHostile(FakeIrcClient client, String line) {
        return !line.isEmpty();
    }
}
