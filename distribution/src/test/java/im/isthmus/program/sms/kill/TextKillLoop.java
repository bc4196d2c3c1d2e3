package im.isthmus.program.sms.kill;

import im.isthmus.program.RunningIsthmus;
import im.isthmus.program.sms.SmsSetup;
import im.isthmus.testing.Await;
import im.isthmus.testing.Campaign;
import im.isthmus.testing.real.LoopbackPorts;
import im.isthmus.testing.real.RealXmppServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the program between a real XMPP server and a provider, kills it at every step of sending and
 * receiving, and begins again; in the end it lets one run until all is settled.
 */
final class TextKillLoop implements AutoCloseable {
    static final String PHONE = "+12025550177";

    private final Path folder;
    private final Random random;
    private final SmsSetup setup;
    private final Phones phones;
    private final List<Texter> texters;
    private volatile Kill kill = new Kill(null, Moment.ANY);
    private int written;

    /** One process, and the moment at which it is to die. */
    private record Kill(RunningIsthmus program, Moment moment, CountDownLatch done) {
        Kill(RunningIsthmus program, Moment moment) {
            this(program, moment, new CountDownLatch(1));
        }
    }

    TextKillLoop(RealXmppServer xmpp, Path folder, long seed) throws IOException {
        this.folder = folder;
        this.random = new Random(seed);
        int port = LoopbackPorts.one();
        phones = new Phones(new Random(seed + 1), port, this::reached);
        setup = SmsSetup.twilio(xmpp, phones.port(), port);
        setup.writeTo(folder);
        texters =
                List.of("alice", "bob").stream()
                        .map(user -> new Texter(xmpp, user, PHONE + "@" + SmsSetup.DOMAIN))
                        .toList();
    }

    /** So many kills, and what became of everything. */
    TextVerdict run(int rounds) throws IOException, InterruptedException {
        phones.setMoody(true);
        Moment[] all = Moment.values();
        int first = random.nextInt(all.length);
        for (int round = 0; round < rounds; round++) {
            Campaign.progress(round, rounds);
            round(all[(first + round) % all.length]);
        }
        phones.setMoody(false);
        try (RunningIsthmus last = start()) {
            texters.getFirst().awaitGateway();
            settle();
            last.signal("TERM");
            last.awaitExit();
        }
        return TextVerdict.of(rounds, phones, texters, written, setup.stored(folder));
    }

    private RunningIsthmus start() throws IOException {
        return new RunningIsthmus(folder, Map.of(), "run", setup.file(folder).toString());
    }

    private void round(Moment moment) throws IOException, InterruptedException {
        try (RunningIsthmus program = start()) {
            if (moment == Moment.ANY) {
                load(random.nextLong(1_000_000, 4_000_000_000L));
                program.kill();
                return;
            }
            texters.getFirst().awaitGateway();
            Kill now = new Kill(program, moment);
            kill = now;
            load(random.nextLong(1_000_000, 500_000_000));
            // What is to be looked for needs something in doubt, which not every round leaves.
            boolean reached = now.done().await(4, TimeUnit.SECONDS);
            kill = new Kill(program, Moment.ANY);
            if (!reached) {
                program.kill();
            }
        }
    }

    /** Called from wherever things happen. */
    private void reached(Moment moment) {
        Kill now = kill;
        if (now.moment() != moment || now.program() == null || moment == Moment.ANY) {
            return;
        }
        kill = new Kill(now.program(), Moment.ANY);
        if (moment == Moment.CALLED || moment == Moment.REPORTING) {
            long wait = random.nextLong(30_000_000); // while it works on the call
            Thread.ofVirtual().start(() -> kill(now, wait));
        } else {
            kill(
                    now,
                    moment == Moment.ASKED || moment == Moment.TAKEN
                            ? 0
                            : random.nextInt(5) * 1_000_000L);
        }
    }

    private static void kill(Kill now, long nanos) {
        LockSupport.parkNanos(nanos);
        try {
            now.program().kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        now.done().countDown();
    }

    /** Both sides write for so long. */
    private void load(long nanos) {
        long end = System.nanoTime() + nanos;
        do {
            for (Texter texter : texters) {
                texter.write();
                phones.write(
                        setup.inbound(), "n" + ++written, PHONE, SmsSetup.number(texter.name()));
            }
            LockSupport.parkNanos(random.nextInt(150_000_000));
        } while (System.nanoTime() < end);
    }

    private void settle() {
        for (Texter texter : texters) {
            String id = texter.write();
            Await.until(
                    "the last message of " + texter.name(),
                    Duration.ofMinutes(5),
                    () -> texter.receipts(id) > 0 || texter.error(id) != null,
                    () -> "");
        }
        texters.getFirst().awaitNothingWaiting();
        Await.until("all calls thanked", Duration.ofMinutes(5), () -> phones.open() == 0, () -> "");
        Await.until(
                "everything that was sent has its end",
                Duration.ofMinutes(5),
                () -> unsettled().isEmpty(),
                () -> "" + unsettled());
    }

    private List<String> unsettled() {
        return texters.stream()
                .flatMap(texter ->
                        texter.said().stream()
                                .filter(id -> phones.count(id) > 0)
                                .filter(id -> texter.receipts(id) == 0 && texter.error(id) == null))
                .toList();
    }

    @Override
    public void close() {
        texters.forEach(Texter::close);
        phones.close();
    }
}
