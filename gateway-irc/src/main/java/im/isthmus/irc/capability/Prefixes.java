package im.isthmus.irc.capability;

/**
 * The ranks of channel members, highest first (ISUPPORT {@code PREFIX}).
 *
 * @param modes their mode letters, such as {@code qaohv}
 * @param signs their signs before a nick, such as {@code ~&@%+}, as many as modes
 */
public record Prefixes(String modes, String signs) {
    static Prefixes parse(String value) {
        int close = value.indexOf(')');
        if (!value.startsWith("(") || close < 0) {
            return new Prefixes("", "");
        }
        int count = Math.min(close - 1, value.length() - close - 1);
        return new Prefixes(
                value.substring(1, 1 + count), value.substring(close + 1, close + 1 + count));
    }

    public boolean isMode(char letter) {
        return modes.indexOf(letter) >= 0;
    }

    public boolean isSign(char sign) {
        return signs.indexOf(sign) >= 0;
    }

    /** The mode letter of a sign; NUL if it is none. */
    public char modeOf(char sign) {
        int rank = signs.indexOf(sign);
        return rank < 0 ? 0 : modes.charAt(rank);
    }

    /** The sign of a mode letter; NUL if it is none. */
    public char signOf(char mode) {
        int rank = modes.indexOf(mode);
        return rank < 0 ? 0 : signs.charAt(rank);
    }
}
