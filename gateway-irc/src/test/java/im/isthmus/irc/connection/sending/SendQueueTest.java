package im.isthmus.irc.connection.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.isthmus.testing.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SendQueueTest {
    private final AtomicLong now = new AtomicLong();
    private final SendQueue queue = new SendQueue(5, new TokenBucket(2, 1, now::get));
    private final Recorded wire = new Recorded();
    private final List<IOException> failures = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        queue.close();
    }

    @Test
    void aPongOvertakesABacklog() throws Exception {
        queue.release();
        for (int i = 1; i <= 5; i++) {
            queue.add(line("line " + i));
        }
        start();
        wire.await("line 1 line 2");

        queue.addUrgent(line("PONG"));
        wire.await("line 1 line 2 PONG");

        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        queue.addUrgent(line("PONG"));
        wire.await("line 1 line 2 PONG PONG line 3");
    }

    @Test
    void nothingButUrgentLinesGoesBeforeTheWelcome() throws Exception {
        queue.add(line("JOIN"));
        queue.addUrgent(line("NICK"));
        start();
        wire.await("NICK");
        queue.release();
        wire.await("NICK JOIN");
    }

    @Test
    void aFullQueueRefuses() throws Exception {
        for (int i = 1; i <= 5; i++) {
            queue.add(line("x"));
        }
        assertThatThrownBy(() -> queue.add(line("x"))).isInstanceOf(IrcQueueFullException.class);
        assertThat(queue.addUrgent(line("PONG"))).isTrue();
    }

    @Test
    void whatTheServerDoesNotReadIsBounded() {
        boolean taken = true;
        for (int i = 0; i < 100_000 && taken; i++) {
            taken = queue.addUrgent(line("PONG"));
        }
        assertThat(taken).isFalse();
    }

    @Test
    void manyLinesGoByOneWrite() throws Exception {
        queue.pace(new TokenBucket(1, 0, now::get));
        queue.release();
        for (int i = 1; i <= 5; i++) {
            queue.add(line(Integer.toString(i)));
        }
        start();
        wire.await("1 2 3 4 5");
        assertThat(wire.writes).hasSize(1);
    }

    @Test
    void aWriteThatDoesNotEndCanBeSeen() throws Exception {
        assertThat(queue.writingSince()).isEqualTo(Long.MAX_VALUE);
        wire.gate = new CountDownLatch(1);
        queue.addUrgent(line("NICK"));
        start();
        Await.until("writing", () -> queue.writingSince() != Long.MAX_VALUE);
        wire.gate.countDown();
        Await.until("written", () -> queue.writingSince() == Long.MAX_VALUE);
    }

    @Test
    void afterClosingNothingIsWrittenOrKept() throws Exception {
        start();
        queue.close();
        queue.release();
        for (int i = 0; i < 10; i++) {
            queue.add(line("late"));
            assertThat(queue.addUrgent(line("late"))).isTrue();
        }
        assertThat(wire.writes).isEmpty();
    }

    @Test
    void aFailedWriteIsToldOnceAndClosesTheQueue() throws Exception {
        wire.broken = true;
        queue.addUrgent(line("NICK"));
        start();
        Await.until("failure", () -> !failures.isEmpty());
        queue.addUrgent(line("PONG"));
        assertThat(failures).hasSize(1);
    }

    private void start() {
        queue.start(wire, failures::add);
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(UTF_8);
    }

    /** A socket that keeps what is written. */
    private static final class Recorded extends OutputStream {
        final List<String> writes = new CopyOnWriteArrayList<>();
        volatile boolean broken;
        volatile CountDownLatch gate = new CountDownLatch(0);

        void await(String lines) {
            Await.until(
                    lines,
                    () -> String.join("", writes).strip().replace("\r\n", " ").equals(lines),
                    writes::toString);
        }

        @Override
        public void write(int b) {
            throw new AssertionError("byte by byte");
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (broken) {
                throw new IOException("broken");
            }
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            writes.add(new String(bytes, from, length, UTF_8));
        }
    }
}
