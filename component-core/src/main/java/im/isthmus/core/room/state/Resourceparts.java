package im.isthmus.core.room.state;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import java.util.function.Predicate;

/** Finds the resourcepart that stands for a nick in the addresses of a room. */
public final class Resourceparts {
    /** Long nicks are cut before they are escaped: 6 characters each fit into a resourcepart. */
    private static final int MAX_ESCAPED = 150;

    private Resourceparts() {}

    /**
     * The nick itself where RFC 7622 allows it, else a readable substitute.
     *
     * @param taken whether a resourcepart belongs to somebody else in the room
     */
    public static String of(Jid room, String nick, Predicate<String> taken) {
        String wanted = isPlain(nick) ? nick : prepared(room, nick);
        String free = wanted;
        for (int i = 2; taken.test(free); i++) {
            free = wanted + '~' + i;
        }
        return free;
    }

    /** Most nicks are printable ASCII, which the OpaqueString profile leaves as it is. */
    private static boolean isPlain(String nick) {
        if (nick.isEmpty() || nick.length() > Jid.MAX_PART_BYTES) {
            return false;
        }
        for (int i = 0; i < nick.length(); i++) {
            char c = nick.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static String prepared(Jid room, String nick) {
        try {
            return room.withResource(nick).resource();
        } catch (InvalidJidException e) {
            return escaped(nick);
        }
    }

    private static String escaped(String nick) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < Math.min(nick.length(), MAX_ESCAPED); i++) {
            char c = nick.charAt(i);
            if (c >= ' ' && c <= '~') {
                escaped.append(c);
            } else {
                escaped.append(String.format("\\u%04x", (int) c));
            }
        }
        return escaped.isEmpty() ? "?" : escaped.toString();
    }
}
