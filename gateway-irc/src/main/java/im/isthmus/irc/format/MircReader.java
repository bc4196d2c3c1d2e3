package im.isthmus.irc.format;

import im.isthmus.core.content.Content;
import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Text with the formatting codes of IRC as a text and how its parts look. Takes time in proportion
 * to the text. Whatever is no code and no text, such as other control characters, vanishes.
 */
public final class MircReader {
    /** What has more is art, of which the text alone is shown. */
    private static final int MAX_SPANS = 200;

    private static final Map<Character, Style> TOGGLES =
            Map.of(
                    '\u0002', Style.BOLD,
                    '\u001D', Style.ITALIC,
                    '\u001F', Style.UNDERLINE,
                    '\u001E', Style.STRIKE,
                    '\u0011', Style.CODE);

    private static final char RESET = '\u000F';
    private static final char REVERSE = '\u0016';

    /** A look that holds from a place on. */
    private record Begun(int at, String colour) {}

    private final String text;
    private final StringBuilder plain;
    private final List<Span> spans = new ArrayList<>();
    private final Map<Style, Begun> open = new EnumMap<>(Style.class);
    private String foreground = "";
    private String background = "";
    private boolean reversed;

    private MircReader(String text) {
        this.text = text;
        this.plain = new StringBuilder(text.length());
    }

    /** What a line says. */
    public static Content read(String line) {
        String stripped = MircText.strip(line);
        if (stripped.length() == line.length()) {
            return Content.of(line);
        }
        var reader = new MircReader(line);
        reader.walk();
        return reader.spans.isEmpty() || reader.spans.size() > MAX_SPANS
                ? Content.of(stripped)
                : Content.of(reader.plain.toString()).withSpans(reader.sorted());
    }

    private void walk() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int end = MircText.codeEnd(text, i);
            Style style = TOGGLES.get(c);
            if (style != null) {
                toggle(style);
            } else if (c == RESET) {
                reset();
            } else if (c == REVERSE) {
                reversed = !reversed;
                paint();
            } else if (c == MircText.COLOUR || c == MircText.HEX_COLOUR) {
                colour(c, text.substring(i + 1, end));
            } else if (end == i) {
                plain.append(c);
                end++;
            }
            i = end;
        }
        reset();
    }

    private void toggle(Style style) {
        if (open.containsKey(style)) {
            end(style);
        } else {
            open.put(style, new Begun(plain.length(), ""));
        }
    }

    private void reset() {
        foreground = "";
        background = "";
        reversed = false;
        List.copyOf(open.keySet()).forEach(this::end);
    }

    /** Without digits the code ends all colours; without a comma it leaves the background. */
    private void colour(char code, String digits) {
        int comma = digits.indexOf(',');
        if (digits.isEmpty()) {
            background = "";
        }
        foreground = named(code, comma < 0 ? digits : digits.substring(0, comma));
        if (comma >= 0) {
            background = named(code, digits.substring(comma + 1));
        }
        paint();
    }

    private static String named(char code, String digits) {
        if (digits.isEmpty() || code == MircText.HEX_COLOUR) {
            return digits.isEmpty() ? "" : "#" + digits.toLowerCase(java.util.Locale.ROOT);
        }
        return Palette.colour(Integer.parseInt(digits));
    }

    /** Reversed, each colour is where the other was; what has none is black on white then. */
    private void paint() {
        String letters = reversed ? orElse(background, "#ffffff") : foreground;
        String behind = reversed ? orElse(foreground, "#000000") : background;
        paint(Style.COLOUR, letters);
        paint(Style.BACKGROUND, behind);
    }

    private static String orElse(String colour, String other) {
        return colour.isEmpty() ? other : colour;
    }

    private void paint(Style style, String colour) {
        Begun begun = open.get(style);
        if (begun != null && begun.colour().equals(colour)) {
            return;
        }
        end(style);
        if (!colour.isEmpty()) {
            open.put(style, new Begun(plain.length(), colour));
        }
    }

    private void end(Style style) {
        Begun begun = open.remove(style);
        if (begun != null && begun.at() < plain.length()) {
            String colour = begun.colour().isEmpty() ? null : begun.colour();
            spans.add(new Span(begun.at(), plain.length(), style, colour));
        }
    }

    private List<Span> sorted() {
        spans.sort(
                Comparator.comparingInt(Span::start)
                        .thenComparing(Span::end, Comparator.reverseOrder())
                        .thenComparing(Span::style));
        return spans;
    }
}
