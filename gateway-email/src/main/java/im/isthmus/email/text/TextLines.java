package im.isthmus.email.text;

/** Text under construction: words become lines, lines paragraphs, with quotation marks before. */
final class TextLines {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private int quote;
    private boolean space;
    private boolean gap;
    private int gapQuote;

    /** Words between any kind of white space. */
    void words(String words) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00a0') {
                space = !line.isEmpty();
            } else if (c != '\u200b' && c != '\u00ad' && c != '\u034f') {
                if (space) {
                    line.append(' ');
                    space = false;
                }
                line.append(c);
            }
        }
    }

    /** Words whose spaces matter. */
    void raw(String words) {
        line.append(words);
        space = false;
    }

    /** Text whose lines and spaces matter. */
    void preformatted(String words) {
        String[] parts = words.split("\n", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                lineBreak();
            }
            line.append(parts[i].replace("\r", "").replace('\t', ' '));
        }
    }

    boolean isLineEmpty() {
        return line.isEmpty();
    }

    /** Ends the line if there is one. */
    void line() {
        if (!line.isEmpty()) {
            lineBreak();
        }
    }

    /** Ends the line, be it empty. */
    void lineBreak() {
        String done = line.toString().stripTrailing();
        line.setLength(0);
        space = false;
        if (done.isEmpty()) {
            leaveGap();
            return;
        }
        if (gap) {
            text.append(prefix(Math.min(gapQuote, quote)).stripTrailing()).append('\n');
        }
        gap = false;
        text.append(prefix(quote)).append(done).append('\n');
    }

    /** Ends the paragraph if there is one. */
    void paragraph() {
        line();
        leaveGap();
    }

    private void leaveGap() {
        gapQuote = gap ? Math.min(gapQuote, quote) : quote;
        gap = !text.isEmpty();
    }

    void quote(int more) {
        line();
        quote = Math.clamp(quote + (long) more, 0, 20);
    }

    String text() {
        line();
        return text.toString().strip();
    }

    private static String prefix(int depth) {
        return "> ".repeat(depth);
    }
}
