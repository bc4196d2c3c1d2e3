package im.isthmus.program;

import im.isthmus.testing.Await;
import im.isthmus.testing.client.SmtpTalk;
import im.isthmus.testing.real.RealDovecot;
import im.isthmus.testing.real.RealPostfix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The real mail servers of example.test: Postfix, and Dovecot for its mailboxes. */
record MailServers(RealDovecot dovecot, RealPostfix postfix) implements AutoCloseable {
    /**
     * Starts both.
     *
     * @param routes where mail for other domains goes
     */
    static MailServers start(RealDovecot dovecot, List<String> users, Map<String, String> routes) {
        return new MailServers(dovecot, RealPostfix.start(dovecot, users, routes));
    }

    /** Writes a file with the certificates of both. */
    void writeCertificates(Path file) {
        try {
            Files.writeString(
                    file,
                    Files.readString(dovecot.certificate())
                            + Files.readString(postfix.certificate()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody hands in a mail. */
    void mail(String from, String to, String text) {
        SmtpTalk.mail(postfix.smtpPort(), from, to, text);
    }

    /** Waits for a mail in a mailbox that has all of these. */
    String awaitMail(String user, String... fragments) {
        // Kept when it is seen: it may be on its way to another folder when looked for again.
        AtomicReference<Optional<String>> found = new AtomicReference<>(Optional.empty());
        Await.until(
                "a mail for " + user + " with " + List.of(fragments),
                () -> {
                    found.set(
                            dovecot.mails(user).stream()
                                    .filter(mail -> hasAll(mail, fragments))
                                    .findFirst());
                    return found.get().isPresent();
                },
                () -> String.join("\n=====\n", dovecot.mails(user)) + postfix.logTail());
        return found.get().orElseThrow();
    }

    private static boolean hasAll(String mail, String... fragments) {
        return List.of(fragments).stream().allMatch(mail::contains);
    }

    @Override
    public void close() {
        postfix.close();
        dovecot.close();
    }
}
