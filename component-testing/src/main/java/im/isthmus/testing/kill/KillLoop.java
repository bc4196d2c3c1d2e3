package im.isthmus.testing.kill;

import im.isthmus.testing.Await;
import im.isthmus.testing.Campaign;
import im.isthmus.testing.client.XmppClient;
import im.isthmus.testing.real.RealXmppServer;
import im.isthmus.testing.real.XmppSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Starts a {@link KilledProgram}, loads it from both sides, kills it at any moment, and begins
 * again; in the end it lets one run until all is settled.
 */
public final class KillLoop implements AutoCloseable {
    /** Messages that may be under way from the network. */
    private static final int OPEN = 200;

    private final RealXmppServer xmpp;
    private final Path folder;
    private final Random random;
    private final Network network;
    private final List<Talker> talkers;
    private int written;

    /**
     * @param folder for the program's databases
     * @param seed of the moments at which it is killed
     */
    public KillLoop(RealXmppServer xmpp, Path folder, long seed) throws IOException {
        this.xmpp = xmpp;
        this.folder = folder;
        this.random = new Random(seed);
        this.network = new Network();
        this.talkers =
                xmpp.setup().users().stream()
                        .map(user -> new Talker(XmppClient.login(xmpp, user), user))
                        .toList();
    }

    /**
     * What the XMPP server has to be. It archives nothing: Prosody's own files get slow with ten
     * thousand messages a user.
     */
    public static XmppSetup setup() {
        return XmppSetup.standard()
                .withComponents(KilledProgram.KEEPER, KilledProgram.TELLER)
                .withExtra("VirtualHost \"localhost\"\n  modules_disabled = { \"mam\" }\n");
    }

    /** So many kills, and the verdict. */
    public Verdict run(int rounds) throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            Campaign.progress(round, rounds);
            Process program = start();
            network.awaitHellos();
            // Some die while they start, most while they serve.
            if (random.nextInt(10) < 7) {
                int before = network.received().size();
                load(Duration.ofSeconds(20).toNanos(), () -> network.received().size() > before);
            }
            load(random.nextLong(1_000_000, 1_000_000_000), () -> false);
            kill(program);
        }
        Process last = start();
        network.awaitHellos();
        Await.until("the network got all its answers", () -> network.open() == 0);
        settle();
        kill(last);
        return Verdict.of(rounds, network, talkers);
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledProgram.class.getName(),
                        folder.toString(),
                        Integer.toString(xmpp.componentPort()),
                        xmpp.setup().secret(),
                        Integer.toString(network.port()))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("program.log").toFile()))
                .start();
    }

    /** Both sides write for so long, or until it is enough. */
    private void load(long nanos, BooleanSupplier enough) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end && !enough.getAsBoolean()) {
            for (Talker talker : talkers) {
                if (network.open() < OPEN) {
                    network.write("n" + ++written, talker.jid());
                }
                talker.talk();
            }
            LockSupport.parkNanos(random.nextInt(5_000_000));
        }
    }

    /** What was handed over comes in the end: a message through the same path, behind the rest. */
    private void settle() {
        for (Talker talker : talkers) {
            String id = "n" + ++written;
            network.write(id, talker.jid());
            talker.awaitSeen(id);
        }
        // Reports about what was in doubt wait for an answer of a client each.
        Await.until(
                "everything in doubt reported",
                () -> network.inDoubt().stream().allMatch(this::isKnown),
                () -> "" + network.inDoubt());
    }

    private boolean isKnown(String id) {
        return network.received().contains(id)
                || talkers.stream().anyMatch(talker -> talker.isReported(id));
    }

    private static void kill(Process program) throws InterruptedException {
        program.destroyForcibly();
        if (!program.waitFor(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("kill -9 did not end it");
        }
    }

    @Override
    public void close() throws IOException {
        talkers.forEach(Talker::close);
        network.close();
    }
}
