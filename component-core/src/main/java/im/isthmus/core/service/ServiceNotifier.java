package im.isthmus.core.service;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the service is (sd_notify(3)): ready, stopping, a line for {@code systemctl
 * status}, and, as often as it asked, that the program still moves. Without systemd it does
 * nothing.
 */
public final class ServiceNotifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceNotifier.class);

    private final @Nullable String address;
    private final @Nullable Duration watchdog;
    private final CountDownLatch closed = new CountDownLatch(1);

    private ServiceNotifier(@Nullable String address, @Nullable Duration watchdog) {
        this.address = address;
        this.watchdog = watchdog;
    }

    /** Takes NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID from the environment. */
    public static ServiceNotifier of(Map<String, String> environment) {
        @Nullable String address = environment.get("NOTIFY_SOCKET");
        return new ServiceNotifier(address, address == null ? null : watchdog(environment));
    }

    private static @Nullable Duration watchdog(Map<String, String> environment) {
        @Nullable String pid = environment.get("WATCHDOG_PID");
        if (pid != null && !pid.equals(String.valueOf(ProcessHandle.current().pid()))) {
            return null;
        }
        try {
            long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"));
            return micros <= 0 ? null : Duration.ofNanos(Math.multiplyExact(micros, 1000));
        } catch (NumberFormatException | ArithmeticException e) {
            return null;
        }
    }

    /** Start-up is over. */
    public void ready(String status) {
        send("READY=1\nSTATUS=" + line(status));
    }

    /** How it goes, for people. */
    public void status(String status) {
        send("STATUS=" + line(status));
    }

    /**
     * Tells systemd what the supplier says whenever that has changed, which is looked for every 5
     * seconds.
     */
    public void follow(Supplier<String> status) {
        if (address != null) {
            Thread.ofVirtual().name("status").start(() -> keepFollowing(status));
        }
    }

    private void keepFollowing(Supplier<String> status) {
        String last = "";
        try {
            do {
                String now = status.get();
                if (!now.equals(last)) {
                    status(now);
                }
                last = now;
            } while (!closed.await(5, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shutdown has begun. */
    public void stopping() {
        send("STOPPING=1\nSTATUS=stopping");
    }

    /**
     * Tells systemd twice in each of its periods that the program lives, as long as the proof ends
     * in time; otherwise systemd restarts it. Does nothing where systemd does not ask.
     *
     * @param proof goes through what must not hang; each time run by a new virtual thread
     */
    public void watch(Runnable proof) {
        if (watchdog != null) {
            Duration pause = watchdog.dividedBy(2);
            Thread.ofPlatform().daemon().name("watchdog").start(() -> keepProving(proof, pause));
        }
    }

    private void keepProving(Runnable proof, Duration pause) {
        try {
            do {
                Thread attempt = Thread.ofVirtual().name("watchdog-proof").start(proof);
                if (attempt.join(pause)) {
                    send("WATCHDOG=1");
                } else {
                    LOG.error("watchdog.late after={}", pause);
                    attempt.interrupt();
                }
            } while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the watching. */
    @Override
    public void close() {
        closed.countDown();
    }

    private void send(String text) {
        if (address == null) {
            return;
        }
        try {
            NotifySocket.send(address, text);
        } catch (IOException e) {
            LOG.warn("systemd.notify problem=\"{}\"", e.getMessage());
        }
    }

    /** One assignment is one line. */
    private static String line(String status) {
        return status.replaceAll("\\p{Cntrl}", " ");
    }
}
