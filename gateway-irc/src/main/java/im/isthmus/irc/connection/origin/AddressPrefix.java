package im.isthmus.irc.connection.origin;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A block of addresses of our own, such as {@code 2001:db8:1:2::/64}.
 *
 * @param first address of it
 * @param bits that all addresses of it have in common
 */
public record AddressPrefix(InetAddress first, int bits) {
    /**
     * Reads {@code address/bits}.
     *
     * @throws IllegalArgumentException if it is none, or has room for fewer than 256 addresses
     */
    public static AddressPrefix parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("no prefix: " + text);
        }
        InetAddress first = InetAddress.ofLiteral(text.substring(0, slash));
        int bits = Integer.parseInt(text.substring(slash + 1));
        if (bits < 1 || bits > first.getAddress().length * 8 - 8) {
            throw new IllegalArgumentException("no prefix with room: " + text);
        }
        return new AddressPrefix(first, bits);
    }

    /** The address of it that some bytes, at least 16, choose. */
    public InetAddress address(byte[] chosen) {
        byte[] address = first.getAddress();
        for (int i = 0; i < address.length; i++) {
            int kept = Math.clamp(bits - i * 8L, 0, 8);
            int mask = 0xff << (8 - kept);
            address[i] = (byte) ((address[i] & mask) | (chosen[i] & ~mask & 0xff));
        }
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of the wrong length", e);
        }
    }

    @Override
    public String toString() {
        return first.getHostAddress() + '/' + bits;
    }
}
