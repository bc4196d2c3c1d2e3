package im.isthmus.irc.inbound;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.LegacyEvent.Invited;
import im.isthmus.core.backend.LegacyEvent.RequestDone;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.pending.PendingRequest;

/** Who asks the user in, and whom the user asks: INVITE. */
final class Invites {
    private Invites() {}

    /** {@code INVITE nick #channel}; with invite-notify also for others, which is not for us. */
    static void invite(IrcLink link, IrcMessage message) {
        JoinedChannel channel = link.channel(message.param(1));
        if (!link.server().isMe(message.param(0)) || (channel != null && channel.shown())) {
            return;
        }
        LegacyRoom room = link.addresses().room(message.param(1));
        if (room != null) {
            link.publish(new Invited(room, message.nick(), null));
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
        } else {
            link.console().answer(message);
        }
    }
}
