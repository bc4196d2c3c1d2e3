package im.isthmus.email.text;

import im.isthmus.core.content.Span;
import im.isthmus.core.content.Span.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The look of each character of a text under construction. */
final class Looks {
    /** Who has more of them gets the first. */
    private static final int MOST_SPANS = 200;

    private final List<HtmlLook> all = new ArrayList<>();

    void add(HtmlLook look) {
        all.add(look);
    }

    void add(HtmlLook look, int times) {
        for (int i = 0; i < times; i++) {
            all.add(look);
        }
    }

    /** Takes over the first looks of another one, which is empty then. */
    void take(Looks other, int length) {
        all.addAll(other.all.subList(0, length));
        other.all.clear();
    }

    int size() {
        return all.size();
    }

    void clear() {
        all.clear();
    }

    /** That of the last character. */
    HtmlLook last() {
        return all.isEmpty() ? HtmlLook.NONE : all.getLast();
    }

    /**
     * As spans.
     *
     * @param start of the text within these characters
     * @param end of the text within these characters
     */
    List<Span> spans(int start, int end) {
        List<Span> spans = new ArrayList<>();
        for (Style style : Style.values()) {
            int at = start;
            while (at < end && spans.size() < MOST_SPANS) {
                String value = all.get(at).value(style);
                int next = at + 1;
                while (next < end && Objects.equals(all.get(next).value(style), value)) {
                    next++;
                }
                if (value != null) {
                    String named = style.hasValue() ? value : null;
                    spans.add(new Span(at - start, next - start, style, named));
                }
                at = next;
            }
        }
        return spans;
    }
}
