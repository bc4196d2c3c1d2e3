package im.isthmus.irc.inbound;

import im.isthmus.core.backend.LegacyEvent.OccupantChanged;
import im.isthmus.core.backend.LegacyEvent.RoomMessage;
import im.isthmus.irc.channel.ChannelMirror;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.channel.Member;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.ChannelQueries.Kind;
import im.isthmus.irc.network.IrcLink;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;

/** Ranks of members and modes of channels: MODE and 324. */
final class Modes {
    private final InstantSource clock;

    Modes(InstantSource clock) {
        this.clock = clock;
    }

    /** {@code MODE #channel +ov-m nick nick}. */
    void mode(IrcLink link, IrcMessage message) {
        JoinedChannel channel = link.channel(message.param(0));
        if (channel == null) {
            link.console().answer(message);
            return;
        }
        Set<Member> changed = new LinkedHashSet<>();
        boolean others = apply(link, channel, message, 1, changed);
        ChannelMirror mirror = channel.mirror();
        for (Member member : changed) {
            link.publish(channel, new OccupantChanged(channel.room(), mirror.occupant(member)));
        }
        if (others) {
            String text =
                    "Mode "
                            + channel.name()
                            + " ["
                            + String.join(" ", message.params().subList(1, message.params().size()))
                            + "] by "
                            + message.nick();
            link.publish(channel, new RoomMessage(channel.room(), "", text, null, null, null));
        }
    }

    /** {@code 324 me #channel +mnt}: the answer to the question at entering, or to the user's. */
    void channelModes(IrcLink link, IrcMessage message) {
        JoinedChannel channel = link.channel(message.param(1));
        if (!link.channelQueries().answered(Kind.MODE, message.param(1))) {
            link.console().answer(message);
        }
        if (channel != null) {
            Set<Member> changed = new LinkedHashSet<>();
            apply(link, channel, message, 2, changed);
            for (Member member : changed) {
                var occupant = channel.mirror().occupant(member);
                link.publish(channel, new OccupantChanged(channel.room(), occupant));
            }
        }
    }

    /**
     * Applies changes from a parameter on.
     *
     * @param changed gets whoever may have another role now
     * @return whether there were other modes than ranks among them
     */
    private boolean apply(
            IrcLink link, JoinedChannel channel, IrcMessage message, int at, Set<Member> changed) {
        ChannelMirror mirror = channel.mirror();
        var channelModes = link.server().supports().channelModes();
        String letters = message.param(at);
        int argument = at + 1;
        boolean set = true;
        boolean others = false;
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (letter == '+' || letter == '-') {
                set = letter == '+';
            } else if (mirror.rankOfMode(letter) != 0) {
                rank(mirror, message.param(argument), mirror.rankOfMode(letter), set, changed);
                argument++;
            } else {
                others = true;
                argument += channelModes.takesArgument(letter, set) ? 1 : 0;
                if (letter == 'm' && mirror.moderated(set)) {
                    addUnranked(mirror, changed);
                } else if (letter == 'b' && set) {
                    channel.banned(message.nick(), clock.instant());
                }
            }
        }
        return others;
    }

    private static void rank(
            ChannelMirror mirror, String nick, int rank, boolean set, Set<Member> changed) {
        Member member = mirror.member(nick);
        if (member != null && member.ranks(set ? member.ranks() | rank : member.ranks() & ~rank)) {
            changed.add(member);
        }
    }

    /** In a moderated channel only ranks give a voice. */
    private static void addUnranked(ChannelMirror mirror, Set<Member> changed) {
        for (Member member : mirror.members()) {
            if (member.ranks() == 0) {
                changed.add(member);
            }
        }
    }
}
