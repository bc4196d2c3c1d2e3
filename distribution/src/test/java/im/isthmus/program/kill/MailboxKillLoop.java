package im.isthmus.program.kill;

import im.isthmus.core.attachment.HostResolver;
import im.isthmus.core.config.PeerPattern;
import im.isthmus.email.connection.Credentials;
import im.isthmus.email.connection.MailServer;
import im.isthmus.email.connection.MailSockets;
import im.isthmus.email.connection.ServerPolicy;
import im.isthmus.email.imap.ImapException;
import im.isthmus.email.imap.OpenMailbox;
import im.isthmus.email.smtp.relay.TrustedSockets;
import im.isthmus.testing.Await;
import im.isthmus.testing.Campaign;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealDovecot;
import im.isthmus.testing.real.RealPostfix;
import im.isthmus.testing.real.RealXmppServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the program with a user's account at a real Dovecot, puts mails into the mailbox, kills the
 * program at any moment while it fetches them, and begins again.
 */
final class MailboxKillLoop implements AutoCloseable {
    /** Only bounds a failure; a loaded machine takes long to start a program. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final RealXmppServer xmpp;
    private final MortalProgram program;
    private final Random random;
    private final RealDovecot dovecot = RealDovecot.start("alice");
    private final RealPostfix postfix = RealPostfix.start(dovecot, List.of("alice"), Map.of());
    private final OpenMailbox mailbox;
    private final Writer alice;
    private int written;

    MailboxKillLoop(RealXmppServer xmpp, Path folder, long seed) throws IOException, ImapException {
        this.xmpp = xmpp;
        this.program = new MortalProgram(folder);
        this.random = new Random(seed);
        Files.writeString(
                folder.resolve("ca.pem"),
                Files.readString(dovecot.certificate()) + Files.readString(postfix.certificate()));
        Files.writeString(folder.resolve("email.toml"), configuration());
        mailbox = open(folder.resolve("ca.pem"));
        alice = new Writer(XmppClient.login(xmpp, "alice"), "alice");
    }

    private OpenMailbox open(Path authorities) throws IOException, ImapException {
        ServerPolicy policy =
                new ServerPolicy(
                        true,
                        Set.of(dovecot.imapsPort()),
                        List.of(new PeerPattern("localhost", null, 0)),
                        Set.of(),
                        HostResolver.system());
        return OpenMailbox.open(
                new MailServer("localhost", dovecot.imapsPort(), true),
                new MailSockets(policy, new TrustedSockets(authorities), PATIENCE),
                new Credentials.Password("alice@example.test", RealDovecot.PASSWORD),
                PATIENCE,
                1 << 20);
    }

    /**
     * What became of the mails.
     *
     * @param written mails put into the mailbox
     * @param lost those of them that were never shown
     * @param twice those of them that were shown under two ids
     */
    record Verdict(int rounds, int written, Set<String> lost, Set<String> twice) {}

    /** So many kills, and the verdict. */
    Verdict run(int rounds) throws IOException, InterruptedException, ImapException {
        Process first = program.start();
        register();
        MortalProgram.kill(first);
        for (int round = 0; round < rounds; round++) {
            Campaign.progress(round, rounds);
            fill(20);
            Process process = program.start();
            int before = alice.shown().size();
            Await.until(
                    "it fetches", PATIENCE, () -> alice.shown().size() > before, program::logTail);
            fill(random.nextInt(10));
            LockSupport.parkNanos(random.nextLong(1_000_000_000));
            MortalProgram.kill(process);
        }
        Process last = program.start();
        for (int missing = lost().size(); missing > 0; missing = lost().size()) {
            int before = missing; // a slow machine has a long way to go
            Await.until(
                    "more is shown",
                    PATIENCE,
                    () -> lost().size() < before,
                    () -> lost() + program.logTail());
        }
        MortalProgram.kill(last);
        return new Verdict(rounds, written, lost(), twice());
    }

    private void register() {
        Await.until(
                "registered",
                PATIENCE,
                () -> {
                    alice.send(
                            "<iq type='set' id='r' to='%s'><query xmlns='jabber:iq:register'><email>alice@example.test</email><password>%s</password></query></iq>"
                                    .formatted(MailKillLoop.GATEWAY, RealDovecot.PASSWORD));
                    LockSupport.parkNanos(1_000_000_000);
                    return alice.hasResult("r");
                },
                program::logTail);
        alice.send("<presence to='%s'/>".formatted(MailKillLoop.GATEWAY));
        // Whatever comes from now on is shown.
        Await.until(
                "watched",
                PATIENCE,
                () -> {
                    LockSupport.parkNanos(100_000_000);
                    return alice.seesPresenceOf(MailKillLoop.GATEWAY);
                },
                program::logTail);
    }

    private void fill(int count) throws IOException, ImapException {
        for (int i = 0; i < count; i++) {
            String id = "n" + ++written;
            mailbox.append(
                    "INBOX",
                    "From: p%d@outside.test\r\nTo: alice@example.test\r\nMessage-ID: <%s@x>\r\n\r\n%s\r\n"
                            .formatted(written % 5, id, id)
                            .getBytes(StandardCharsets.US_ASCII));
        }
    }

    private Set<String> lost() {
        Set<String> lost = new TreeSet<>();
        for (int i = 1; i <= written; i++) {
            lost.add("n" + i);
        }
        lost.removeAll(alice.shown().keySet());
        return lost;
    }

    private Set<String> twice() {
        Set<String> twice = new TreeSet<>();
        alice.shown()
                .forEach((body, ids) -> {
                    if (body.matches("n\\d+") && Set.copyOf(ids).size() > 1) {
                        twice.add(body);
                    }
                });
        return twice;
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
        [email.accounts]
        enabled = true
        ca-file = "ca.pem"
        [email.accounts.providers.test]
        domains = ["example.test"]
        imap = "imaps://localhost:%d"
        smtp = "smtps://localhost:%d"
        """
                .formatted(
                        MailKillLoop.GATEWAY,
                        xmpp.componentPort(),
                        xmpp.setup().secret(),
                        dovecot.imapsPort(),
                        postfix.submissionsPort());
    }

    @Override
    public void close() {
        mailbox.close();
        alice.close();
        postfix.close();
        dovecot.close();
    }
}
