package im.isthmus.program;

import im.isthmus.testing.Await;
import im.isthmus.testing.real.RealDovecot;
import im.isthmus.testing.real.RealPostfix;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The whole program in this JVM between a real XMPP server and a real mail server: alice and bob of
 * localhost, carol and dave of example.test.
 */
final class EmailLab implements AutoCloseable {
    static final String DOMAIN = "email.localhost";

    /** Of the mail addresses of XMPP users. */
    static final String MAIL = "mail.test";

    private final RealDovecot dovecot;
    private final RealPostfix postfix;
    private final RealProsody prosody;
    private final Path directory;
    private final int lmtpPort;
    private final String more;
    private Program program = new Program(Map.of());

    private EmailLab(Path directory, String more) {
        this.directory = directory;
        this.more = more;
        lmtpPort = freePort();
        List<String> users = List.of("carol", "dave");
        dovecot = RealDovecot.start(users.toArray(String[]::new));
        postfix =
                RealPostfix.start(dovecot, users, Map.of(MAIL, "lmtp:inet:127.0.0.1:" + lmtpPort));
        prosody = RealProsody.start(XmppSetup.standard().withComponents(DOMAIN));
    }

    /**
     * Starts everything.
     *
     * @param more lines of {@code [email.domain]}
     */
    static EmailLab start(Path directory, String more) {
        EmailLab lab = new EmailLab(directory, more);
        lab.run();
        return lab;
    }

    static EmailLab start(Path directory) {
        return start(directory, "");
    }

    private void run() {
        Path file = directory.resolve("email.toml");
        try {
            Files.writeString(file, configuration());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        GatewayFile.Several read = GatewayFile.readAll(List.of(file), Map.of());
        if (!read.problems().isEmpty()) {
            throw new IllegalStateException(read.problems().toString());
        }
        try {
            program.start(read.files());
        } catch (Program.StartException e) {
            throw new IllegalStateException(e);
        }
        Await.until("connected", program::isConnected);
    }

    /** Ends the program and starts it again with the same database. */
    void restart() {
        program.close();
        program = new Program(Map.of());
        run();
    }

    RealPostfix postfix() {
        return postfix;
    }

    RealProsody prosody() {
        return prosody;
    }

    RealDovecot dovecot() {
        return dovecot;
    }

    int lmtpPort() {
        return lmtpPort;
    }

    /** The contact of somebody with a mailbox at example.test. */
    static String contact(String user) {
        return user + "\\40example.test@" + DOMAIN;
    }

    /** The mail address of a user of localhost. */
    static String address(String user) {
        return user + "=localhost@" + MAIL;
    }

    /** Waits for a mail in a mailbox that has all of these. */
    String awaitMail(String user, String... fragments) {
        Await.until(
                "a mail for " + user + " with " + List.of(fragments),
                () -> dovecot.mails(user).stream().anyMatch(mail -> hasAll(mail, fragments)),
                () -> String.join("\n=====\n", dovecot.mails(user)) + postfix.logTail());
        return dovecot.mails(user).stream()
                .filter(mail -> hasAll(mail, fragments))
                .findFirst()
                .orElseThrow();
    }

    private static boolean hasAll(String mail, String... fragments) {
        return List.of(fragments).stream().allMatch(mail::contains);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String configuration() {
        return """
        gateway = "email"

        [component]
        domain = "%s"
        server = "127.0.0.1:%d"
        secret = "%s"

        [store]
        url = "jdbc:sqlite:email.sqlite"

        [access]
        allow = ["localhost"]

        [media]
        fetch-allow = ["127.0.0.1", "localhost"]

        [email]
        hold = "0s"

        [email.domain]
        name = "%s"
        lmtp = "127.0.0.1:%d"
        relay = "smtp://127.0.0.1:%d"
        %s
        """
                .formatted(
                        DOMAIN,
                        prosody.componentPort(),
                        prosody.setup().secret(),
                        MAIL,
                        lmtpPort,
                        postfix.smtpPort(),
                        more);
    }

    @Override
    public void close() {
        program.close();
        prosody.close();
        postfix.close();
        dovecot.close();
    }
}
