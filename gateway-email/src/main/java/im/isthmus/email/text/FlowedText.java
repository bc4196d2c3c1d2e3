package im.isthmus.email.text;

import java.util.ArrayList;
import java.util.List;

/** Paragraphs that any width can show (RFC 3676). */
public final class FlowedText {
    private static final int WIDTH = 72;

    private FlowedText() {}

    /**
     * Joins lines that were broken for sending only.
     *
     * @param deletesSpaces whether the space that marks a break was added (DelSp=yes)
     */
    public static String decode(String text, boolean deletesSpaces) {
        List<String> lines = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        int depth = -1;
        for (String raw : text.split("\n", -1)) {
            int quotes = quotes(raw);
            String line = raw.substring(quotes);
            line = line.startsWith(" ") ? line.substring(1) : line;
            boolean signature = line.equals("-- ");
            if (depth >= 0 && (quotes != depth || signature)) {
                lines.add(quoted(depth, paragraph));
                depth = -1;
            }
            if (depth < 0) {
                paragraph.setLength(0);
            }
            boolean flows = line.endsWith(" ") && !signature;
            paragraph.append(flows && deletesSpaces ? line.substring(0, line.length() - 1) : line);
            depth = flows ? quotes : -1;
            if (!flows) {
                lines.add(quoted(quotes, paragraph));
            }
        }
        if (depth >= 0) {
            lines.add(quoted(depth, paragraph));
        }
        return String.join("\n", lines);
    }

    /** Breaks long paragraphs, so that they can be joined again. */
    public static String encode(String text) {
        StringBuilder flowed = new StringBuilder();
        for (String paragraph : text.split("\n", -1)) {
            int quotes = quotes(paragraph.replace("> ", ">"));
            String mark = ">".repeat(quotes);
            String rest = paragraph;
            for (int i = 0; i < quotes; i++) {
                rest = rest.substring(rest.indexOf('>') + 1);
            }
            rest = quotes > 0 ? rest.strip() : rest.stripTrailing();
            String before = quotes > 0 ? mark + " " : "";
            while (rest.length() > WIDTH) {
                int space = rest.lastIndexOf(' ', WIDTH);
                space = space <= 0 ? rest.indexOf(' ', WIDTH) : space;
                if (space <= 0) {
                    break;
                }
                flowed.append(before).append(stuffed(rest.substring(0, space + 1), quotes));
                flowed.append('\n');
                rest = rest.substring(space + 1);
            }
            flowed.append(before).append(stuffed(rest, quotes)).append('\n');
        }
        return flowed.toString();
    }

    /** Section 4.4: what would be misread gets a space before. */
    private static String stuffed(String line, int quotes) {
        boolean risky = line.startsWith(" ") || line.startsWith("From ") || line.startsWith(">");
        return risky && quotes == 0 ? " " + line : line;
    }

    private static int quotes(String line) {
        int count = 0;
        while (count < line.length() && line.charAt(count) == '>') {
            count++;
        }
        return count;
    }

    private static String quoted(int depth, CharSequence paragraph) {
        return depth <= 0 ? paragraph.toString() : ">".repeat(depth) + " " + paragraph;
    }
}
