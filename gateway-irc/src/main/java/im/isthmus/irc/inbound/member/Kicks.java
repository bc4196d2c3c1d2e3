package im.isthmus.irc.inbound.member;

import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.RequestDone;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.format.MircText;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.pending.PendingRequest;
import java.time.InstantSource;

/** Who is made to go: KICK, which is a ban if the same hand banned somebody just before. */
public final class Kicks {
    private final InstantSource clock;

    public Kicks(InstantSource clock) {
        this.clock = clock;
    }

    /** {@code KICK #channel nick :reason}. */
    public void kick(IrcLink link, IrcMessage message) {
        JoinedChannel channel = link.channel(message.param(0));
        if (channel == null) {
            return;
        }
        String nick = message.param(1);
        String actor = message.nick();
        String reason = MircText.strip(message.param(2));
        Departure departure =
                channel.hasJustBanned(actor, clock.instant())
                        ? new Departure.Banned(reason, actor)
                        : new Departure.Kicked(reason, actor);
        answer(link, message, channel, nick);
        if (link.server().isMe(nick)) {
            link.joining().removed(channel, departure);
        } else {
            Goings.left(link, channel, nick, departure);
        }
    }

    private static void answer(
            IrcLink link, IrcMessage message, JoinedChannel channel, String nick) {
        PendingRequest done =
                link.requests()
                        .take(
                                link.server().labels().of(message),
                                request ->
                                        request instanceof PendingRequest.Kick kick
                                                && kick.room().equals(channel.room())
                                                && link.server().mapping().same(kick.nick(), nick));
        if (done instanceof PendingRequest.Kick kick) {
            link.publish(new RequestDone(kick.ref()));
        }
    }
}
