package im.isthmus.irc.inbound.member;

import im.isthmus.core.backend.event.LegacyEvent.OccupantChanged;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.channel.Member;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.talking.ChannelQueries;
import im.isthmus.irc.network.talking.ChannelQueries.Kind;
import org.jspecify.annotations.Nullable;

/** What the network knows of the people in a channel just entered: WHO. */
public final class Who {
    private Who() {}

    /** {@code 352 me #channel user host server nick flags :hops Real Name}. */
    public static void reply(IrcLink link, IrcMessage message) {
        Member member = asked(link, message, message.param(1), message.param(5));
        if (member != null) {
            member.userhost(message.param(2) + '@' + message.param(3));
        }
        state(link, message.param(1), member, message.param(6), false);
    }

    /** {@code 354 me token #channel user host nick flags account}, as asked for. */
    public static void extendedReply(IrcLink link, IrcMessage message) {
        if (!message.param(1).equals(ChannelQueries.TOKEN)) {
            link.console().answer(message);
            return;
        }
        Member member = asked(link, message, message.param(2), message.param(5));
        if (member != null) {
            member.userhost(message.param(3) + '@' + message.param(4));
        }
        boolean news =
                member != null
                        && member.account(message.param(7).equals("0") ? "" : message.param(7));
        state(link, message.param(2), member, message.param(6), news);
    }

    /** {@code 315 me #channel :End of WHO}. */
    public static void end(IrcLink link, IrcMessage message) {
        if (!link.channelQueries().answered(Kind.WHO, message.param(1))) {
            link.console().answer(message);
        }
    }

    private static @Nullable Member asked(
            IrcLink link, IrcMessage message, String name, String nick) {
        if (!link.channelQueries().isAsked(Kind.WHO, name)) {
            link.console().answer(message);
            return null;
        }
        JoinedChannel channel = link.channel(name);
        return channel == null ? null : channel.mirror().member(nick);
    }

    /**
     * Flags begin with G (gone) or H (here), and tell of programs (IRCv3 bot-mode) and, by a star,
     * of those who run the network (RFC 2812 section 5.1).
     */
    private static void state(
            IrcLink link, String name, @Nullable Member member, String flags, boolean newAccount) {
        JoinedChannel channel = link.channel(name);
        if (channel == null || member == null) {
            return;
        }
        String bot = link.server().supports().token("BOT");
        boolean isBot = bot != null && !bot.isEmpty() && flags.contains(bot);
        boolean newAway = member.away(flags.startsWith("G"));
        boolean newBot = isBot && member.bot(true);
        boolean newOperator = member.operator(flags.indexOf('*') > 0);
        if (newAway || newBot || newAccount || newOperator) {
            var occupant = channel.mirror().occupant(member);
            link.publish(channel, new OccupantChanged(channel.room(), occupant));
        }
    }
}
