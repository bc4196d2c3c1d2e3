package im.isthmus.irc.inbound;

import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.LegacyAddressee.ToRoom;
import im.isthmus.core.backend.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.MessageEvent.MessageAccepted;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.format.MircText;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.pending.PendingMessage;
import im.isthmus.irc.pending.PendingRequest;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What somebody says, the user included: PRIVMSG and NOTICE. */
final class Messages {
    private final InstantSource clock;
    private final Talks talks;

    Messages(InstantSource clock) {
        this.clock = clock;
        this.talks = new Talks(clock);
    }

    void privmsg(IrcLink link, IrcMessage message) {
        received(link, message, false);
    }

    void notice(IrcLink link, IrcMessage message) {
        received(link, message, true);
    }

    /** A label came back with nothing else: the network has the line (labeled-response, ACK). */
    void acknowledged(IrcLink link, IrcMessage message) {
        long label = link.server().labels().of(message);
        if (label == 0) {
            return;
        }
        PendingMessage sent = link.messages().delivered(label, "", link.server().mapping());
        if (sent != null) {
            reflect(link, sent, message);
            return;
        }
        PendingRequest done = link.requests().take(label, _ -> false);
        if (done != null) {
            // Done, although nothing has changed by it.
            link.publish(done.refused(new BackendFailure.Rejected("Nothing has changed.")));
        }
    }

    private void received(IrcLink link, IrcMessage message, boolean notice) {
        String nick = message.nick();
        String target = message.param(0);
        if (link.server().isMe(nick) && isEcho(link, message, target)) {
            return;
        }
        JoinedChannel channel = channel(link, target);
        if (channel != null) {
            inChannel(link, channel, message, nick);
        } else if (isServer(message)) {
            talks.server(link, message);
        } else if (link.server().isMe(target)) {
            talks.toUser(link, message, nick, notice);
        }
    }

    /** Whether this is what the user said, coming back (IRCv3 echo-message). */
    private boolean isEcho(IrcLink link, IrcMessage message, String target) {
        if (!link.server().has("echo-message")) {
            return false;
        }
        PendingMessage sent =
                link.messages()
                        .delivered(
                                link.server().labels().of(message),
                                target,
                                link.server().mapping());
        if (sent != null) {
            reflect(link, sent, message);
            return true;
        }
        // From another client of the same user, behind a bouncer: in channels it is news.
        return channel(link, target) == null && !link.server().isMe(target);
    }

    private static void reflect(IrcLink link, PendingMessage sent, IrcMessage echo) {
        if (!sent.reflect()) {
            return;
        }
        if (!(sent.to() instanceof ToRoom to)) {
            link.publish(new MessageAccepted(sent.to(), sent.ref(), echo.tag("msgid")));
        } else {
            link.publish(
                    new RoomMessage(
                            to.room(),
                            link.server().nick(),
                            sent.body(),
                            sent.ref(),
                            echo.tag("msgid"),
                            null));
        }
    }

    private void inChannel(IrcLink link, JoinedChannel channel, IrcMessage message, String nick) {
        String text = message.param(1);
        String said = Ctcp.isCtcp(text) ? Ctcp.action(text) : text;
        String body = said == null ? "" : MircText.strip(said);
        if (!body.isBlank()) {
            // A server that speaks to a channel is nobody there: the room itself says it.
            String speaker = isServer(message) ? "" : nick;
            link.publish(
                    channel,
                    new RoomMessage(
                            channel.room(),
                            speaker,
                            body,
                            null,
                            message.tag("msgid"),
                            ServerTime.ofPast(message, clock)));
        }
    }

    /** Servers are no {@code nick!user@host}, and their names have dots, which nicks have not. */
    private static boolean isServer(IrcMessage message) {
        String source = message.source();
        return source == null || (source.indexOf('!') < 0 && source.indexOf('.') >= 0);
    }

    /** The channel of a target, which may begin with a rank sign (ISUPPORT STATUSMSG). */
    private static @Nullable JoinedChannel channel(IrcLink link, String target) {
        JoinedChannel channel = link.channel(target);
        boolean isPart =
                channel == null
                        && target.length() > 1
                        && link.server()
                                        .supports()
                                        .statusMessagePrefixes()
                                        .indexOf(target.charAt(0))
                                >= 0;
        return isPart ? link.channel(target.substring(1)) : channel;
    }
}
