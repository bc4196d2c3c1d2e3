package im.isthmus.irc.message;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into pieces that each fit one line on the way to everybody: the network prepends the
 * sender's {@code nick!user@host} before it cuts at its limit. Line breaks separate pieces, blank
 * lines vanish, a cut falls on the last space or between graphemes, and formatting that is open at
 * a cut is opened again after it.
 */
public final class LineSplitter {
    /** CTCP, "ACTION". */
    private static final String ACTION_START = "\u0001ACTION ";

    private static final String ACTION_END = "\u0001";

    /** If the network claims an absurd address for the user: no loop without progress. */
    private static final int LEAST_BUDGET = 64;

    private final int lineLength;
    private final int prefixBytes;
    private final Charset charset;

    /**
     * @param lineLength bytes of a line with CR and LF, without tags: ISUPPORT LINELEN, else 512
     * @param prefixBytes bytes of the own {@code nick!user@host}
     * @param charset that the text will be sent in
     */
    public LineSplitter(int lineLength, int prefixBytes, Charset charset) {
        this.lineLength = lineLength;
        this.prefixBytes = prefixBytes;
        this.charset = charset;
    }

    /**
     * The pieces of a text, in order; none if it is blank.
     *
     * @param command that will carry them: PRIVMSG or NOTICE
     * @param target nick or channel they go to
     */
    public List<String> split(String command, String target, String body) {
        return split(body, budget(command, target));
    }

    /** The pieces of {@code /me text}, each a CTCP ACTION of its own. */
    public List<String> splitAction(String target, String body) {
        int budget = budget("PRIVMSG", target) - ACTION_START.length() - ACTION_END.length();
        return split(body, budget).stream()
                .map(piece -> ACTION_START + piece + ACTION_END)
                .toList();
    }

    /**
     * The pieces of one line of text that the receiver puts together again: nothing is dropped and
     * nothing added. A blank line is one empty piece.
     */
    public List<String> cutWhole(String target, String line) {
        int budget = Math.max(budget("PRIVMSG", target), LEAST_BUDGET);
        List<String> pieces = new ArrayList<>();
        new TextCutter(charset, budget).cutWhole(withoutFrames(line), pieces);
        return pieces.isEmpty() ? List.of("") : pieces;
    }

    /** The longest start of a text that fits, cut between graphemes; for topics and reasons. */
    public static String cut(String text, int bytes, Charset charset) {
        return new TextCutter(charset, bytes).start(text);
    }

    private int budget(String command, String target) {
        int frame = ":  ".length() + prefixBytes + command.length() + " :\r\n".length();
        return lineLength - frame - target.getBytes(charset).length;
    }

    private List<String> split(String body, int budget) {
        List<String> pieces = new ArrayList<>();
        var cutter = new TextCutter(charset, Math.max(budget, LEAST_BUDGET));
        withoutFrames(body).lines().forEach(line -> cutter.cut(line, pieces));
        return pieces;
    }

    /** NUL ends a line, and the other is CTCP's. */
    private static String withoutFrames(String text) {
        return text.replace("\0", "").replace("\u0001", "");
    }
}
