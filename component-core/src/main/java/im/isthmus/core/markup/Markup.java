package im.isthmus.core.markup;

import im.isthmus.core.content.Span;
import im.isthmus.core.stanza.Xml;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** How the body of a message looks, in whichever of the three ways the client says it. */
public final class Markup {
    private static final String STYLING = "urn:xmpp:styling:0";

    /**
     * Of all spans together; each line is written with the marks of each, so more take for ever.
     */
    private static final int MOST_LINES = 100_000;

    private Markup() {}

    /**
     * The spans of a message's body: of Message Markup (XEP-0394) if there is some, else of
     * XHTML-IM (XEP-0071), else of Message Styling (XEP-0393), unless the message is not to be
     * styled.
     */
    public static List<Span> read(Element message, String body) {
        if (body.isEmpty()) {
            return List.of();
        }
        Element markup = Xml.find(message, "markup", SpanMarkup.NAMESPACE);
        if (markup != null) {
            return SpanMarkup.read(markup, body);
        }
        List<Span> xhtml = XhtmlStyles.read(message, body);
        if (xhtml != null) {
            return xhtml;
        }
        return Xml.find(message, "unstyled", STYLING) != null ? List.of() : Styling.spans(body);
    }

    /** A text with spans as clients are to see it. */
    public static Look look(String text, List<Span> spans) {
        return look(text, spans, false);
    }

    /**
     * As {@link #look(String, List)}.
     *
     * @param literal whether the text has no marks but those that the spans name
     */
    public static Look look(String text, List<Span> all, boolean literal) {
        List<Span> spans = lines(text, all) > MOST_LINES ? List.of() : all;
        boolean any = literal || !spans.isEmpty();
        String styled = any ? StyledText.of(text, spans) : text;
        Element html = XhtmlBody.of(text, spans);
        return styled == null
                ? new Look(text, spans, true, html)
                : new Look(styled, List.of(), false, html);
    }

    private static long lines(String text, List<Span> spans) {
        if (spans.isEmpty()) {
            return 0;
        }
        int[] ends =
                IntStream.range(0, text.length()).filter(i -> text.charAt(i) == '\n').toArray();
        return spans.stream()
                .mapToLong(span -> 1L + before(ends, span.end()) - before(ends, span.start()))
                .sum();
    }

    private static int before(int[] sorted, int place) {
        int found = Arrays.binarySearch(sorted, place);
        return found < 0 ? -1 - found : found;
    }

    /**
     * A text with its styles written into it, as far as they can be.
     *
     * @param body to send
     * @param beside what could not be written into it, to be said beside it (XEP-0394)
     * @param unstyled whether marks in the body are none (XEP-0393 section 4.3)
     * @param html all of it for clients that show XHTML-IM, if it has looks that only this can say;
     *     else null
     */
    public record Look(String body, List<Span> beside, boolean unstyled, @Nullable Element html) {
        /** Says on a message what its body cannot; {@code before} units precede it there. */
        public void addBeside(Element message, String whole, int before) {
            if (html != null && before == 0) {
                message.add(html.createCopy());
            }
            if (!unstyled) {
                return;
            }
            SpanMarkup.write(
                    message,
                    whole,
                    beside.stream().map(s -> s.at(s.start() + before, s.end() + before)).toList());
            Xml.child(message, "unstyled", STYLING);
        }
    }
}
