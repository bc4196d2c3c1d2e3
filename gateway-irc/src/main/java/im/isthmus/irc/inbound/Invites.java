package im.isthmus.irc.inbound;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.event.LegacyEvent.Invited;
import im.isthmus.core.backend.event.LegacyEvent.RequestDone;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.text.Text;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.channel.Member;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.pending.PendingRequest;

/** Who asks the user in, and whom the user asks: INVITE. */
final class Invites {
    private Invites() {}

    /** {@code INVITE nick #channel}; with invite-notify also for others. */
    static void invite(IrcLink link, IrcMessage message) {
        JoinedChannel channel = link.channel(message.param(1));
        if (channel != null && channel.shown()) {
            others(link, channel, message);
        }
        if (!link.server().isMe(message.param(0)) || (channel != null && channel.shown())) {
            return;
        }
        LegacyRoom room = link.addresses().room(message.param(1));
        if (room != null) {
            link.publish(new Invited(room, message.nick(), null));
        }
    }

    /** Whom others ask in is for those to know who lead the channel. */
    private static void others(IrcLink link, JoinedChannel channel, IrcMessage message) {
        Member own = channel.mirror().member(link.server().nick());
        boolean leads =
                own != null && channel.mirror().occupant(own).role() == Occupant.Role.MODERATOR;
        if (leads && !link.server().isMe(message.nick())) {
            String text =
                    link.words(
                            Text.of(
                                    "{0} asks {1} into this channel.",
                                    message.nick(), message.param(0)));
            link.publish(channel, new RoomMessage(channel.room(), "", text, null, null, null));
        }
    }

    /** {@code 341 me nick #channel}: the user's own invitation is delivered. */
    static void done(IrcLink link, IrcMessage message) {
        PendingRequest done =
                link.requests()
                        .take(
                                link.server().labels().of(message),
                                request ->
                                        request instanceof PendingRequest.Invite invite
                                                && link.server()
                                                        .mapping()
                                                        .same(invite.nick(), message.param(1))
                                                && link.server()
                                                        .mapping()
                                                        .same(invite.channel(), message.param(2)));
        if (done instanceof PendingRequest.Invite invite) {
            link.publish(new RequestDone(invite.ref()));
            tell(link, invite.nick(), invite.reason());
        } else {
            link.console().answer(message);
        }
    }

    private static void tell(IrcLink link, String nick, String reason) {
        IrcMessage line = IrcMessage.of("PRIVMSG", nick, reason);
        if (!reason.isBlank() && link.server().trySend(line)) {
            link.talk().typed(line);
        }
    }
}
