package im.isthmus.irc.outbound;

import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.Reply;
import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.message.LineSplitter;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.outbound.tagged.MultilineBatch;
import im.isthmus.irc.spoken.SpokenMessages;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines that one message of the user becomes.
 *
 * @param whole whether the network takes them as one message (IRCv3 draft/multiline)
 */
record Composition(List<IrcMessage> lines, boolean whole) {
    /** More lines in one message are a flood; networks throw people out for it. */
    private static final int MAX_LINES = 40;

    /**
     * The lines of a message.
     *
     * @param target nick or channel in IRC's words
     * @param addressed whether those who see no tags are to see by a name whom it answers
     */
    static Composition of(IrcLink link, String target, Content content, boolean addressed)
            throws BackendException {
        String text = Wording.of(link, target, addressed ? addressed(link, content) : content);
        List<String> pieces = pieces(link, target, text);
        if (pieces.size() > 1 && !text.startsWith(Wording.ACTION)) {
            List<IrcMessage> batch = MultilineBatch.of(link, target, text);
            if (!batch.isEmpty()) {
                batch.set(0, tagged(link, batch.getFirst(), content.reply()));
                return new Composition(batch, true);
            }
        }
        List<IrcMessage> lines = new ArrayList<>(pieces.size());
        for (String piece : pieces) {
            IrcMessage line = IrcMessage.of("PRIVMSG", target, piece);
            lines.add(lines.isEmpty() ? tagged(link, line, content.reply()) : line);
        }
        return new Composition(lines, false);
    }

    /** How many lines people see of it, who see it as several; 1 if the network keeps it one. */
    int height() {
        return whole ? 1 : lines.size();
    }

    /** Refuses a flood. */
    void checkFits() throws BackendException {
        if (height() > MAX_LINES) {
            throw Outbound.badValue(
                    "This is too long for IRC: {0} lines of at most {1}.", height(), MAX_LINES);
        }
    }

    private static List<String> pieces(IrcLink link, String target, String text)
            throws BackendException {
        LineSplitter splitter = link.server().splitter(target);
        List<String> pieces =
                text.startsWith(Wording.ACTION)
                        ? splitter.splitAction(target, text.substring(Wording.ACTION.length()))
                        : splitter.split("PRIVMSG", target, text);
        if (pieces.isEmpty()) {
            throw Outbound.badValue("IRC cannot carry an empty message.");
        }
        return pieces;
    }

    /** With the nick of whom it answers in front, as people on IRC write it. */
    private static Content addressed(IrcLink link, Content content) {
        Reply reply = content.reply();
        String author = reply == null ? null : reply.author();
        String body = content.body();
        boolean clear =
                author == null
                        || author.isEmpty()
                        || link.server().isMe(author)
                        || body.startsWith(author)
                        || body.startsWith(Wording.ACTION);
        return clear ? content : Wording.after(author + ": ", content);
    }

    private static IrcMessage tagged(IrcLink link, IrcMessage line, @Nullable Reply reply) {
        String answered = reply == null ? null : reply.message().legacyId();
        return answered == null || !SpokenMessages.isFit(answered)
                ? line
                : link.server().answering(line, answered);
    }
}
