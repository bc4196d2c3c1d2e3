package im.isthmus.irc.order;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.backend.action.RoomAdministration.Kick;
import im.isthmus.core.backend.action.RoomAdministration.ListAffiliation;
import im.isthmus.core.backend.action.RoomAdministration.RequestVoice;
import im.isthmus.core.backend.action.RoomAdministration.SetAffiliation;
import im.isthmus.core.backend.action.RoomAdministration.SetRole;
import im.isthmus.core.backend.event.LegacyEvent.RequestDone;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.event.RoomReport.Affiliated;
import im.isthmus.core.backend.event.RoomReport.AffiliationListed;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;
import im.isthmus.irc.address.IrcAddress;
import im.isthmus.irc.channel.ChannelMirror;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.channel.Member;
import im.isthmus.irc.channel.ModeChange;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.talking.OneLine;
import im.isthmus.irc.pending.PendingRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Who may do what in a channel (XEP-0045 sections 8 and 9), by ranks, bans and kicks. */
public final class Orders {
    private static final int MOST_NAMED = 10;

    private Orders() {}

    /** Removes somebody. */
    public static void kick(IrcLink link, Kick kick) throws BackendException {
        JoinedChannel channel = link.joined(kick.room());
        int bytes = link.server().supports().kickLength();
        String reason = OneLine.of(link, kick.reason(), bytes);
        Asking.ask(
                link,
                new PendingRequest.Kick(kick.room(), channel.name(), kick.ref(), kick.nick()),
                Asking.line("KICK", channel.name(), kick.nick(), reason));
    }

    /** Gives somebody the ranks of a role, or takes them. */
    public static void setRole(IrcLink link, SetRole order) throws BackendException {
        JoinedChannel channel = link.joined(order.room());
        ChannelMirror mirror = channel.mirror();
        Member member = mirror.member(order.nick());
        if (member == null) {
            throw Bans.nobody(order.nick());
        }
        List<ModeChange> changes = ranks(link).forRole(member, order.role(), mirror.moderated());
        new ModeOrder(link, channel, order.ref())
                .run(changes, () -> link.publish(new RequestDone(order.ref())));
    }

    /**
     * Says whom to ask for a voice: IRC has no request for it, and in a moderated channel nobody
     * would hear one.
     *
     * @throws BackendException always
     */
    public static void requestVoice(IrcLink link, RequestVoice wish) throws BackendException {
        ChannelMirror mirror = link.joined(wish.room()).mirror();
        Member own = mirror.member(link.server().nick());
        if (own != null && mirror.occupant(own).role() != Role.VISITOR) {
            throw new BackendException(
                    new BackendFailure.Rejected("You may speak in this channel already."));
        }
        String who =
                mirror.occupants().stream()
                        .filter(each -> each.role() == Role.MODERATOR)
                        .map(Occupant::nick)
                        .sorted()
                        .limit(MOST_NAMED)
                        .collect(Collectors.joining(", "));
        throw new BackendException(
                new BackendFailure.Unsupported(
                        who.isEmpty()
                                ? Text.of("Nobody is here who could let you speak.")
                                : Text.of("Ask one of these to let you speak: {0}.", who)));
    }

    /** Gives somebody a rank, bans or forgives. */
    public static void setAffiliation(IrcLink link, SetAffiliation order) throws BackendException {
        JoinedChannel channel = link.joined(order.room());
        SetAffiliation meant = meant(link, order);
        Member member = channel.mirror().member(meant.whom());
        Asking.Next done = () -> link.publish(new RequestDone(order.ref()));
        if (order.affiliation() == Affiliation.OUTCAST) {
            ban(link, channel, meant, done);
        } else if (member != null) {
            List<ModeChange> changes = ranks(link).forAffiliation(member, order.affiliation());
            new ModeOrder(link, channel, order.ref()).run(changes, done);
        } else if (order.affiliation() == Affiliation.NONE) {
            new Bans(link, channel).forgive(meant, done);
        } else if (order.affiliation() == Affiliation.MEMBER) {
            new Bans(link, channel).invite(meant, done);
        } else {
            throw Bans.nobody(meant.whom());
        }
    }

    /** Who is there is also made to go; that answers the order then. */
    private static void ban(
            IrcLink link, JoinedChannel channel, SetAffiliation order, Asking.Next done)
            throws BackendException {
        Member member = channel.mirror().member(order.whom());
        String mask =
                member == null
                        ? Masks.typed(order.whom())
                        : Masks.of(member, channel.mirror(), link.server().supports());
        new ModeOrder(link, channel, order.ref())
                .run(
                        List.of(new ModeChange(true, 'b', mask)),
                        () -> {
                            Member still = channel.mirror().member(order.whom());
                            if (still == null) {
                                done.run();
                            } else {
                                kick(
                                        link,
                                        new Kick(
                                                order.room(),
                                                order.ref(),
                                                still.nick(),
                                                order.reason()));
                            }
                        });
    }

    /** Tells who has an affiliation. */
    public static void list(IrcLink link, ListAffiliation order) throws BackendException {
        JoinedChannel channel = link.joined(order.room());
        List<Affiliated> there = new ArrayList<>();
        for (Occupant each : channel.mirror().occupants()) {
            if (each.affiliation() == order.affiliation()) {
                there.add(new Affiliated(each.nick(), each.nick(), each.affiliation(), null));
            }
        }
        switch (order.affiliation()) {
            case OUTCAST -> new Bans(link, channel).list(order);
            case MEMBER -> new Bans(link, channel).listMembers(order, there);
            case OWNER, ADMIN, NONE ->
                    link.publish(new AffiliationListed(order.room(), order.ref(), there));
        }
    }

    /** The address of a contact of this network is that contact's nick. */
    private static SetAffiliation meant(IrcLink link, SetAffiliation order) {
        try {
            if (link.network().addressing().parse(order.whom()) instanceof IrcAddress.Nick contact
                    && contact.network().equals(link.network().name())) {
                return new SetAffiliation(
                        order.room(),
                        order.ref(),
                        contact.nick(),
                        order.affiliation(),
                        order.reason());
            }
        } catch (InvalidJidException _) {
            // A mask is no address.
        }
        return order;
    }

    private static Ranks ranks(IrcLink link) {
        return new Ranks(link.server().supports().prefixes());
    }
}
