package im.isthmus.irc.inbound;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.LegacyEvent.PrivateMessage;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.content.Content;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.format.MircReader;
import im.isthmus.irc.inbound.tagged.ReplyTags;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.people.Face;
import im.isthmus.irc.person.Questions;
import im.isthmus.irc.spoken.ServerTime;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What people, services and servers say to the user alone. */
final class Talks {
    private final InstantSource clock;
    private final Ctcp ctcp;

    Talks(InstantSource clock) {
        this.clock = clock;
        this.ctcp = new Ctcp(clock);
    }

    /** The server's own words; before the user is welcomed they are noise. */
    void server(IrcLink link, IrcMessage message) {
        if (link.server().online()) {
            link.console().notice(message.lastParam());
        }
    }

    /** Operators tell all users of the servers of a mask something (RFC 2812 section 3.3.1). */
    void toEverybody(IrcLink link, IrcMessage message) {
        if (!Ctcp.isCtcp(message.param(1))) {
            link.console().tell("<" + message.nick() + "> " + message.param(1));
        }
    }

    void toUser(IrcLink link, IrcMessage message, String nick, boolean notice) {
        String text = message.param(1);
        String said = Ctcp.isCtcp(text) ? Ctcp.action(text) : text;
        if (said == null) {
            if (notice) {
                Questions.answered(link, nick, text);
            } else {
                ctcp.answer(link, nick, text);
            }
            return;
        }
        Content content = MircReader.read(said);
        String body = content.body();
        if (body.isBlank() || Messages.isReaction(link, message, body)) {
            return;
        }
        JoinedChannel place = place(link, message);
        if (place != null) {
            inRoom(link, place, message, said);
            return;
        }
        boolean fromService =
                notice
                        && isService(message)
                        && !link.addresses().knows(nick, link.server().mapping());
        if (!fromService || !toRoom(link, nick, body)) {
            toContact(link, message, nick, content, fromService);
        }
    }

    /** Where something said to the user alone belongs (IRCv3 channel-context); null for nowhere. */
    private static @Nullable JoinedChannel place(IrcLink link, IrcMessage message) {
        String draft = message.tag("+draft/channel-context");
        String name = draft == null ? message.tag("+channel-context") : draft;
        JoinedChannel channel = name == null ? null : link.channel(name);
        boolean there = channel != null && channel.mirror().member(message.nick()) != null;
        return there ? channel : null;
    }

    /** Who is in a channel with the user answers there, with the user's nick before it. */
    private void inRoom(IrcLink link, JoinedChannel channel, IrcMessage message, String said) {
        String marked = Messages.marked(link.server().nick(), said);
        link.publish(
                channel,
                new RoomMessage(
                        channel.room(),
                        message.nick(),
                        ReplyTags.content(link, message, MircReader.read(marked)),
                        null,
                        message.tag("msgid"),
                        ServerTime.ofPast(message, clock)));
    }

    private void toContact(
            IrcLink link, IrcMessage message, String nick, Content content, boolean fromService) {
        LegacyContact contact =
                fromService ? null : link.addresses().contact(nick, link.server().mapping());
        if (contact == null) {
            link.console().tell("<" + nick + "> " + content.body());
        } else {
            link.lifecycle().talked();
            warn(link, contact, message);
            String msgid = message.tag("msgid");
            link.talk().typists().said(new ToContact(contact), "");
            link.talk()
                    .spoken()
                    .said(
                            msgid,
                            link.server().fold(nick),
                            nick,
                            content.body(),
                            ServerTime.of(message));
            link.publish(
                    new PrivateMessage(
                            contact,
                            msgid,
                            ReplyTags.content(link, message, content),
                            ServerTime.ofPast(message, clock)));
        }
    }

    /** Tells if the nick seems to be somebody else's than before. */
    private static void warn(IrcLink link, LegacyContact contact, IrcMessage message) {
        Face said = new Face(message.tag("account"), message.userhost());
        String warning =
                link.acquaintances()
                        .meet(
                                link.server().fold(message.nick()),
                                said.or(Face.in(link.channels(), message.nick())));
        if (!warning.isEmpty()) {
            link.publish(new PrivateMessage(contact, warning, null));
        }
    }

    /** Services put the channel that they speak about in front: {@code [#channel] Welcome}. */
    private static boolean toRoom(IrcLink link, String nick, String body) {
        int end = body.indexOf(']');
        JoinedChannel channel =
                body.charAt(0) == '[' && end > 0 ? link.channel(body.substring(1, end)) : null;
        if (channel == null) {
            return false;
        }
        String rest = body.substring(end + 1).strip();
        link.publish(channel, new RoomMessage(channel.room(), nick, rest, null, null, null));
        return true;
    }

    private static boolean isService(IrcMessage message) {
        String userhost = message.userhost();
        return isService(message.nick()) || (userhost != null && userhost.contains("@services."));
    }

    /** NickServ and its like: by their names, since no protocol marks them. */
    static boolean isService(String nick) {
        String name = nick.toLowerCase(Locale.ROOT);
        return name.endsWith("serv") || name.equals("global");
    }
}
