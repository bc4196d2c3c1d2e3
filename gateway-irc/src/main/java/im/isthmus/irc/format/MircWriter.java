package im.isthmus.irc.format;

import im.isthmus.core.content.Content;
import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a user writes as text with the formatting codes of IRC. The directives of Message Styling
 * (XEP-0393) give way to the codes; quotations stay as they are typed, for that is how IRC quotes.
 */
public final class MircWriter {
    private static final String BOLD = "\u0002";
    private static final String ITALIC = "\u001D";
    private static final String UNDERLINE = "\u001F";
    private static final String STRIKE = "\u001E";
    private static final String MONOSPACE = "\u0011";
    private static final String FENCE = "```";

    /** A code that changes nothing, to part colours from digits of the text behind them. */
    private static final String NOTHING = BOLD + BOLD;

    private final String text;
    private final boolean[] dropped;
    private final TreeMap<Integer, List<Span>> borders = new TreeMap<>();

    private MircWriter(String text) {
        this.text = text;
        this.dropped = new boolean[text.length()];
    }

    /** The body with codes for all its looks that IRC has. */
    public static String write(Content content) {
        if (content.spans().isEmpty()) {
            return content.body();
        }
        var writer = new MircWriter(content.body());
        content.spans().forEach(writer::add);
        return writer.render(content.spans());
    }

    private void add(Span span) {
        boolean fits = span.start() >= 0 && span.start() < span.end();
        if (!fits || span.end() > text.length() || span.style() == Style.QUOTE) {
            return;
        }
        borders.computeIfAbsent(span.start(), _ -> new ArrayList<>()).add(span);
        borders.computeIfAbsent(span.end(), _ -> new ArrayList<>()).add(span);
        if (span.style() == Style.CODE_BLOCK) {
            dropFences(span);
        } else {
            dropDirectives(span);
        }
    }

    private void dropDirectives(Span span) {
        char directive =
                switch (span.style()) {
                    case BOLD -> '*';
                    case ITALIC -> '_';
                    case STRIKE -> '~';
                    case CODE -> '`';
                    case UNDERLINE, COLOUR, BACKGROUND, LINK, ITEM, CODE_BLOCK, QUOTE -> 0;
                };
        boolean written =
                span.end() - span.start() > 2
                        && text.charAt(span.start()) == directive
                        && text.charAt(span.end() - 1) == directive;
        if (written) {
            dropped[span.start()] = true;
            dropped[span.end() - 1] = true;
        }
    }

    private void dropFences(Span span) {
        if (!text.startsWith(FENCE, span.start())) {
            return;
        }
        int first = text.indexOf('\n', span.start());
        if (first < 0 || first >= span.end()) {
            return;
        }
        drop(span.start(), first + 1);
        int last = text.lastIndexOf('\n', span.end() - 1);
        if (last >= first && text.substring(last + 1, span.end()).equals(FENCE)) {
            drop(last, span.end());
        }
    }

    private void drop(int from, int to) {
        for (int i = from; i < to; i++) {
            dropped[i] = true;
        }
    }

    /** Nothing is closed at the end: the end of a line does that. */
    private String render(List<Span> spans) {
        var out = new StringBuilder(text.length() + 4 * spans.size());
        var state = new CodeState();
        for (int i = 0; i < text.length(); i++) {
            List<Span> here = borders.get(i);
            if (here != null) {
                for (Span span : here) {
                    state.change(span, span.start() == i);
                }
            }
            if (!dropped[i] && text.charAt(i) == '\n') {
                state.rest(out);
                out.append('\n');
            } else if (!dropped[i]) {
                state.write(out, text.charAt(i));
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    /** Which looks are wanted, and which hold where the text is now. */
    private static final class CodeState {
        private static final List<Style> TOGGLES =
                List.of(Style.BOLD, Style.ITALIC, Style.UNDERLINE, Style.STRIKE, Style.CODE);

        private final List<Span> wanted = new ArrayList<>();
        private final List<Style> held = new ArrayList<>();
        private String colours = "";
        private Set<Style> toggles = Set.of();
        private int letters = Palette.DEFAULT;
        private int behind = Palette.DEFAULT;

        /** What spans want is found out where one begins or ends, and not for each character. */
        void change(Span span, boolean begins) {
            if (begins) {
                wanted.add(span);
            } else {
                wanted.remove(span);
            }
            toggles = TOGGLES.stream().filter(this::wants).collect(Collectors.toSet());
            letters = colour(Style.COLOUR);
            behind = colour(Style.BACKGROUND);
        }

        void write(StringBuilder out, char next) {
            for (Style style : TOGGLES) {
                if (toggles.contains(style) != held.contains(style)) {
                    out.append(code(style));
                    if (!held.remove(style)) {
                        held.add(style);
                    }
                }
            }
            String now = colours();
            if (!now.equals(colours)) {
                // Without a background of its own the former one would stay.
                out.append(MircText.COLOUR).append(now);
                boolean swallowed = Character.isDigit(next) || next == ',';
                out.append(swallowed ? NOTHING : "");
                colours = now;
            }
        }

        /** A line ends: each has its own codes, for each may go by itself. */
        void rest(StringBuilder out) {
            TOGGLES.stream().filter(held::contains).forEach(style -> out.append(code(style)));
            out.append(colours.isEmpty() ? "" : MircText.COLOUR);
            held.clear();
            colours = "";
        }

        private boolean wants(Style style) {
            for (Span span : wanted) {
                boolean code = style == Style.CODE && span.style() == Style.CODE_BLOCK;
                if (span.style() == style || code) {
                    return true;
                }
            }
            return false;
        }

        private String colours() {
            if (letters == Palette.DEFAULT && behind == Palette.DEFAULT) {
                return "";
            }
            boolean alone = behind == Palette.DEFAULT && !colours.contains(",");
            return "%02d".formatted(letters) + (alone ? "" : ",%02d".formatted(behind));
        }

        private int colour(Style style) {
            String colour = null;
            for (Span span : wanted) {
                colour = span.style() == style ? span.value() : colour;
            }
            return colour == null ? Palette.DEFAULT : Palette.nearest(colour);
        }

        private static String code(Style style) {
            return switch (style) {
                case BOLD -> BOLD;
                case ITALIC -> ITALIC;
                case UNDERLINE -> UNDERLINE;
                case STRIKE -> STRIKE;
                case CODE, CODE_BLOCK -> MONOSPACE;
                case COLOUR, BACKGROUND, QUOTE, LINK, ITEM -> "";
            };
        }
    }
}
