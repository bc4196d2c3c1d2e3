package im.isthmus.irc.connection.sending;

import im.isthmus.irc.message.IrcMessage;
import im.isthmus.irc.message.LineSplitter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Fits a message into the line that the network takes. Where the last parameter is text for people
 * it is cut as the network would cut it, but never inside a character.
 */
public final class OutgoingLine {
    private static final Set<String> TEXTS =
            Set.of(
                    "PRIVMSG", "NOTICE", "TOPIC", "AWAY", "KICK", "PART", "QUIT", "SETNAME", "USER",
                    "WALLOPS");

    private OutgoingLine() {}

    /**
     * The bytes to send.
     *
     * @param limit bytes with CR and LF, without tags
     * @throws IllegalArgumentException if it does not fit and must not be cut
     */
    public static byte[] encode(IrcMessage message, Charset charset, int limit) {
        byte[] line = message.encode(charset);
        int excess = withoutTags(line) - limit;
        if (excess <= 0) {
            return line;
        }
        String text = message.lastParam();
        int room = text.getBytes(charset).length - excess;
        if (room <= 0 || !TEXTS.contains(message.command())) {
            throw new IllegalArgumentException(message + " is " + excess + " bytes too long");
        }
        List<String> params = new ArrayList<>(message.params());
        params.set(params.size() - 1, LineSplitter.cut(text, room, charset));
        var fitting = IrcMessage.of(message.command(), params.toArray(String[]::new));
        for (var tag : message.tags().entrySet()) {
            fitting = fitting.withTag(tag.getKey(), tag.getValue());
        }
        return fitting.encode(charset);
    }

    private static int withoutTags(byte[] line) {
        int start = 0;
        if (line[0] == '@') {
            while (line[start++] != ' ') {
                // to the end of the tags
            }
        }
        return line.length - start;
    }
}
