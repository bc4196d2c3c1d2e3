package im.isthmus.irc.inbound.watch;

import im.isthmus.core.backend.event.LegacyEvent.OccupantChanged;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.channel.Member;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;

/** What a message tells about who says it (IRCv3 account-tag, bot-mode, oper-tag). */
public final class Speakers {
    private Speakers() {}

    /** Whether whoever sent this runs the network. */
    public static boolean isOperator(IrcMessage message) {
        return message.tag("draft/oper") != null || message.tag("oper") != null;
    }

    /** Tells the room if it is news. Nearly always it is none, so that costs next to nothing. */
    public static void known(IrcLink link, JoinedChannel channel, IrcMessage message) {
        String account = message.tag("account");
        boolean bot = message.tag("bot") != null;
        boolean operator = isOperator(message);
        // All that an operator says has the tag, so one without it is none any more.
        boolean watched = operator || link.server().has("draft/oper-tag");
        if (account == null && !bot && !watched) {
            return;
        }
        Member member = channel.mirror().member(message.nick());
        if (member == null) {
            return;
        }
        boolean news = account != null && member.account(account);
        news |= bot && member.bot(true);
        news |= watched && member.operator(operator);
        if (news) {
            link.publish(
                    channel,
                    new OccupantChanged(channel.room(), channel.mirror().occupant(member)));
        }
    }
}
