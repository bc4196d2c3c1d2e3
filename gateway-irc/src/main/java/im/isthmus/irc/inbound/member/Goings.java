package im.isthmus.irc.inbound.member;

import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.OccupantLeft;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.channel.Member;
import im.isthmus.irc.format.MircText;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import org.jspecify.annotations.Nullable;

/** Who goes by own will: PART and QUIT. */
public final class Goings {
    private Goings() {}

    public static void part(IrcLink link, IrcMessage message) {
        String name = message.param(0);
        JoinedChannel channel = link.channel(name);
        Departure departure = new Departure.Left(MircText.strip(message.param(1)));
        if (link.server().isMe(message.nick())) {
            // What the user asked for is done already; else the network takes the user out.
            link.joining().parted(name);
            if (channel != null) {
                link.joining().removed(channel, departure);
            }
        } else if (channel != null) {
            left(link, channel, message.nick(), departure);
        }
    }

    public static void quit(IrcLink link, IrcMessage message) {
        Departure departure = new Departure.Left(MircText.strip(message.param(0)));
        boolean lost = link.splits().mayComeBack(message.param(0));
        for (JoinedChannel channel : link.channels().all()) {
            if (lost) {
                lost(link, channel, message.nick(), departure);
            } else {
                left(link, channel, message.nick(), departure);
            }
        }
        if (!lost) {
            link.cards().gone(message.nick());
        }
        link.nick().freed(message.nick());
    }

    /** Most of those come back in a moment. */
    private static void lost(
            IrcLink link, JoinedChannel channel, String nick, Departure departure) {
        Member member = leaves(link, channel, nick);
        if (member != null && channel.shown()) {
            String folded = link.server().mapping().fold(nick);
            link.splits().lost(folded, channel, channel.mirror().occupant(member), departure);
        }
    }

    static void left(IrcLink link, JoinedChannel channel, String nick, Departure departure) {
        Member member = leaves(link, channel, nick);
        if (member != null) {
            link.publish(channel, new OccupantLeft(channel.room(), member.nick(), departure));
        }
    }

    private static @Nullable Member leaves(IrcLink link, JoinedChannel channel, String nick) {
        link.talk().typists().said(new ToRoom(channel.room()), nick);
        return channel.mirror().leave(nick);
    }
}
