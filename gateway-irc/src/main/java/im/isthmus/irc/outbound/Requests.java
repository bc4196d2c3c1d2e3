package im.isthmus.irc.outbound;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.backend.action.UserAction.ChangeNick;
import im.isthmus.core.backend.action.UserAction.ChangeSubject;
import im.isthmus.core.backend.action.UserAction.Invite;
import im.isthmus.core.backend.event.LegacyEvent.Subject;
import im.isthmus.core.backend.event.LegacyEvent.SubjectChanged;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.irc.address.IrcAddress;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.talking.OneLine;
import im.isthmus.irc.order.Asking;
import im.isthmus.irc.pending.PendingRequest;

/** What the user asks of the network that it answers: topics, invitations and nicks. */
final class Requests {
    /** Bytes that fit into any line. */
    private static final int MAX_REASON = 300;

    private Requests() {}

    /** An empty topic still needs its colon: TOPIC without it is a question. */
    static void subject(IrcLink link, ChangeSubject change) throws BackendException {
        JoinedChannel channel = link.joined(change.room());
        int bytes = link.server().supports().topicLength();
        String topic = OneLine.of(link, change.subject(), bytes);
        Subject current = channel.subject();
        if (topic.equals(current == null ? "" : current.text())) {
            // The network says nothing when nothing changes.
            Subject same = current == null ? new Subject("", null, null) : current;
            link.publish(new SubjectChanged(change.room(), same, change.ref()));
            return;
        }
        Asking.ask(
                link,
                new PendingRequest.Topic(change.room(), channel.name(), change.ref()),
                IrcMessage.of("TOPIC", channel.name(), topic));
    }

    /** IRC carries no reason with it: that is said once the invitation is delivered. */
    static void invite(IrcLink link, Invite invite) throws BackendException {
        JoinedChannel channel = link.joined(invite.room());
        String nick = Rooms.checkedNick(invitee(link, invite));
        Asking.ask(
                link,
                new PendingRequest.Invite(
                        invite.room(),
                        channel.name(),
                        invite.ref(),
                        nick,
                        OneLine.of(link, invite.reason(), MAX_REASON)),
                IrcMessage.of("INVITE", nick, channel.name()));
    }

    private static String invitee(IrcLink link, Invite invite) throws BackendException {
        IrcAddress address;
        try {
            address = link.network().addressing().parse(invite.whom());
        } catch (InvalidJidException e) {
            return invite.whom(); // a plain nick
        }
        if (!(address instanceof IrcAddress.Nick contact)) {
            return invite.whom();
        }
        if (!contact.network().equals(link.network().name())) {
            throw Outbound.badValue("Only people of the same network can be invited.");
        }
        return contact.nick();
    }

    /** The nick that one has already is no change; another spelling of it is. */
    static void nick(IrcLink link, ChangeNick change) throws BackendException {
        JoinedChannel _ = link.joined(change.room());
        String wanted = Rooms.checkedNick(change.nick());
        String nick = link.server().supports().cutNick(wanted);
        if (!nick.equals(link.server().nick())) {
            Asking.ask(
                    link,
                    new PendingRequest.NewNick(change.room(), wanted, nick),
                    IrcMessage.of("NICK", nick));
        } else if (!nick.equals(wanted)) {
            throw new BackendException(new BackendFailure.Rejected("Nothing has changed."));
        }
    }
}
