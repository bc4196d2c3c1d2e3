package im.isthmus.core.config;

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

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
