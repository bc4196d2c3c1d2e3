package im.isthmus.irc.inbound;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.LegacyEvent.Invited;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;

/** Who asks the user in: INVITE. */
final class Invites {
    private Invites() {}

    /** {@code INVITE nick #channel}; with invite-notify also for others, which is not for us. */
    static void invite(IrcLink link, IrcMessage message) {
        JoinedChannel channel = link.channel(message.param(1));
        if (!link.isMe(message.param(0)) || (channel != null && channel.shown())) {
            return;
        }
        LegacyRoom room = link.addresses().room(message.param(1));
        if (room != null) {
            link.publish(new Invited(room, message.nick(), null));
        }
    }
}
