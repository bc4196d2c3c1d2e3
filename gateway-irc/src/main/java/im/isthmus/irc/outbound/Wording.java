package im.isthmus.irc.outbound;

import im.isthmus.core.content.Content;
import im.isthmus.core.content.Span;
import im.isthmus.irc.channel.JoinedChannel;
import im.isthmus.irc.format.MircWriter;
import im.isthmus.irc.network.IrcLink;
import im.isthmus.irc.settings.IrcPreferences;
import java.util.List;

/** What a message says in IRC's way of writing, before it is cut into lines. */
final class Wording {
    /** How XMPP writes an action (XEP-0245). */
    static final String ACTION = "/me ";

    private Wording() {}

    /**
     * The text with codes for its looks, where the user wants them and the channel bears them; an
     * action keeps its {@link #ACTION}.
     *
     * @param target nick or channel it goes to
     */
    static String of(IrcLink link, String target, Content content) {
        boolean styled = link.preference(IrcPreferences.STYLED) && !isPlain(link, target);
        if (!styled || content.spans().isEmpty()) {
            return content.body();
        }
        return content.body().startsWith(ACTION)
                ? ACTION + MircWriter.write(moved(content, -ACTION.length(), ""))
                : MircWriter.write(content);
    }

    /** With other words in front. */
    static Content after(String words, Content content) {
        return moved(content, words.length(), words);
    }

    /** Whether a channel refuses codes, or takes them away. */
    private static boolean isPlain(IrcLink link, String target) {
        JoinedChannel channel = link.channel(target);
        return channel != null && channel.plain();
    }

    private static Content moved(Content content, int by, String words) {
        List<Span> spans =
                content.spans().stream()
                        .filter(span -> span.end() + by > 0)
                        .map(span -> span.at(Math.max(0, span.start() + by), span.end() + by))
                        .toList();
        String rest = content.body().substring(Math.max(0, -by));
        return content.withBody(words + rest).withSpans(spans);
    }
}
