package im.isthmus.irc.batch;

import im.isthmus.irc.message.IrcMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One message of several lines, as it comes (IRCv3 draft/multiline). */
public final class Multiline {
    static final Set<String> TYPES = Set.of("draft/multiline", "multiline");

    private Multiline() {}

    /** Whether a batch is such a message. */
    public static boolean is(Batch batch) {
        return TYPES.contains(batch.type());
    }

    /**
     * The message that it is, with the tags of the whole and line feeds in its text; null if there
     * is nothing in it.
     */
    public static @Nullable IrcMessage join(Batch batch) {
        StringBuilder text = new StringBuilder();
        IrcMessage first = null;
        for (IrcMessage line : batch.lines()) {
            boolean isText = line.command().equals("PRIVMSG") || line.command().equals("NOTICE");
            if (!isText || (first != null && !line.command().equals(first.command()))) {
                continue;
            }
            boolean joined =
                    line.tag("draft/multiline-concat") != null
                            || line.tag("multiline-concat") != null;
            if (first != null && !joined) {
                text.append('\n');
            }
            text.append(line.param(1));
            first = first == null ? line : first;
        }
        return first == null ? null : first.as(tags(first, batch.opening()), text.toString());
    }

    /** The whole has its tags on the line that opens it. */
    private static Map<String, String> tags(IrcMessage first, IrcMessage opening) {
        Map<String, String> tags = new HashMap<>(first.tags());
        tags.remove("batch");
        tags.putAll(opening.tags());
        return tags;
    }
}
