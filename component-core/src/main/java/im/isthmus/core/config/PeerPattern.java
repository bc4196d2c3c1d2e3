package im.isthmus.core.config;

import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Hosts of the admin's own network: one by name, or all that have addresses in a network.
 *
 * @param name in lower case; null if a network is meant
 * @param network its first address; null if a name is meant
 * @param prefix how many leading bits of the address count
 */
public record PeerPattern(@Nullable String name, @Nullable InetAddress network, int prefix) {
    /** {@code upload.example.org}, {@code 192.0.2.1}, {@code 192.0.2.0/24} or the same of IPv6. */
    public static Value<PeerPattern> value() {
        return (raw, origin) -> parse(Values.string(raw).strip());
    }

    /** Whether the host of this name is meant, whatever its addresses. */
    public boolean matches(String host) {
        return name != null && name.equals(host.toLowerCase(Locale.ROOT));
    }

    /** Whether all hosts with this address are meant. */
    public boolean matches(InetAddress address) {
        if (network == null) {
            return false;
        }
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static PeerPattern parse(String text) throws Value.Wrong {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        InetAddress address = literal(host);
        if (address == null) {
            if (slash >= 0 || !host.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")) {
                throw new Value.Wrong(
                        "must have host names, addresses or networks such as 192.0.2.0/24, not "
                                + Values.shown(text));
            }
            return new PeerPattern(host.toLowerCase(Locale.ROOT), null, 0);
        }
        int bits = address.getAddress().length * 8;
        String prefix = slash < 0 ? String.valueOf(bits) : text.substring(slash + 1);
        if (!prefix.matches("\\d{1,3}") || Integer.parseInt(prefix) > bits) {
            throw new Value.Wrong("has no prefix length from 0 to " + bits + ": " + text);
        }
        return new PeerPattern(null, address, Integer.parseInt(prefix));
    }

    private static @Nullable InetAddress literal(String host) {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
