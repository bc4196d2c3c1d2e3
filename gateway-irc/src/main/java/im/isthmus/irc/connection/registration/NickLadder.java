package im.isthmus.irc.connection.registration;

import im.isthmus.irc.message.IrcMessage;

/** Which nick to try next when the network refuses one before it lets the user in. */
final class NickLadder {
    /** Of 433 and its like; then the network means it. */
    private static final int MAX_ATTEMPTS = 12;

    private static final int UNDERSCORES = 2;

    /** Enough of a name to be known by, short enough for digits on every network (RFC 2812). */
    private static final int STEM = 7;

    private final String wanted;
    private int attempts;

    NickLadder(String wanted) {
        this.wanted = wanted;
    }

    /**
     * The next nick; empty if it is time to give up.
     *
     * @param refused what the network did not want
     * @param refusal the numeric: 432 means that no such nick can be
     */
    String next(String refused, IrcMessage refusal) {
        attempts++;
        if (attempts > MAX_ATTEMPTS) {
            return "";
        }
        String plain = plain(wanted);
        if (refusal.command().equals("432") && !refused.equals(plain) && attempts == 1) {
            return plain;
        }
        if (attempts <= UNDERSCORES && !refusal.command().equals("432")) {
            return refused + "_";
        }
        return plain.substring(0, Math.min(STEM, plain.length())) + attempts;
    }

    /** Letters and digits only, a letter first: what every network takes. */
    private static String plain(String nick) {
        String plain = nick.replaceAll("[^A-Za-z0-9]", "").replaceFirst("^[0-9]+", "");
        return plain.isEmpty() ? "guest" : plain;
    }
}
