package im.isthmus.irc.message;

import java.util.Locale;

/**
 * Which characters a network takes for the same in nicks and channel names (modern IRC, ISUPPORT
 * {@code CASEMAPPING}). Folded names are keys only: people and the network get the name as the
 * network wrote it.
 */
public enum CaseMapping {
    ASCII("", ""),
    RFC1459("[]\\~", "{}|^"),
    RFC1459_STRICT("[]\\", "{}|");

    private final String upper;
    private final String lower;

    CaseMapping(String upper, String lower) {
        this.upper = upper;
        this.lower = lower;
    }

    /**
     * The mapping of an ISUPPORT value. Names unknown here are all of mappings that fold at least
     * ASCII (rfc7613, precis), so these become {@link #ASCII}.
     */
    public static CaseMapping named(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "rfc1459", "" -> RFC1459;
            case "rfc1459-strict", "strict-rfc1459" -> RFC1459_STRICT;
            default -> ASCII;
        };
    }

    /** The name as a key: equal for names that the network takes for the same. */
    public String fold(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (fold(name.charAt(i)) != name.charAt(i)) {
                return foldFrom(name, i);
            }
        }
        return name;
    }

    /** Whether the network takes both names for the same. */
    public boolean same(String one, String other) {
        if (one.length() != other.length()) {
            return false;
        }
        for (int i = 0; i < one.length(); i++) {
            if (fold(one.charAt(i)) != fold(other.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private String foldFrom(String name, int first) {
        char[] folded = name.toCharArray();
        for (int i = first; i < folded.length; i++) {
            folded[i] = fold(folded[i]);
        }
        return new String(folded);
    }

    private char fold(char c) {
        if (c >= 'A' && c <= 'Z') {
            return (char) (c + ('a' - 'A'));
        }
        int index = c >= '[' && c <= '~' ? upper.indexOf(c) : -1;
        return index < 0 ? c : lower.charAt(index);
    }
}
