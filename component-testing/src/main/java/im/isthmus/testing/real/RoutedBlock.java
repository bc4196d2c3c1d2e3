package im.isthmus.testing.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A block of IPv6 addresses that are all this machine's own until it is closed, as {@code
 * configs/irc.toml} tells admins to have one. Needs root.
 */
public final class RoutedBlock implements AutoCloseable {
    private static final Path ROOT = Path.of("/");
    private static final Path NONLOCAL = Path.of("/proc/sys/net/ipv6/ip_nonlocal_bind");

    private final String prefix;
    private final String before;

    private RoutedBlock(String prefix, String before) {
        this.prefix = prefix;
        this.before = before;
    }

    /**
     * Has one of 64 bits (RFC 4193).
     *
     * @throws IllegalStateException if this machine can have none, saying what to do
     */
    public static RoutedBlock open() {
        if (!Files.exists(Path.of("/proc/net/if_inet6"))) {
            throw new IllegalStateException(
                    "this machine has no IPv6; switch it on: sysctl net.ipv6.conf.all.disable_ipv6=0");
        }
        var random = ThreadLocalRandom.current();
        String prefix =
                "fd77:%x:%x:%x::/64"
                        .formatted(
                                random.nextInt(0x10000),
                                random.nextInt(0x10000),
                                random.nextInt(0x10000));
        route("add", prefix);
        return new RoutedBlock(prefix, nonlocal("1"));
    }

    /** Such as {@code fd77:1:2:3::/64}. */
    public String prefix() {
        return prefix;
    }

    /** Everything is as before. */
    @Override
    public void close() {
        String _ = nonlocal(before);
        route("del", prefix);
    }

    private static void route(String what, String prefix) {
        String ip = Programs.find("ip", "iproute2").toString();
        ShortCommand.run(ROOT, List.of(ip, "-6", "route", what, "local", prefix, "dev", "lo"));
    }

    /** Whether addresses may be used that only a route makes our own; what it was before. */
    private static String nonlocal(String value) {
        try {
            String old = Files.readString(NONLOCAL).strip();
            Files.writeString(NONLOCAL, value);
            return old;
        } catch (IOException e) {
            throw new UncheckedIOException("net.ipv6.ip_nonlocal_bind cannot be set", e);
        }
    }
}
