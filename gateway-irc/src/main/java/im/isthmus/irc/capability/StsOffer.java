package im.isthmus.irc.capability;

import org.jspecify.annotations.Nullable;

/**
 * What a server says about encryption (IRCv3 sts), as the value of its capability.
 *
 * @param port where it takes TLS; 0 if it does not say
 * @param seconds for which to come with TLS only; -1 if it does not say
 */
public record StsOffer(int port, long seconds) {
    private static final StsOffer NOTHING = new StsOffer(0, -1);

    /** A policy of longer than that is as good as for ever. */
    private static final long MAX_SECONDS = 10L * 365 * 24 * 3600;

    /**
     * Reads the value of the capability; what cannot be understood is left out.
     *
     * @param value null if the server has no such capability
     */
    public static StsOffer of(@Nullable String value) {
        if (value == null) {
            return NOTHING;
        }
        int port = 0;
        long seconds = -1;
        for (String each : value.split(",", -1)) {
            if (each.matches("port=[1-9][0-9]{0,4}")) {
                int number = Integer.parseInt(each.substring("port=".length()));
                port = number <= 65_535 ? number : 0;
            } else if (each.matches("duration=[0-9]{1,15}")) {
                seconds =
                        Math.min(Long.parseLong(each.substring("duration=".length())), MAX_SECONDS);
            }
        }
        return new StsOffer(port, seconds);
    }
}
