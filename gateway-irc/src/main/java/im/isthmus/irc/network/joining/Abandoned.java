package im.isthmus.irc.network.joining;

import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.talking.OneLine;
import java.util.HashMap;
import java.util.Map;

/**
 * Channels that the user gave up while the network was still being asked: it may yet let the user
 * in and then out again, or refuse first the JOIN and then the PART, and none of this is news.
 */
final class Abandoned {
    /** Whether the JOIN was refused, so that the PART will be too, by folded name. */
    private final Map<String, Boolean> names = new HashMap<>();

    private final IrcLink link;

    Abandoned(IrcLink link) {
        this.link = link;
    }

    /** Gives up a join on its way. The PART comes after the JOIN, whatever becomes of that. */
    void add(String channel, String reason) {
        names.put(fold(channel), false);
        part(channel, reason);
    }

    /** Leaves; a full queue must not keep the user in. */
    void part(String channel, String reason) {
        link.server().sendSurely(IrcMessage.of("PART", channel, OneLine.of(reason)));
    }

    boolean contains(String channel) {
        return names.containsKey(fold(channel));
    }

    /** The network has let the user out. */
    void parted(String channel) {
        names.remove(fold(channel));
    }

    /** The network refused something about a channel; whether it was one of these. */
    boolean refused(String channel) {
        String folded = fold(channel);
        Boolean before = names.get(folded);
        if (before == null) {
            return false;
        }
        if (before) {
            names.remove(folded);
        } else {
            names.put(folded, true);
        }
        return true;
    }

    void clear() {
        names.clear();
    }

    private String fold(String channel) {
        return link.server().mapping().fold(channel);
    }
}
