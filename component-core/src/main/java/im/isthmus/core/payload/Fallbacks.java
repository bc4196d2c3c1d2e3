package im.isthmus.core.payload;

import im.isthmus.core.content.Span;
import im.isthmus.core.markup.CodePoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;

/**
 * The parts of a body that are only there for clients which understand less (XEP-0428).
 *
 * @param parts in order, apart from each other
 */
record Fallbacks(String body, List<Part> parts) {
    private static final int MAX = 50;

    /** A part of the body and what it stands for. */
    record Part(int start, int end, String namespace) {}

    /** The fall-backs in a body for what is understood. */
    static Fallbacks find(Element message, String body, Set<String> understood) {
        List<Part> found = new ArrayList<>();
        for (Element each : message.elements()) {
            String namespace = each.attributeValue("for", "");
            if (each.getName().equals("fallback")
                    && each.getNamespaceURI().equals(Names.FALLBACK)
                    && understood.contains(namespace)) {
                collect(each, body, namespace, found);
            }
        }
        found.sort(Comparator.comparingInt(Part::start));
        List<Part> apart = new ArrayList<>();
        for (Part each : found) {
            int start = apart.isEmpty() ? 0 : apart.getLast().end();
            if (each.end() > start && apart.size() < MAX) {
                apart.add(new Part(Math.max(start, each.start()), each.end(), each.namespace()));
            }
        }
        return new Fallbacks(body, List.copyOf(apart));
    }

    private static void collect(Element fallback, String body, String namespace, List<Part> found) {
        if (fallback.elements().isEmpty()) {
            found.add(new Part(0, body.length(), namespace));
        }
        for (Element part : fallback.elements()) {
            if (!part.getName().equals("body") || found.size() >= MAX) {
                continue;
            }
            boolean whole = part.attribute("start") == null && part.attribute("end") == null;
            int start = whole ? 0 : CodePoints.index(body, part.attributeValue("start"));
            int end = whole ? body.length() : CodePoints.index(body, part.attributeValue("end"));
            // One that makes no sense counts too, as looking for it takes as long.
            boolean fits = start >= 0 && start < end;
            found.add(new Part(fits ? start : 0, fits ? end : 0, namespace));
        }
    }

    /** The body without them. */
    String cut() {
        if (parts.isEmpty()) {
            return body;
        }
        StringBuilder rest = new StringBuilder();
        int from = 0;
        for (Part part : parts) {
            rest.append(body, from, part.start());
            from = part.end();
        }
        return rest.append(body, from, body.length()).toString();
    }

    /** The text that stands for something. */
    String text(String namespace) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part.namespace().equals(namespace)) {
                text.append(body, part.start(), part.end());
            }
        }
        return text.toString();
    }

    /** Spans of the body as spans of what is left of it. */
    List<Span> move(List<Span> spans) {
        if (parts.isEmpty()) {
            return spans;
        }
        return spans.stream()
                .map(s -> s.at(move(s.start()), move(s.end())))
                .filter(s -> s.start() < s.end())
                .toList();
    }

    private int move(int index) {
        int gone = 0;
        for (Part part : parts) {
            gone += Math.max(0, Math.min(index, part.end()) - part.start());
        }
        return index - gone;
    }
}
