package im.isthmus.irc.outbound;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.UserAction.FetchOlder;
import im.isthmus.core.backend.action.UserAction.JoinRoom;
import im.isthmus.core.backend.action.UserAction.LeaveRoom;
import im.isthmus.core.backend.action.UserAction.ReturnToRoom;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.irc.address.IrcAddress;
import im.isthmus.irc.address.IrcNames;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.Links;
import org.jspecify.annotations.Nullable;

/** Into channels and out of them. */
final class Rooms {
    private Rooms() {}

    static void join(Links links, JoinRoom join) throws BackendException {
        IrcAddress.Channel channel = channel(links, join.room());
        String nick = checkedNick(join.nick());
        String key = join.password();
        if (key != null && !isKey(key)) {
            throw Outbound.badValue("A channel key cannot have spaces, commas or a leading colon.");
        }
        IrcLink link = links.open(join.room());
        link.nick().propose(nick);
        String name = link.addresses().channel(join.room(), channel.name());
        link.joining().ask(join.room(), name, key);
    }

    /** Where the user was before, with what opened it then. */
    static void comeBack(Links links, ReturnToRoom comeback) throws BackendException {
        IrcAddress.Channel channel = channel(links, comeback.room());
        String key = comeback.password();
        IrcLink link = links.open(comeback.room());
        link.nick().propose(checkedNick(comeback.nick()));
        String name = link.addresses().channel(comeback.room(), channel.name());
        link.joining().comeBack(comeback.room(), name, isKey(key) ? key : null);
    }

    private static IrcAddress.Channel channel(Links links, LegacyRoom room)
            throws BackendException {
        if (!(links.parse(room) instanceof IrcAddress.Channel channel)) {
            throw Outbound.badValue("This is no channel of IRC.");
        }
        return channel;
    }

    static void leave(Links links, LeaveRoom leave) throws BackendException {
        IrcLink link = links.find(leave.room());
        if (link == null) {
            links.publish(new RoomLeft(leave.room(), new Departure.Left(leave.reason())));
        } else {
            link.joining().leave(leave.room(), leave.reason());
        }
    }

    static String checkedNick(String nick) throws BackendException {
        try {
            return IrcNames.checkedNick(nick);
        } catch (InvalidJidException e) {
            throw new BackendException(new BackendFailure.BadValue(e.text()));
        }
    }

    /** A word that fits between others (RFC 2812 section 2.3.1, "key"). */
    private static boolean isKey(@Nullable String key) {
        if (key == null || key.isEmpty()) {
            return false;
        }
        boolean word = key.charAt(0) != ':';
        for (int i = 0; word && i < key.length(); i++) {
            word = key.charAt(i) > ' ' && key.charAt(i) != ',';
        }
        return word;
    }

    /** What was said before all that is known; only where the network keeps it. */
    static void older(Links links, FetchOlder fetch) throws BackendException {
        IrcLink link = links.existing(fetch.room());
        link.history().older(link.joined(fetch.room()), fetch);
    }
}
