package im.isthmus.email.text;

/** Text under construction: words become lines, lines paragraphs, with quotation marks before. */
final class TextLines {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private final Looks textLooks = new Looks();
    private final Looks lineLooks = new Looks();
    private HtmlLook look = HtmlLook.NONE;
    private int quote;
    private boolean space;
    private boolean gap;
    private int gapQuote;

    /** How the words that follow look. */
    void look(HtmlLook next) {
        look = next;
    }

    private void append(char c) {
        line.append(c);
        lineLooks.add(look);
    }

    /** Words between any kind of white space. */
    void words(String words) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00a0') {
                space = !line.isEmpty();
            } else if (c != '\u200b' && c != '\u00ad' && c != '\u034f') {
                if (space) {
                    line.append(' ');
                    lineLooks.add(lineLooks.last().and(look));
                    space = false;
                }
                append(c);
            }
        }
    }

    /** What marks an item of a list; its spaces matter. */
    void mark(String mark) {
        line.append(mark);
        lineLooks.add(HtmlLook.MARK, mark.length());
        space = false;
    }

    /** Text whose lines and spaces matter. */
    void preformatted(String words) {
        String[] parts = words.split("\n", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                lineBreak();
            }
            parts[i].replace("\r", "").replace('\t', ' ').chars().forEach(c -> append((char) c));
        }
    }

    /** How much there is so far, in characters. */
    int length() {
        return text.length() + line.length();
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
            lineLooks.clear();
            leaveGap();
            return;
        }
        if (gap) {
            text.append(prefix(Math.min(gapQuote, quote)).stripTrailing()).append('\n');
        }
        gap = false;
        text.append(prefix(quote));
        textLooks.add(HtmlLook.NONE, text.length() - textLooks.size());
        text.append(done).append('\n');
        textLooks.take(lineLooks, done.length());
        textLooks.add(HtmlLook.NONE);
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

    LookedText text() {
        line();
        String whole = text.toString();
        String stripped = whole.strip();
        int start = whole.length() - whole.stripLeading().length();
        return new LookedText(stripped, textLooks.spans(start, start + stripped.length()));
    }

    private static String prefix(int depth) {
        return "> ".repeat(depth);
    }
}
