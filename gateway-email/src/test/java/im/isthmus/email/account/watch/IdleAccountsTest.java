package im.isthmus.email.account.watch;

import static org.assertj.core.api.Assertions.assertThat;

import im.isthmus.core.address.Jid;
import im.isthmus.core.attachment.HostResolver;
import im.isthmus.core.config.section.StoreConfig;
import im.isthmus.core.store.Store;
import im.isthmus.email.config.AccountsConfig;
import im.isthmus.email.connection.Credentials;
import im.isthmus.email.connection.MailServer;
import im.isthmus.email.connection.MailSockets;
import im.isthmus.email.connection.ServerPolicy;
import im.isthmus.email.smtp.relay.TrustedSockets;
import im.isthmus.email.store.EmailTables;
import im.isthmus.email.store.account.MailAccountTable.Row;
import im.isthmus.testing.Await;
import im.isthmus.testing.Campaign;
import im.isthmus.testing.StandInSessions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many mailboxes under watch at once; {@code bin/idlers} does it with two thousand. */
@Timeout(600)
class IdleAccountsTest {
    private static final int ACCOUNTS = Integer.getInteger("isthmus.idle.accounts", 50);

    @TempDir Path folder;

    private final AtomicInteger arrived = new AtomicInteger();

    @Test
    void everyMailboxTellsOfItsMailAtOnce() throws Exception {
        Process server = server();
        try (BufferedReader out =
                        new BufferedReader(
                                new InputStreamReader(
                                        server.getInputStream(), StandardCharsets.US_ASCII));
                Store store = store()) {
            String[] words = out.readLine().split(" ", 3);
            WatchServices services = services(store, Integer.parseInt(words[1]), Path.of(words[2]));
            long heapBefore = heap();
            long memoryBefore = resident();
            List<Watch> watches = start(services, Integer.parseInt(words[1]));
            Await.until(
                    "all open",
                    Duration.ofMinutes(2),
                    () -> watches.stream().allMatch(IdleAccountsTest::isResting),
                    () -> watches.stream().filter(Watch::isOpen).count() + " open");
            Campaign.say(
                    "%d accounts: %.1f KB heap, %.1f KB resident for each"
                            .formatted(
                                    ACCOUNTS,
                                    (heap() - heapBefore) / 1024.0 / ACCOUNTS,
                                    (resident() - memoryBefore) / 1024.0 / ACCOUNTS));
            server.outputWriter().append('\n').flush();
            Await.until(
                    "all told",
                    Duration.ofMinutes(2),
                    () -> arrived.get() == ACCOUNTS,
                    arrived::toString);
            assertThat(watches).allMatch(Watch::isOpen);
            watches.forEach(Watch::close);
        } finally {
            server.destroyForcibly();
        }
    }

    private static boolean isResting(Watch watch) {
        return watch.isResting();
    }

    private List<Watch> start(WatchServices services, int port) throws Exception {
        List<Watch> watches = new ArrayList<>();
        String server = new MailServer("localhost", port, true).toString();
        for (int i = 0; i < ACCOUNTS; i++) {
            Jid user = Jid.parse("user" + i + "@example.org");
            String address = "user" + i + "@example.test";
            Row row = new Row(user.toString(), address, "", address, server, server, "", 0);
            Watch watch = new Watch(services, row, user);
            watch.start();
            watches.add(watch);
        }
        return watches;
    }

    private WatchServices services(Store store, int port, Path certificate) throws Exception {
        SSLSocketFactory tls = new TrustedSockets(certificate).factory();
        MailServer server = new MailServer("localhost", port, true);
        ServerPolicy policy =
                new ServerPolicy(false, Set.of(), List.of(), Set.of(server), HostResolver.system());
        return new WatchServices(
                new AccountsConfig(
                        false,
                        Set.of(),
                        List.of(),
                        null,
                        new AccountsConfig.Times(
                                Duration.ofMinutes(9),
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(5),
                                Duration.ofMinutes(15)),
                        0,
                        1 << 20,
                        List.of()),
                EmailTables.open(store),
                new MailSockets(policy, tls, Duration.ofSeconds(60)),
                (_, account, _) -> new Credentials.Password(account.login(), "pass"),
                new Semaphore(32),
                _ -> arrived.incrementAndGet(),
                new StandInSessions(Jid.parse("mail.example.org"), (_, _) -> {}),
                InstantSource.system());
    }

    private Store store() {
        return Store.open(
                new StoreConfig(
                        new StoreConfig.Database.Sqlite(folder.resolve("store.sqlite")),
                        folder.resolve("store.key")));
    }

    private Process server() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyMailboxes.class.getName(),
                        Files.createDirectories(folder.resolve("server")).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }
}
