package im.isthmus.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ServiceNotifierTest {
    @TempDir Path directory;

    @Test
    void systemdHearsHowItGoes() throws Throwable {
        String address = directory.resolve("notify").toString();
        try (DatagramInbox systemd = new DatagramInbox(address);
                ServiceNotifier notifier = ServiceNotifier.of(Map.of("NOTIFY_SOCKET", address))) {
            notifier.ready("3 gateways");
            notifier.status("two\nlines ü");
            notifier.stopping();

            assertThat(systemd.next()).isEqualTo("READY=1\nSTATUS=3 gateways");
            assertThat(systemd.next()).isEqualTo("STATUS=two lines ü");
            assertThat(systemd.next()).isEqualTo("STOPPING=1\nSTATUS=stopping");
        }
    }

    @Test
    void anAbstractAddressIsUnderstood() throws Throwable {
        String address = "@isthmus-test-" + UUID.randomUUID();
        try (DatagramInbox systemd = new DatagramInbox(address);
                ServiceNotifier notifier = ServiceNotifier.of(Map.of("NOTIFY_SOCKET", address))) {
            notifier.status("hello");

            assertThat(systemd.next()).isEqualTo("STATUS=hello");
        }
    }

    @Test
    void theWatchdogHearsFromUsAsLongAsTheProofEnds() throws Throwable {
        String address = directory.resolve("notify").toString();
        AtomicInteger proofs = new AtomicInteger();
        CountDownLatch hung = new CountDownLatch(1);
        try (DatagramInbox systemd = new DatagramInbox(address);
                ServiceNotifier notifier =
                        ServiceNotifier.of(
                                Map.of(
                                        "NOTIFY_SOCKET",
                                        address,
                                        "WATCHDOG_USEC",
                                        "400000",
                                        "WATCHDOG_PID",
                                        String.valueOf(ProcessHandle.current().pid())))) {
            notifier.watch(() -> {
                if (proofs.incrementAndGet() == 3) {
                    hung.countDown();
                    hang();
                }
            });

            assertThat(systemd.next()).isEqualTo("WATCHDOG=1");
            assertThat(systemd.next()).isEqualTo("WATCHDOG=1");
            hung.await();
            assertThat(systemd.isEmpty()).isTrue();
        }
    }

    @Test
    void statusIsToldWhenItChanges() throws Throwable {
        String address = directory.resolve("notify").toString();
        AtomicInteger asked = new AtomicInteger();
        try (DatagramInbox systemd = new DatagramInbox(address);
                ServiceNotifier notifier = ServiceNotifier.of(Map.of("NOTIFY_SOCKET", address))) {
            notifier.follow(() -> asked.getAndIncrement() == 0 ? "0 of 1" : "1 of 1");

            assertThat(systemd.next()).isEqualTo("STATUS=0 of 1");
            assertThat(systemd.next()).isEqualTo("STATUS=1 of 1");
        }
    }

    @Test
    void anotherProcesssWatchdogIsNotOurs() throws Throwable {
        String address = directory.resolve("notify").toString();
        try (DatagramInbox systemd = new DatagramInbox(address);
                ServiceNotifier notifier =
                        ServiceNotifier.of(
                                Map.of(
                                        "NOTIFY_SOCKET", address,
                                        "WATCHDOG_USEC", "1000",
                                        "WATCHDOG_PID", "1"))) {
            notifier.watch(() -> {});
            notifier.status("only this");

            assertThat(systemd.next()).isEqualTo("STATUS=only this");
            assertThat(systemd.isEmpty()).isTrue();
        }
    }

    @Test
    void withoutSystemdOrWithANonsenseAddressNothingHappens() {
        for (Map<String, String> environment :
                List.of(
                        Map.<String, String>of(),
                        Map.of("NOTIFY_SOCKET", "vsock:2:1234"),
                        Map.of("NOTIFY_SOCKET", directory.resolve("nobody").toString()),
                        Map.of("NOTIFY_SOCKET", "/" + "x".repeat(200), "WATCHDOG_USEC", "soon"))) {
            try (ServiceNotifier notifier = ServiceNotifier.of(environment)) {
                notifier.ready("ok");
                notifier.watch(() -> {});
            }
        }
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
