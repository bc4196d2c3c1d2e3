package im.isthmus.program;

import im.isthmus.testing.mail.FakeRelay;
import im.isthmus.testing.mail.RelaySetup;
import im.isthmus.testing.real.LoopbackPorts;
import im.isthmus.testing.real.RealDovecot;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The whole program in this JVM between a real XMPP server and the real mail servers of
 * example.test, with a mail domain of its own and with accounts: alice and bob of localhost write
 * from the domain, erin has an account at example.test as carol and dave do.
 */
final class EmailLab implements AutoCloseable {
    static final String DOMAIN = "email.localhost";

    /** Of the mail addresses of XMPP users. */
    static final String MAIL = "mail.test";

    private final MailServers servers;
    private final RealProsody prosody;
    private final int lmtpPort = LoopbackPorts.one();
    private final RunningProgram program;
    private final FakeRelay nextHop = FakeRelay.start(RelaySetup.standard());
    private final String more;

    private EmailLab(Path directory, String more) {
        this.more = more;
        program = new RunningProgram(directory);
        List<String> users = List.of("carol", "dave", "erin");
        String next = "smtp:[127.0.0.1]:" + nextHop.port();
        servers =
                MailServers.start(
                        RealDovecot.start(users.toArray(String[]::new)),
                        users,
                        Map.of(
                                MAIL,
                                "lmtp:inet:127.0.0.1:" + lmtpPort,
                                "next.test",
                                next,
                                "xn--mller-kva.test",
                                next));
        prosody =
                RealProsody.start(
                        XmppSetup.standard()
                                .withUsers("alice", "bob", "erin", "frank", "gina")
                                .withComponents(DOMAIN));
    }

    /**
     * Starts everything.
     *
     * @param more lines of {@code [email.domain]}, and sections of their own
     */
    static EmailLab start(Path directory, String more) {
        EmailLab lab = new EmailLab(directory, more);
        lab.servers.writeCertificates(directory.resolve("ca.pem"));
        lab.resume();
        return lab;
    }

    /** Starts the program again with the same database. */
    void resume() {
        program.start(configuration());
    }

    RunningProgram program() {
        return program;
    }

    MailServers servers() {
        return servers;
    }

    /** Where Postfix brings mail for next.test and m\u00fcller.test. */
    FakeRelay nextHop() {
        return nextHop;
    }

    RealProsody prosody() {
        return prosody;
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

    /** Somebody of example.test writes to a user of localhost. */
    void mail(String from, String user, String text) {
        servers.mail(from + "@example.test", address(user), text);
    }

    /** Waits for a mail in a mailbox that has all of these. */
    String awaitMail(String user, String... fragments) {
        return servers.awaitMail(user, fragments);
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
        hold = "500ms"

        [email.domain]
        name = "%s"
        lmtp = "127.0.0.1:%d"
        relay = "smtp://127.0.0.1:%d"
        authentication-results = "mx.test"
        %s
        """
                .formatted(
                        DOMAIN,
                        prosody.componentPort(),
                        prosody.setup().secret(),
                        MAIL,
                        lmtpPort,
                        servers.postfix().smtpPort(),
                        more + accounts());
    }

    private String accounts() {
        return """

        [email.lists]
        digest-every = "1s"

        [email.accounts]
        enabled = true
        ca-file = "ca.pem"

        [email.accounts.providers.test]
        domains = ["example.test"]
        imap = "imaps://localhost:%d"
        smtp = "smtp://localhost:%d"
        """
                .formatted(servers.dovecot().imapsPort(), servers.postfix().submissionPort());
    }

    @Override
    public void close() {
        program.close();
        prosody.close();
        servers.close();
        nextHop.close();
    }
}
