package im.isthmus.irc.inbound;

import im.isthmus.core.backend.event.LegacyEvent.OccupantChanged;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.irc.channel.ChannelMirror;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.channel.Member;
import im.isthmus.irc.channel.ModeChange;
import im.isthmus.irc.inbound.watch.Metadata;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.talking.ChannelQueries.Kind;
import im.isthmus.irc.order.Progress;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
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
        List<ModeChange> changes = changes(link, message, 1);
        boolean others = apply(link, channel, message.nick(), changes);
        // A server that gives ranks back after a netsplit has nothing to say.
        if (others || (!changes.isEmpty() && message.userhost() != null)) {
            link.publish(channel, told(channel, message));
        }
        if (others) {
            Metadata.describe(link, channel);
        }
        if (link.server().isMe(message.nick())) {
            Progress.changed(link, channel, changes);
        }
    }

    private static RoomMessage told(JoinedChannel channel, IrcMessage message) {
        List<String> words = message.params().subList(1, message.params().size());
        String text =
                "Mode "
                        + channel.name()
                        + " ["
                        + String.join(" ", words)
                        + "] by "
                        + message.nick();
        return new RoomMessage(channel.room(), "", text, null, null, null);
    }

    /** {@code 324 me #channel +mnt}: the answer to the question at entering, or to the user's. */
    void channelModes(IrcLink link, IrcMessage message) {
        JoinedChannel channel = link.channel(message.param(1));
        if (!link.channelQueries().answered(Kind.MODE, message.param(1))) {
            link.console().answer(message);
        }
        if (channel != null) {
            channel.modes().all();
            boolean _ = apply(link, channel, "", changes(link, message, 2));
            Metadata.describe(link, channel);
        }
    }

    private static List<ModeChange> changes(IrcLink link, IrcMessage message, int at) {
        return ModeChange.parse(message.params(), at, link.server().supports());
    }

    /**
     * Applies changes, and tells who may have another role now.
     *
     * @return whether there were other modes than ranks among them
     */
    private boolean apply(
            IrcLink link, JoinedChannel channel, String actor, List<ModeChange> changes) {
        ChannelMirror mirror = channel.mirror();
        Set<Member> changed = new LinkedHashSet<>();
        boolean others = false;
        for (ModeChange change : changes) {
            int rank = mirror.rankOfMode(change.letter());
            if (rank != 0) {
                rank(mirror, change, rank, changed);
            } else {
                others = true;
                other(link, channel, actor, change, changed);
            }
        }
        for (Member member : changed) {
            link.publish(channel, new OccupantChanged(channel.room(), mirror.occupant(member)));
        }
        return others;
    }

    private void other(
            IrcLink link,
            JoinedChannel channel,
            String actor,
            ModeChange change,
            Set<Member> changed) {
        char letter = change.letter();
        if (!link.server().supports().channelModes().isList(letter)) {
            channel.modes().apply(change);
        }
        if (letter == 'm' && channel.mirror().moderated(change.set())) {
            addUnranked(channel.mirror(), changed);
        } else if (letter == 'b' && change.set()) {
            channel.banned(actor, clock.instant());
        } else if (letter == 'k' && !actor.isEmpty()) {
            link.joining().keyed(channel, change.set() ? change.argument() : null);
        }
    }

    private static void rank(
            ChannelMirror mirror, ModeChange change, int rank, Set<Member> changed) {
        Member member = mirror.member(change.argument());
        if (member == null) {
            return;
        }
        int ranks = change.set() ? member.ranks() | rank : member.ranks() & ~rank;
        if (member.ranks(ranks)) {
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
