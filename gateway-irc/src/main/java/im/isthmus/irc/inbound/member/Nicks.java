package im.isthmus.irc.inbound.member;

import im.isthmus.core.backend.event.LegacyEvent.OccupantRenamed;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.channel.Member;
import im.isthmus.irc.message.CaseMapping;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.pending.PendingRequest;

/** Who is called differently from now on: NICK. */
public final class Nicks {
    private Nicks() {}

    public static void nick(IrcLink link, IrcMessage message) {
        String oldNick = message.nick();
        String newNick = message.param(0);
        if (newNick.isEmpty()) {
            return;
        }
        if (link.server().isMe(newNick)) {
            answer(link, message, newNick);
        } else {
            link.nick().freed(oldNick);
        }
        if (newNick.equals(oldNick)) {
            return;
        }
        CaseMapping mapping = link.server().mapping();
        link.splits().taken(mapping.fold(newNick));
        link.acquaintances().renamed(mapping.fold(oldNick), mapping.fold(newNick));
        link.cards().renamed(oldNick, newNick);
        link.talk().spoken().renamed(oldNick, newNick);
        for (JoinedChannel channel : link.channels().all()) {
            Member member = channel.mirror().rename(oldNick, newNick);
            if (member != null) {
                link.talk().typists().heard(new ToRoom(channel.room()), oldNick, "done");
                var occupant = channel.mirror().occupant(member);
                link.publish(channel, new OccupantRenamed(channel.room(), oldNick, occupant));
            }
        }
    }

    /** What the user chose is what to come back with; what services chose is not. */
    private static void answer(IrcLink link, IrcMessage message, String nick) {
        PendingRequest done =
                link.requests()
                        .take(
                                link.server().labels().of(message),
                                request ->
                                        request instanceof PendingRequest.NewNick wanted
                                                && link.server()
                                                        .mapping()
                                                        .same(wanted.nick(), nick));
        if (done != null || link.nick().hasTyped(nick)) {
            link.nick().choose(nick);
        }
    }
}
