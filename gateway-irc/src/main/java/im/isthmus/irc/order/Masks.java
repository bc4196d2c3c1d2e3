package im.isthmus.irc.order;

import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.irc.capability.Supports;
import im.isthmus.irc.channel.ChannelMirror;
import im.isthmus.irc.channel.Member;
import org.jspecify.annotations.Nullable;

/**
 * Which mask stands for somebody: what changes least about them. An account stays over nicks and
 * hosts, a host over nicks; a host that others there share would hit them too.
 */
final class Masks {
    private static final int MAX = 150;

    private Masks() {}

    /** The mask of somebody who is there. */
    static String of(Member member, ChannelMirror mirror, Supports supports) {
        String account = member.account();
        String extended = account == null ? null : accountBan(supports);
        if (extended != null) {
            return extended + ':' + account;
        }
        String userhost = member.userhost();
        if (userhost == null) {
            return member.nick() + "!*@*";
        }
        String host = host(userhost);
        return isShared(member, host, mirror) ? "*!" + userhost : "*!*@" + host;
    }

    /** How a ban of an account begins (ISUPPORT ACCOUNTEXTBAN); null if there are none. */
    private static @Nullable String accountBan(Supports supports) {
        String token = supports.token("EXTBAN");
        int comma = token == null ? -1 : token.indexOf(',');
        String sign = token == null || comma < 0 ? "" : token.substring(0, comma);
        String told = supports.token("ACCOUNTEXTBAN");
        if (told != null && !told.isEmpty()) {
            return sign + told.split(",", 2)[0];
        }
        // COMPAT(InspIRCd 3, Solanum, UnrealIRCd 5): they only tell the letters that there are.
        String letter = sign.isEmpty() ? "R" : "a";
        boolean known = token != null && comma >= 0 && token.indexOf(letter, comma) >= 0;
        return known ? sign + letter : null;
    }

    private static boolean isShared(Member one, String host, ChannelMirror mirror) {
        for (Member other : mirror.members()) {
            String userhost = other.userhost();
            if (other != one && userhost != null && host(userhost).equalsIgnoreCase(host)) {
                return true;
            }
        }
        return false;
    }

    private static String host(String userhost) {
        return userhost.substring(userhost.indexOf('@') + 1);
    }

    /**
     * The mask that a user has typed: a nick alone is anybody of that nick.
     *
     * @throws BackendException if IRC cannot have it
     */
    static String typed(String text) throws BackendException {
        boolean word = !text.isEmpty() && text.charAt(0) != ':' && text.length() <= MAX;
        for (int i = 0; i < text.length() && word; i++) {
            word = text.charAt(i) > ' ';
        }
        if (!word || text.charAt(0) == '+' || text.charAt(0) == '-') {
            throw new BackendException(
                    new BackendFailure.BadValue("A mask is one word, such as *!*@host or a nick."));
        }
        if (text.indexOf('!') >= 0 || isExtended(text)) {
            return text;
        }
        return text.indexOf('@') >= 0 ? "*!" + text : text + "!*@*";
    }

    private static boolean isExtended(String text) {
        return text.indexOf(':') > 0 || text.charAt(0) == '$' || text.charAt(0) == '~';
    }

    /** Whether a mask in a list is the one that somebody means. */
    static boolean isMeant(String mask, String text, @Nullable String typed) {
        return mask.equalsIgnoreCase(text) || mask.equalsIgnoreCase(typed);
    }
}
