package im.isthmus.program.kill;

import im.isthmus.testing.Await;
import im.isthmus.testing.Campaign;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.mail.FakeRelay;
import im.isthmus.testing.mail.RelaySetup;
import im.isthmus.testing.real.LoopbackPorts;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Runs the program with an email gateway, brings it mail by LMTP and SMTP while users write mails,
 * kills it at any moment, and begins again; in the end it lets one run until all is settled.
 */
final class MailKillLoop implements AutoCloseable {
    static final String GATEWAY = "email.localhost";

    /** Mails from outside that may be under way. */
    private static final int OPEN = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RealXmppServer xmpp;
    private final Path folder;
    private final MortalProgram program;
    private final Random random;
    private final FakeRelay relay = FakeRelay.start(RelaySetup.standard());
    private final Outside outside;
    private final List<Writer> writers;
    private final Set<String> promised = new HashSet<>();
    private int written;

    MailKillLoop(RealXmppServer xmpp, Path folder, long seed) throws IOException {
        this.xmpp = xmpp;
        this.folder = folder;
        this.program = new MortalProgram(folder);
        this.random = new Random(seed);
        List<Integer> ports = LoopbackPorts.free(2);
        Files.writeString(folder.resolve("email.toml"), configuration(ports));
        this.outside = new Outside(ports.get(0), ports.get(1));
        this.writers =
                xmpp.setup().users().stream()
                        .map(user -> new Writer(XmppClient.login(xmpp, user), user))
                        .toList();
    }

    /** What the XMPP server has to be; it archives nothing, which gets slow with many messages. */
    static XmppSetup setup() {
        return XmppSetup.standard()
                .withComponents(GATEWAY)
                .withExtra("VirtualHost \"localhost\"\n  modules_disabled = { \"mam\" }\n");
    }

    /** So many kills, and the verdict. */
    MailVerdict run(int rounds) throws IOException, InterruptedException, SQLException {
        for (int round = 0; round < rounds; round++) {
            Campaign.progress(round, rounds);
            Process process = program.start();
            // Some die while they start, most while they serve.
            if (random.nextInt(10) < 8) {
                int taken = outside.accepted().size();
                int sent = relay.mails().size();
                load(
                        PATIENCE.toNanos(),
                        () -> outside.accepted().size() > taken && relay.mails().size() > sent);
                load(random.nextLong(1_000_000, 1_500_000_000), () -> false);
            } else {
                load(random.nextLong(100_000_000, 2_000_000_000), () -> false);
            }
            MortalProgram.kill(process);
            promised.addAll(PromisedMails.in(folder.resolve("email.sqlite"), folder));
        }
        Process last = program.start();
        settle();
        MortalProgram.kill(last);
        return MailVerdict.of(rounds, outside.accepted(), promised, relay.mails(), writers);
    }

    /** Both sides write for so long, or until it is enough. */
    private void load(long nanos, BooleanSupplier enough) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end && !enough.getAsBoolean()) {
            for (Writer writer : writers) {
                if (outside.open() < OPEN) {
                    outside.write("n" + ++written, writer.name() + "=localhost@mail.test");
                }
                writer.write();
            }
            LockSupport.parkNanos(random.nextInt(80_000_000));
        }
    }

    /** Everything that was accepted or promised comes in the end. */
    private void settle() {
        Await.until("all mails accepted", PATIENCE, () -> outside.open() == 0, program::logTail);
        Await.until(
                "all accepted mails shown",
                PATIENCE,
                () -> verdict().lost().isEmpty(),
                () -> verdict() + program.logTail());
        Await.until(
                "all promised mails sent",
                PATIENCE,
                () -> verdict().unsent().isEmpty(),
                () -> verdict() + program.logTail());
    }

    private MailVerdict verdict() {
        LockSupport.parkNanos(100_000_000);
        return MailVerdict.of(0, outside.accepted(), promised, relay.mails(), writers);
    }

    private String configuration(List<Integer> ports) {
        return """
        gateway = "email"
        [component]
        domain = "%s"
        server = "127.0.0.1:%d"
        secret = "%s"
        [store]
        url = "jdbc:sqlite:email.sqlite"
        [limits]
        stanzas = "unlimited"
        messages = "unlimited"
        [email]
        hold = "100ms"
        [email.domain]
        name = "mail.test"
        lmtp = "127.0.0.1:%d"
        smtp = "127.0.0.1:%d"
        relay = "smtp://127.0.0.1:%d"
        [email.limits]
        messages-per-minute = 100000
        """
                .formatted(
                        GATEWAY,
                        xmpp.componentPort(),
                        xmpp.setup().secret(),
                        ports.get(0),
                        ports.get(1),
                        relay.port());
    }

    @Override
    public void close() {
        outside.close();
        writers.forEach(Writer::close);
        relay.close();
    }
}
