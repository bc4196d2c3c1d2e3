package im.isthmus.core.config;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TCP address to connect to or to listen on; nothing is resolved here.
 *
 * @param host a name or an IP address, IPv6 without brackets
 * @param port 1 to 65535, or 0 where the key lets the system choose
 */
public record HostPort(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+(?:%[\\w.-]+)?)]|([^\\s:/\\[\\]@]+)):(\\d{1,5})");

    /** {@code host:port}, {@code 192.0.2.1:port} or {@code [2001:db8::1]:port}. */
    public static Value<HostPort> value() {
        return (raw, origin) -> parse(Values.string(raw), 1);
    }

    /** As {@link #value}, to listen on: port 0 lets the system choose. */
    public static Value<HostPort> listenValue() {
        return (raw, origin) -> parse(Values.string(raw), 0);
    }

    static HostPort parse(String text, int minPort) throws Value.Wrong {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new Value.Wrong("must be host:port, not " + Values.shown(text));
        }
        int port = Integer.parseInt(matcher.group(3));
        if (port < minPort || port > 65_535) {
            throw new Value.Wrong("has no valid port (" + minPort + " to 65535): " + port);
        }
        String v6 = matcher.group(1);
        return new HostPort(v6 == null ? matcher.group(2) : v6, port);
    }

    /** The sentence for the admin when nobody can listen here, and what to do. */
    public IOException cannotListen(IOException problem) {
        String why = String.valueOf(problem.getMessage());
        String advice =
                switch (why) {
                    case "Address already in use" ->
                            "; `ss -ltnp` as root says which program does; end it or take another port";
                    case "Permission denied" ->
                            "; a port below 1024 needs a right of its own, see docs/running.md";
                    case "Cannot assign requested address" -> "; this machine has no such address";
                    default -> "";
                };
        return new IOException("cannot listen on " + this + ": " + why + advice, problem);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
