package im.isthmus.irc.inbound.tagged;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.event.MessageEvent.Deed;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.spoken.ServerTime;
import org.jspecify.annotations.Nullable;

/**
 * The conversation that somebody's line belongs to.
 *
 * @param nick who did it, as events have it: empty outside channels
 * @param name of the conversation: folded name of the channel, or folded nick of the other one
 */
record Where(LegacyAddressee in, String nick, String name) {
    /** The one that a line from a nick to a target belongs to; null if there is none. */
    static @Nullable Where of(IrcLink link, String nick, String target) {
        JoinedChannel channel = link.channel(target);
        if (channel != null) {
            return channel.shown()
                    ? new Where(new ToRoom(channel.room()), nick, link.server().fold(target))
                    : null;
        }
        if (nick.isEmpty() || !link.server().isMe(target)) {
            return null;
        }
        LegacyContact contact = link.addresses().contact(nick, link.server().mapping());
        return contact == null
                ? null
                : new Where(new ToContact(contact), "", link.server().fold(nick));
    }

    /** Whether the user has yet to see the channel that a line goes to: then it is done later. */
    static boolean waits(IrcLink link, IrcMessage line, Runnable later) {
        JoinedChannel channel = link.channel(line.param(0));
        if (channel == null || channel.shown()) {
            return false;
        }
        channel.whenShown(later);
        return true;
    }

    void publish(IrcLink link, MessageEvent event) {
        link.publish(event);
    }

    /** Which deed a line is; outside channels it was heard now. */
    Deed deed(IrcLink link, IrcMessage line) {
        if (in instanceof ToContact) {
            boolean _ = link.missed().hear(line);
        }
        return new Deed(line.tag("msgid"), ServerTime.ofPast(line, link.clock()));
    }
}
