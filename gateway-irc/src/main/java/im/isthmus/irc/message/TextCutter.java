package im.isthmus.irc.message;

import java.nio.charset.Charset;
import java.util.List;

/** Cuts one line of text into pieces of so many bytes. */
final class TextCutter {
    private final Charset charset;
    private final int budget;

    TextCutter(Charset charset, int budget) {
        this.charset = charset;
        this.budget = budget;
    }

    String first(String text) {
        int end = text.length();
        while (end > 0 && text.substring(0, end).getBytes(charset).length > budget) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }

    void cut(String line, List<String> pieces) {
        String rest = line;
        while (!rest.isEmpty()) {
            String piece = first(rest);
            if (piece.isEmpty()) {
                return;
            }
            pieces.add(piece);
            rest = rest.substring(piece.length());
        }
    }
}
