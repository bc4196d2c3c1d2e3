package im.isthmus.irc.inbound.member;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.LegacyEvent.OccupantChanged;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.channel.Member;
import im.isthmus.irc.format.MircText;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.network.talking.Away;
import java.util.function.Predicate;

/** What changes about people: away-notify, account-notify, chghost and 301. */
public final class UserState {
    private UserState() {}

    /** {@code AWAY :text}, or without a text: back. */
    public static void away(IrcLink link, IrcMessage message) {
        boolean away = !message.param(0).isEmpty();
        String text = away ? text(message.param(0)) : null;
        change(link, message.nick(), member -> member.away(away, text));
        link.watch().away(message.nick(), text);
    }

    /** {@code ACCOUNT name}, or {@code *}: logged out. */
    public static void account(IrcLink link, IrcMessage message) {
        change(link, message.nick(), member -> member.account(message.param(0)));
    }

    /** {@code CHGHOST user host}. */
    public static void changedHost(IrcLink link, IrcMessage message) {
        String userhost = message.param(0) + '@' + message.param(1);
        change(
                link,
                message.nick(),
                member -> {
                    boolean news = !userhost.equals(member.userhost());
                    member.userhost(userhost);
                    return news;
                });
    }

    /** {@code 301 me nick :text}: whom the user wrote to, or asked about, is away. */
    public static void isAway(IrcLink link, IrcMessage message) {
        String nick = message.param(1);
        String text = text(message.lastParam());
        change(link, nick, member -> member.away(true, text));
        link.watch().away(nick, text);
        if (!link.addresses().knows(nick, link.server().mapping())) {
            link.console().answer(message);
            return;
        }
        LegacyContact contact = link.addresses().contact(nick, link.server().mapping());
        if (contact != null && link.addresses().isNewAway(nick, text, link.server().mapping())) {
            link.publish(
                    new PrivateMessage(
                            contact,
                            text.isEmpty() ? "/me is away." : "/me is away: " + text,
                            null));
        }
    }

    private static String text(String away) {
        return away.equals(Away.NO_REASON) ? "" : MircText.strip(away);
    }

    private static void change(IrcLink link, String nick, Predicate<Member> change) {
        for (JoinedChannel channel : link.channels().all()) {
            Member member = channel.mirror().member(nick);
            if (member != null && change.test(member)) {
                var occupant = channel.mirror().occupant(member);
                link.publish(channel, new OccupantChanged(channel.room(), occupant));
            }
        }
    }
}
