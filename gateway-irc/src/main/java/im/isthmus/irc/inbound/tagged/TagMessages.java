package im.isthmus.irc.inbound.tagged;

import im.isthmus.core.backend.event.MessageEvent.Deed;
import im.isthmus.core.backend.event.MessageEvent.Reacted;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.pending.PendingRequest;
import im.isthmus.irc.spoken.SpokenMessages;
import im.isthmus.irc.spoken.SpokenMessages.Reaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people say by tags alone: that they type (IRCv3 typing), and reactions (draft/react). */
public final class TagMessages {
    /** An emoji with all its parts, or a short word. */
    private static final int MAX_REACTION_CHARS = 64;

    private TagMessages() {}

    /** {@code TAGMSG target}. */
    public static void tagmsg(IrcLink link, IrcMessage message) {
        if (Where.waits(link, message, () -> tagmsg(link, message))) {
            return;
        }
        String typing = message.tag("+typing");
        boolean own = link.server().isMe(message.nick());
        if (typing != null && !own) {
            Where where = Where.of(link, message.nick(), message.param(0));
            if (where != null) {
                link.talk().typists().heard(where.in(), where.nick(), typing);
            }
        }
        if (own) {
            settle(link, message);
        }
        boolean _ = react(link, message);
    }

    /** What the user asked for comes back: the network has it. */
    private static void settle(IrcLink link, IrcMessage message) {
        PendingRequest done = link.requests().take(link.server().labels().of(message), _ -> false);
        if (done != null) {
            link.publish(done.acknowledged());
        }
    }

    /** Shows a reaction, if a message is or has one. */
    public static boolean react(IrcLink link, IrcMessage message) {
        String on = message.tag("+draft/react");
        String off = message.tag("+draft/unreact");
        String emoji = on != null ? on : off;
        String about = ReplyTags.answered(message);
        Where where =
                emoji == null || about == null || !isReaction(emoji)
                        ? null
                        : Where.of(link, message.nick(), message.param(0));
        if (where == null || emoji == null || about == null) {
            return false;
        }
        SpokenMessages spoken = link.talk().spoken();
        String whole = spoken.whole(about);
        var reaction = new Reaction(where.name(), whole, message.nick(), emoji);
        show(link, where, reaction, on != null, message);
        if (on != null) {
            spoken.reacted(message.tag("msgid"), reaction);
        }
        return true;
    }

    /**
     * A reaction comes or goes.
     *
     * @param by what makes it so
     */
    static void show(IrcLink link, Where where, Reaction reaction, boolean on, IrcMessage by) {
        String about = reaction.msgid();
        String nick = reaction.nick();
        List<String> before = link.talk().reactions(where.in(), about, nick);
        List<String> all = link.talk().spoken().react(about, nick, reaction.emoji(), on);
        if (!all.equals(before)) { // as history repeats it
            String shown = where.nick().isEmpty() ? "" : nick;
            Deed deed = where.deed(link, by);
            where.publish(link, new Reacted(where.in(), shown, about, all, deed));
        }
    }

    private static boolean isReaction(@Nullable String emoji) {
        return emoji != null
                && !emoji.isBlank()
                && emoji.length() <= MAX_REACTION_CHARS
                && emoji.chars().noneMatch(c -> c < ' ');
    }
}
