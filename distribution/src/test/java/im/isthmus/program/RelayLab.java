package im.isthmus.program;

import im.isthmus.testing.FakeXmppServer;
import im.isthmus.testing.client.SmtpTalk;
import im.isthmus.testing.mail.FakeRelay;
import im.isthmus.testing.mail.RelaySetup;
import im.isthmus.testing.real.LoopbackPorts;
import im.isthmus.testing.real.RealProsody;
import im.isthmus.testing.real.XmppSetup;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The whole program in this JVM between a real XMPP server and a relay that a test writes the
 * script of: alice and bob of localhost, and whoever the test says is writing from outside.
 */
final class RelayLab implements AutoCloseable {
    static final String DOMAIN = "email.localhost";

    /** Of the mail addresses of XMPP users. */
    static final String MAIL = "mail.test";

    private static final String SECRET = "secret";

    private final @Nullable RealProsody prosody;
    private final FakeRelay relay;
    private final int lmtpPort = LoopbackPorts.one();
    private final RunningProgram program;

    private RelayLab(Path directory, @Nullable RealProsody prosody, RelaySetup setup) {
        program = new RunningProgram(directory);
        this.prosody = prosody;
        relay = FakeRelay.start(setup);
    }

    /**
     * Starts everything.
     *
     * @param domain lines of {@code [email.domain]}, relay aside if they have one
     * @param others sections of their own
     */
    static RelayLab start(Path directory, RelaySetup setup, String domain, String others) {
        RealProsody prosody =
                RealProsody.start(XmppSetup.standard().withComponents(DOMAIN).withSecret(SECRET));
        RelayLab lab = new RelayLab(directory, prosody, setup);
        lab.program.start(lab.configuration(prosody.componentPort(), domain, others));
        return lab;
    }

    /** Starts everything behind an XMPP server that a test writes the script of. */
    static RelayLab start(Path directory, FakeXmppServer xmpp, String domain, String others) {
        RelayLab lab = new RelayLab(directory, null, RelaySetup.standard());
        lab.program.start(lab.configuration(xmpp.port(), domain, others));
        return lab;
    }

    /** A server that has our domain as a component. */
    static FakeXmppServer fakeXmpp() {
        return FakeXmppServer.listen(DOMAIN, SECRET);
    }

    FakeRelay relay() {
        return relay;
    }

    RealProsody prosody() {
        return Objects.requireNonNull(prosody);
    }

    int lmtpPort() {
        return lmtpPort;
    }

    /** The contact of somebody outside. */
    static String contact(String user) {
        return user + "\\40outside.test@" + DOMAIN;
    }

    /** The mail address of a user of localhost. */
    static String address(String user) {
        return user + "=localhost@" + MAIL;
    }

    /** Brings a mail for alice, which must be taken. */
    void bring(String sender, String mail) {
        bring(sender, address("alice"), mail);
    }

    /** Brings a mail, which must be taken. */
    void bring(String sender, String recipient, String mail) {
        String answer = tryToBring(sender, recipient, mail);
        if (!answer.startsWith("250")) {
            throw new AssertionError("the mail was answered by " + answer);
        }
    }

    /** The answer to a mail that is brought by LMTP. */
    String tryToBring(String sender, String recipient, String mail) {
        try (SmtpTalk talk = SmtpTalk.connect(lmtpPort)) {
            talk.answer();
            talk.expect("250", "LHLO outside.test");
            talk.expect("250", "MAIL FROM:<" + sender + "> SMTPUTF8");
            talk.expect("250", "RCPT TO:<" + recipient + ">");
            talk.expect("354", "DATA");
            return talk.ask(mail.replace("\n", "\r\n").replace("\r\n.", "\r\n..") + "\r\n.");
        }
    }

    private String configuration(int componentPort, String domain, String others) {
        return """
        gateway = "email"

        [component]
        domain = "%s"
        server = "127.0.0.1:%d"
        secret = "%s"

        [store]
        url = "jdbc:sqlite:email.sqlite"

        [media]
        fetch-allow = ["127.0.0.1", "localhost"]

        %s

        [email.domain]
        name = "%s"
        lmtp = "127.0.0.1:%d"
        relay = "%s://localhost:%d"
        %s
        """
                .formatted(
                        DOMAIN,
                        componentPort,
                        SECRET,
                        others,
                        MAIL,
                        lmtpPort,
                        relay.implicitTls() ? "smtps" : "smtp",
                        relay.port(),
                        domain);
    }

    @Override
    public void close() {
        program.close();
        if (prosody != null) {
            prosody.close();
        }
        relay.close();
    }
}
