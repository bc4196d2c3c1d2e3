package im.isthmus.program.kill;

import im.isthmus.testing.client.SmtpTalk;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The mail servers of others, which outlive the killed program: each mail is brought again, as it
 * is, until it was answered by 250. One speaks LMTP, one SMTP.
 */
final class Outside implements AutoCloseable {
    private final ConcurrentLinkedDeque<Letter> waiting = new ConcurrentLinkedDeque<>();
    private final Map<String, Letter> open = new ConcurrentHashMap<>();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** A mail to one user. */
    private record Letter(String id, String recipient) {
        String text() {
            return """
            From: Ann <ann@outside.test>
            To: %s
            Subject: news
            Message-ID: <%s@outside.test>

            %s
            """
                    .formatted(recipient, id, id);
        }
    }

    Outside(int lmtpPort, int smtpPort) {
        Thread.ofVirtual().start(() -> carry("LHLO", lmtpPort));
        Thread.ofVirtual().start(() -> carry("EHLO", smtpPort));
    }

    void write(String id, String recipient) {
        Letter letter = new Letter(id, recipient);
        open.put(id, letter);
        waiting.add(letter);
    }

    /** How many were not answered by 250 yet. */
    int open() {
        return open.size();
    }

    Set<String> accepted() {
        return Set.copyOf(accepted);
    }

    private void carry(String hello, int port) {
        @Nullable Letter at = null;
        try {
            while (!closed.await(1, TimeUnit.MILLISECONDS)) {
                at = at == null ? waiting.poll() : at;
                if (at != null) {
                    at = deliver(hello, port, at);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The mails of one connection; the one that has to be brought again, if it broke. */
    private @Nullable Letter deliver(String hello, int port, Letter first) {
        Letter at = first;
        try (SmtpTalk talk = SmtpTalk.connect(port)) {
            talk.answer();
            talk.expect("250", hello + " outside.test");
            for (int i = 0; i < 20; i++) {
                talk.expect("250", "MAIL FROM:<ann@outside.test>");
                talk.expect("250", "RCPT TO:<" + at.recipient() + ">");
                talk.expect("354", "DATA");
                talk.expect("250", at.text().replace("\n", "\r\n") + ".");
                accepted.add(at.id());
                open.remove(at.id());
                Letter next = waiting.poll();
                if (next == null) {
                    return null;
                }
                at = next;
            }
            return at;
        } catch (UncheckedIOException | AssertionError e) {
            return at; // it was killed, is not up yet, or is too busy
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
