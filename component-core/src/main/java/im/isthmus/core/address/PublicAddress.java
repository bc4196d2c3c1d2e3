package im.isthmus.core.address;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Tells addresses of the public Internet from those that a user must not reach through the gateway:
 * this machine, its local network and what stands for them (RFC 6890).
 */
public final class PublicAddress {
    private PublicAddress() {}

    /** Whether it is an address of the public Internet. */
    public static boolean isPublic(InetAddress address) {
        boolean special =
                address.isAnyLocalAddress()
                        || address.isLoopbackAddress()
                        || address.isLinkLocalAddress()
                        || address.isSiteLocalAddress()
                        || address.isMulticastAddress();
        if (special) {
            return false;
        }
        return switch (address) {
            case Inet4Address v4 -> isPublicV4(v4.getAddress());
            case Inet6Address v6 -> isPublicV6(v6.getAddress());
            default -> false;
        };
    }

    private static boolean isPublicV4(byte[] bytes) {
        int a = bytes[0] & 0xFF;
        int b = bytes[1] & 0xFF;
        int c = bytes[2] & 0xFF;
        boolean shared = a == 100 && (b & 0xC0) == 64;
        boolean protocol = a == 192 && b == 0 && (c == 0 || c == 2);
        boolean benchmark = a == 198 && (b & 0xFE) == 18;
        boolean documentation =
                (a == 198 && b == 51 && c == 100) || (a == 203 && b == 0 && c == 113);
        return a != 0 && a < 240 && !shared && !protocol && !benchmark && !documentation;
    }

    /**
     * Global unicast only, and no prefix that carries an IPv4 address, which could be a local one.
     */
    private static boolean isPublicV6(byte[] bytes) {
        boolean global = (bytes[0] & 0xE0) == 0x20;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean ietf = bytes[0] == 0x20 && bytes[1] == 0x01 && (bytes[2] & 0xFE) == 0;
        boolean documentation =
                bytes[0] == 0x20
                        && bytes[1] == 0x01
                        && bytes[2] == 0x0D
                        && (bytes[3] & 0xFF) == 0xB8;
        return global && !sixToFour && !ietf && !documentation;
    }
}
