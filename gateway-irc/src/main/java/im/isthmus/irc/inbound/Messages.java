package im.isthmus.irc.inbound;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.MessageEvent.MessageAccepted;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.core.content.Content;
import im.isthmus.irc.capability.Supports;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.format.MircReader;
import im.isthmus.irc.inbound.tagged.ReplyTags;
import im.isthmus.irc.inbound.tagged.TagMessages;
import im.isthmus.irc.inbound.watch.Speakers;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.pending.PendingMessage;
import im.isthmus.irc.pending.PendingRequest;
import im.isthmus.irc.spoken.ServerTime;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What somebody says, the user included: PRIVMSG and NOTICE. */
final class Messages {
    private final InstantSource clock;
    private final Talks talks;
    private final Elsewhere elsewhere;

    Messages(InstantSource clock) {
        this.clock = clock;
        this.talks = new Talks(clock);
        this.elsewhere = new Elsewhere(clock);
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
        if (done instanceof PendingRequest.Step step) {
            step.settled();
        } else if (done != null) {
            link.publish(done.acknowledged());
        }
    }

    private void received(IrcLink link, IrcMessage message, boolean notice) {
        String nick = message.nick();
        String target = message.param(0);
        boolean own = link.server().isMe(nick);
        if (own && isEcho(link, message, target)) {
            return;
        }
        JoinedChannel channel = channel(link, target);
        if (channel != null) {
            inChannel(link, channel, message, nick);
        } else if (isServer(message)) {
            talks.server(link, message);
        } else if (target.startsWith("$")) {
            talks.toEverybody(link, message);
        } else if (link.server().isMe(target)) {
            boolean _ = link.missed().hear(message);
            talks.toUser(link, message, nick, notice);
        } else if (own) {
            boolean _ = link.missed().hear(message);
            elsewhere.said(link, message);
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
            if (!(sent.to() instanceof ToRoom)) {
                boolean _ = link.missed().hear(message);
            }
            reflect(link, sent, message);
            return true;
        }
        return false;
    }

    private void reflect(IrcLink link, PendingMessage sent, IrcMessage echo) {
        String msgid = echo.tag("msgid");
        if (!sent.reflect()) {
            link.talk().spoken().part(msgid, sent.legacyId());
            return;
        }
        sent.named(msgid);
        link.talk()
                .spoken()
                .said(
                        msgid,
                        link.server().fold(sent.target()),
                        link.server().nick(),
                        sent.content().body(),
                        ServerTime.of(echo));
        if (!(sent.to() instanceof ToRoom to)) {
            link.publish(new MessageAccepted(sent.to(), sent.ref(), msgid));
        } else {
            heard(link, to.room(), echo);
            link.publish(
                    new RoomMessage(
                            to.room(),
                            link.server().nick(),
                            sent.content(),
                            sent.ref(),
                            msgid,
                            null));
        }
    }

    private void inChannel(IrcLink link, JoinedChannel channel, IrcMessage message, String nick) {
        RoomMessage said = said(link, channel, message, ServerTime.ofPast(message, clock));
        if (said == null || isReaction(link, message, said.body())) {
            return;
        }
        if (!said.nick().isEmpty()) {
            link.carrying().heard(said.legacyId() != null);
            if (link.server().isMe(nick)) {
                link.talk().ownWords().forget(link.server().fold(channel.name()));
            }
            link.talk().typists().said(new ToRoom(channel.room()), nick);
        }
        heard(link, channel.room(), message);
        Speakers.known(link, channel, message);
        link.publish(channel, said);
    }

    /** What somebody says or once said in a channel; null if it says nothing. */
    private static @Nullable RoomMessage said(
            IrcLink link, JoinedChannel channel, IrcMessage message, @Nullable Instant time) {
        String text = message.param(1);
        String said = Ctcp.isCtcp(text) ? Ctcp.action(text) : text;
        String sign = sign(link, message.param(0));
        Content content = MircReader.read(said == null ? "" : marked(sign, said));
        String body = content.body();
        if (body.isBlank()) {
            return null;
        }
        // A server that speaks to a channel is nobody there: the room itself says it.
        String speaker = isServer(message) ? "" : message.nick();
        String msgid = message.tag("msgid");
        if (!speaker.isEmpty()) {
            String folded = link.server().fold(channel.name());
            link.talk().spoken().said(msgid, folded, speaker, body, ServerTime.of(message));
        }
        return new RoomMessage(
                channel.room(),
                speaker,
                ReplyTags.content(link, message, content),
                null,
                msgid,
                time);
    }

    /**
     * What is not said to everybody there says to whom.
     *
     * @param whom those of a rank and above, by its sign, or a nick; empty for everybody
     */
    static String marked(String whom, String said) {
        String mark = "[" + whom + "] ";
        boolean plain = whom.isEmpty() || said.isBlank();
        boolean action = said.startsWith("/me ");
        return plain ? said : action ? "/me " + mark + said.substring(4) : mark + said;
    }

    /** As the network repeats it; null if it does not say when that was. */
    @Nullable RoomMessage past(IrcLink link, JoinedChannel channel, IrcMessage message) {
        Instant time = ServerTime.of(message);
        boolean gone = link.talk().spoken().isRedacted(message.tag("msgid"));
        return time == null || gone ? null : said(link, channel, message, time);
    }

    /** As the network repeats what somebody said to the user alone, or the user to somebody. */
    void pastTalk(IrcLink link, IrcMessage message) {
        boolean notice = message.command().equals("NOTICE");
        String text = message.param(1);
        boolean said = (notice || message.command().equals("PRIVMSG")) && isSaid(text);
        if (said && link.server().isMe(message.nick())) {
            if (link.server().has("echo-message")) { // else nobody knows what went through us
                elsewhere.said(link, message);
            }
        } else if (said && !isServer(message)) {
            talks.toUser(link, message, message.nick(), notice);
        }
    }

    private static boolean isSaid(String text) {
        return !Ctcp.isCtcp(text) || Ctcp.action(text) != null;
    }

    /** From here on is what the user may miss when the link is lost. */
    private void heard(IrcLink link, LegacyRoom room, IrcMessage message) {
        Instant time = ServerTime.of(message);
        link.history().heard(room, message.tag("msgid"), time == null ? clock.instant() : time);
    }

    /** For clients without reactions some repeat them as words (IRCv3 draft/react). */
    static boolean isReaction(IrcLink link, IrcMessage message, String body) {
        return body.equals(message.tag("+draft/react")) && TagMessages.react(link, message);
    }

    /** Servers are no {@code nick!user@host}, and their names have dots, which nicks have not. */
    private static boolean isServer(IrcMessage message) {
        String source = message.source();
        return source == null || (source.indexOf('!') < 0 && source.indexOf('.') >= 0);
    }

    /** The channel of a target, which may begin with a rank sign (ISUPPORT STATUSMSG). */
    private static @Nullable JoinedChannel channel(IrcLink link, String target) {
        return link.channel(target.substring(sign(link, target).length()));
    }

    /** The rank sign before the name of a channel; empty if there is none. */
    private static String sign(IrcLink link, String target) {
        Supports supports = link.server().supports();
        boolean part =
                target.length() > 1
                        && supports.statusMessagePrefixes().indexOf(target.charAt(0)) >= 0
                        && supports.isChannel(target.substring(1))
                        && link.channel(target) == null;
        return part ? target.substring(0, 1) : "";
    }
}
