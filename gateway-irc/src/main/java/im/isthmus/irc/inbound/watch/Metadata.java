package im.isthmus.irc.inbound.watch;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.ContactEvent.ContactChanged;
import im.isthmus.core.backend.event.ContactEvent.Profile;
import im.isthmus.core.backend.event.LegacyEvent.OccupantChanged;
import im.isthmus.core.backend.event.RoomReport.RoomDescribed;
import im.isthmus.core.backend.event.RoomReport.RoomDetails;
import im.isthmus.irc.channel.Card;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.channel.Member;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import java.util.List;

/** What people and channels say of themselves (IRCv3 draft/metadata-2, setname). */
public final class Metadata {
    private Metadata() {}

    /** {@code METADATA target key visibility :value}. */
    public static void metadata(IrcLink link, IrcMessage message) {
        value(link, message.param(0), message.param(1), message.param(3));
    }

    /** {@code 761 me target key visibility :value}: RPL_KEYVALUE. */
    public static void keyValue(IrcLink link, IrcMessage message) {
        value(link, message.param(1), message.param(2), message.param(4));
        confirmed(link, message);
    }

    /** {@code 766 me target key :key not set}: RPL_KEYNOTSET. */
    public static void notSet(IrcLink link, IrcMessage message) {
        value(link, message.param(1), message.param(2), "");
        confirmed(link, message);
    }

    /** What the user did by hand is confirmed, such as by 770; these numbers are no errors. */
    public static void confirmed(IrcLink link, IrcMessage message) {
        if (link.console().isListening()) {
            link.console().answer(message);
        }
    }

    /** {@code 774 me target [seconds]}: RPL_METADATASYNCLATER. */
    public static void later(IrcLink link, IrcMessage message) {
        link.cards().later(message.param(1), message.param(2));
    }

    /** {@code SETNAME :Real Name} (IRCv3 setname). */
    public static void setname(IrcLink link, IrcMessage message) {
        change(link, message.nick(), Card.REAL_NAME, message.param(0));
    }

    private static void value(IrcLink link, String target, String key, String value) {
        if (Card.KEYS.contains(key) && !target.isEmpty()) {
            change(link, target, key, value);
        }
    }

    private static void change(IrcLink link, String target, String key, String value) {
        if (!link.cards().change(target, key, value)) {
            return;
        }
        Card card = link.cards().of(target);
        if (link.server().supports().isChannel(target)) {
            JoinedChannel channel = link.channel(target);
            if (channel != null) {
                channel.card(card);
                describe(link, channel);
            }
            return;
        }
        for (JoinedChannel channel : link.channels().all()) {
            Member member = channel.mirror().member(target);
            if (member != null && member.look(card.look())) {
                var occupant = channel.mirror().occupant(member);
                link.publish(channel, new OccupantChanged(channel.room(), occupant));
            }
        }
        LegacyContact contact =
                link.watch().has(target)
                        ? link.addresses().contact(target, link.server().mapping())
                        : null;
        if (contact != null) {
            // What the user's list calls them is the user's business.
            Profile profile = new Profile(null, List.of(), card.avatar(), card.details());
            link.publish(new ContactChanged(contact, profile));
        }
    }

    /** Says what a channel is like, once all of it is known. */
    public static void describe(IrcLink link, JoinedChannel channel) {
        RoomDetails details = channel.details();
        if (details != null) {
            link.publish(channel, new RoomDescribed(channel.room(), details));
        }
    }
}
