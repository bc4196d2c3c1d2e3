package im.isthmus.irc.inbound.member;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.event.LegacyEvent.Invited;
import im.isthmus.core.backend.event.LegacyEvent.OccupantChanged;
import im.isthmus.core.backend.event.LegacyEvent.OccupantJoined;
import im.isthmus.core.backend.event.LegacyEvent.OccupantRenamed;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.irc.channel.ChannelMirror;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.channel.Member;
import im.isthmus.irc.inbound.watch.Speakers;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import org.jspecify.annotations.Nullable;

/** Who comes into a channel and who is there: JOIN and NAMES. */
public final class Comings {
    /** More than any network has; it bounds the memory for a server gone wild. */
    private static final int MAX_MEMBERS = 50_000;

    /** Channels that a network may put a user into. */
    private static final int MAX_CHANNELS = 500;

    private Comings() {}

    /** {@code JOIN #channel}, or with extended-join {@code JOIN #channel account :Real Name}. */
    public static void join(IrcLink link, IrcMessage message) {
        String name = message.param(0);
        JoinedChannel channel =
                link.server().isMe(message.nick()) ? ownJoin(link, name) : link.channel(name);
        if (channel == null || channel.mirror().size() >= MAX_MEMBERS) {
            return;
        }
        Member member = channel.mirror().enter(message.nick());
        member.userhost(message.userhost());
        if (message.params().size() > 1) {
            member.account(message.param(1));
        }
        if (!link.server().isMe(message.nick())) {
            member.ranks(0);
            member.operator(Speakers.isOperator(message));
            member.look(link.cards().of(message.nick()).look());
            member.away(false);
            entered(link, channel, channel.mirror().occupant(member));
        }
    }

    /** Who comes back in a moment was never gone, but may be somewhat different. */
    private static void entered(IrcLink link, JoinedChannel channel, Occupant now) {
        String folded = link.server().mapping().fold(now.nick());
        Occupant before = link.splits().back(folded, channel, now);
        if (before == null) {
            link.publish(channel, new OccupantJoined(channel.room(), now));
        } else if (!before.nick().equals(now.nick())) {
            link.publish(channel, new OccupantRenamed(channel.room(), before.nick(), now));
        } else if (!before.equals(now)) {
            link.publish(channel, new OccupantChanged(channel.room(), now));
        }
    }

    /** The user comes in, asked for or put there by the network; null if that is no news. */
    private static @Nullable JoinedChannel ownJoin(IrcLink link, String name) {
        if (link.joining().isAbandoned(name) || link.channel(name) != null) {
            return null;
        }
        link.channels().use(link.server().mapping());
        LegacyRoom asked = link.joining().asked(name);
        if (asked == null && link.channels().all().size() >= MAX_CHANNELS) {
            return null;
        }
        LegacyRoom room = asked == null ? link.addresses().room(name) : asked;
        if (room == null) {
            link.console().tell("You were put into " + name + ", which has no address in XMPP.");
            return null;
        }
        var mirror =
                new ChannelMirror(link.server().mapping(), link.server().supports().prefixes());
        var channel = new JoinedChannel(room, name, mirror);
        link.channels().add(channel);
        return channel;
    }

    /** {@code 353 me = #channel :@+nick!user@host nick}: multi-prefix and userhost-in-names. */
    public static void names(IrcLink link, IrcMessage message) {
        JoinedChannel channel = link.channel(message.param(2));
        if (channel == null || channel.complete()) {
            link.console().answer(message);
            return;
        }
        String names = message.lastParam();
        int start = 0;
        while (start < names.length()) {
            int space = names.indexOf(' ', start);
            int end = space < 0 ? names.length() : space;
            if (end > start) {
                name(channel.mirror(), names.substring(start, end));
            }
            start = end + 1;
        }
    }

    private static void name(ChannelMirror mirror, String name) {
        int start = 0;
        int ranks = 0;
        while (start < name.length() && mirror.rankOfSign(name.charAt(start)) != 0) {
            ranks |= mirror.rankOfSign(name.charAt(start));
            start++;
        }
        int bang = name.indexOf('!', start);
        String nick = name.substring(start, bang < 0 ? name.length() : bang);
        if (!nick.isEmpty() && mirror.size() < MAX_MEMBERS) {
            Member member = mirror.enter(nick);
            member.ranks(ranks);
            member.userhost(bang < 0 ? null : name.substring(bang + 1));
        }
    }

    /** {@code 366 me #channel :End of NAMES}. */
    public static void endOfNames(IrcLink link, IrcMessage message) {
        JoinedChannel channel = link.channel(message.param(1));
        if (channel == null || channel.complete()) {
            link.console().answer(message);
            return;
        }
        link.cards().dress(channel);
        if (!link.joining().complete(channel)) {
            // Nobody can be put into a room of XMPP, so the user is asked in.
            link.publish(new Invited(channel.room(), "", "The network put you into this room."));
        }
        link.channelQueries().ask(channel.name(), channel.mirror().size());
    }
}
