package im.isthmus.irc.inbound.watch;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.Invited;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.format.MircText;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;

/** A channel is called differently from now on (IRCv3 draft/channel-rename). */
public final class Renames {
    private Renames() {}

    /**
     * {@code RENAME #old #new :reason}. A room cannot be renamed: it ends and says which one to
     * enter, where the user is already.
     */
    public static void rename(IrcLink link, IrcMessage message) {
        JoinedChannel channel = link.channel(message.param(0));
        LegacyRoom room = link.addresses().room(message.param(1));
        boolean same = link.server().mapping().same(message.param(0), message.param(1));
        if (channel == null || room == null || same || link.channel(message.param(1)) != null) {
            return;
        }
        String reason = MircText.strip(message.param(2));
        link.joining().removed(channel, new Departure.Destroyed(reason, room.localpart()));
        JoinedChannel renamed = new JoinedChannel(room, message.param(1), channel.mirror());
        renamed.subject(channel.subject());
        renamed.completed();
        link.channels().add(renamed);
        link.publish(new Invited(room, "", reason.isEmpty() ? null : reason));
    }
}
