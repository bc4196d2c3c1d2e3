package im.isthmus.irc.network;

import im.isthmus.irc.connection.IrcConnection;
import im.isthmus.irc.message.IrcMessage;
import java.util.HashSet;
import java.util.Set;

/**
 * Channels that the user gave up while the network was still being asked: it may yet let the user
 * in, and then out again, and neither is news.
 */
final class Abandoned {
    private final Set<String> names = new HashSet<>();
    private final IrcLink link;

    Abandoned(IrcLink link) {
        this.link = link;
    }

    /** Gives up a join on its way. The PART comes after the JOIN, whatever becomes of that. */
    void add(String channel, String reason) {
        names.add(link.mapping().fold(channel));
        part(channel, reason);
    }

    /** Leaves; a full queue must not keep the user in. */
    void part(String channel, String reason) {
        IrcMessage part = IrcMessage.of("PART", channel, OneLine.of(reason));
        IrcConnection connection = link.lifecycle().online();
        if (!link.trySend(part) && connection != null) {
            connection.sendUrgent(part);
        }
    }

    boolean contains(String channel) {
        return names.contains(link.mapping().fold(channel));
    }

    boolean remove(String channel) {
        return names.remove(link.mapping().fold(channel));
    }

    void clear() {
        names.clear();
    }
}
