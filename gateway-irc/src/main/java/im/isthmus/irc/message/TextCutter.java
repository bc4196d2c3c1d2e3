package im.isthmus.irc.message;

import java.nio.charset.Charset;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;

/**
 * Cuts lines of text into pieces of so many bytes, and carries formatting over from each to the
 * next. Has one owner.
 */
final class TextCutter {
    private final Charset charset;
    private final int budget;
    private final OpenFormatting formatting = new OpenFormatting();

    /**
     * @param budget bytes of a piece, at least 32: formatting needs some
     */
    TextCutter(Charset charset, int budget) {
        this.charset = charset;
        this.budget = budget;
    }

    /** Adds the pieces of a line. The space that a cut falls on is dropped. */
    void cut(String line, List<String> pieces) {
        for (String rest = line; !rest.isEmpty(); ) {
            String codes = formatting.reopen(rest);
            int end = end(rest, budget - codes.length());
            String piece = rest.substring(0, end);
            if (OpenFormatting.isVisible(piece)) {
                pieces.add(codes + piece);
            }
            formatting.follow(piece);
            boolean onSpace = end < rest.length() && rest.charAt(end) == ' ';
            rest = rest.substring(onSpace ? end + 1 : end);
        }
    }

    /** Adds the pieces of a line as they are, each with the space at its end that it was cut on. */
    void cutWhole(String line, List<String> pieces) {
        for (String rest = line; !rest.isEmpty(); ) {
            int end = end(rest, budget - 1);
            boolean onSpace = end < rest.length() && rest.charAt(end) == ' ';
            int next = onSpace ? end + 1 : end;
            pieces.add(rest.substring(0, next));
            rest = rest.substring(next);
        }
    }

    /** As much of a text as fits. */
    String start(String text) {
        return text.substring(0, longest(text, budget));
    }

    /** Where to cut a text so that what is before fits into so many bytes. */
    private int end(String text, int room) {
        int end = longest(text, room);
        if (end == text.length() || text.charAt(end) == ' ') {
            return end;
        }
        int space = text.lastIndexOf(' ', end);
        return space > end / 2 ? space : end;
    }

    /** The longest start that fits and ends between graphemes and not in a formatting code. */
    private int longest(String text, int room) {
        if (bytes(text, 0, text.length()) <= room) {
            return text.length();
        }
        BreakIterator graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
        graphemes.setText(text);
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int next = next(text, end, graphemes);
            bytes += bytes(text, end, next);
            if (bytes > room) {
                return end > 0 ? end : within(text, next, room);
            }
            end = next;
        }
        return end;
    }

    private static int next(String text, int from, BreakIterator graphemes) {
        int code = OpenFormatting.codeEnd(text, from);
        if (code > from) {
            return code;
        }
        boolean ascii =
                text.charAt(from) < 0x80
                        && (from + 1 == text.length() || text.charAt(from + 1) < 0x80);
        return ascii ? from + 1 : graphemes.following(from);
    }

    /** One grapheme, such as a letter under a tower of accents, is too much: as much as fits. */
    private int within(String text, int grapheme, int room) {
        int end = text.offsetByCodePoints(0, 1);
        for (int next = end; next <= grapheme && bytes(text, 0, next) <= room; ) {
            end = next;
            next = next == text.length() ? next + 1 : text.offsetByCodePoints(next, 1);
        }
        return end;
    }

    private int bytes(String text, int from, int to) {
        if (to - from == 1 && text.charAt(from) < 0x80) {
            return 1;
        }
        return text.substring(from, to).getBytes(charset).length;
    }
}
