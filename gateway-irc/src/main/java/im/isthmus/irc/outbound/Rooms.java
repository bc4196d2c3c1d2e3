package im.isthmus.irc.outbound;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.backend.BackendException;
import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.HistoryPoint;
import im.isthmus.core.backend.LegacyEvent.Departure;
import im.isthmus.core.backend.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.UserAction.JoinRoom;
import im.isthmus.core.backend.UserAction.LeaveRoom;
import im.isthmus.irc.address.IrcAddress;
import im.isthmus.irc.address.IrcNames;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.Links;

/** Into channels and out of them. */
final class Rooms {
    private Rooms() {}

    static void join(Links links, JoinRoom join) throws BackendException {
        if (!(links.parse(join.room()) instanceof IrcAddress.Channel channel)) {
            throw Outbound.badValue("This is no channel of IRC.");
        }
        String nick = checkedNick(join.nick());
        String key = join.password();
        if (key != null && !isKey(key)) {
            throw Outbound.badValue("A channel key cannot have spaces, commas or a leading colon.");
        }
        IrcLink link = links.open(join.room());
        link.lifecycle().propose(nick);
        HistoryPoint known = join.known();
        if (known != null) {
            link.history().heard(join.room(), known.legacyId(), known.time());
        }
        String name = link.addresses().channel(join.room(), channel.name());
        link.joining().ask(join.room(), name, key);
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
    private static boolean isKey(String key) {
        boolean word = !key.isEmpty() && key.charAt(0) != ':';
        for (int i = 0; i < key.length() && word; i++) {
            word = key.charAt(i) > ' ' && key.charAt(i) != ',';
        }
        return word;
    }
}
