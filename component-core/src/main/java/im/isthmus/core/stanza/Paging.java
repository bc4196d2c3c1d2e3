package im.isthmus.core.stanza;

import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/**
 * Which part of a long answer is wanted (XEP-0059).
 *
 * @param max how many at most; -1 if not said
 * @param after only behind this one; null if not said
 * @param before only before this one; null if not said, empty for the last ones of all
 * @param index how many to skip; -1 if not said
 */
public record Paging(int max, @Nullable String after, @Nullable String before, int index) {
    public static final String NAMESPACE = "http://jabber.org/protocol/rsm";

    /** Nothing was said about it. */
    public static final Paging NONE = new Paging(-1, null, null, -1);

    /**
     * Reads the wish that a request carries.
     *
     * @throws StanzaException if a number in it is none
     */
    public static Paging of(Element request) throws StanzaException {
        Element set = Xml.find(request, "set", NAMESPACE);
        return set == null
                ? NONE
                : new Paging(
                        number(set, "max"),
                        Xml.findText(set, "after", NAMESPACE),
                        Xml.findText(set, "before", NAMESPACE),
                        number(set, "index"));
    }

    /** How many at most, if there may never be more than a bound. */
    public int max(int bound) {
        return max < 0 ? bound : Math.min(max, bound);
    }

    /**
     * Says which part an answer has.
     *
     * @param answer gets the element
     * @param first the first one; null if there is none
     * @param index how many come before it; -1 if unknown
     * @param last the last one; null if there is none
     * @param count of all; -1 if unknown
     */
    public static void describe(
            Element answer, @Nullable String first, long index, @Nullable String last, long count) {
        Element set = Xml.child(answer, "set", NAMESPACE);
        if (first != null && last != null) {
            Element element = Xml.text(set, "first", first);
            if (index >= 0) {
                Xml.attribute(element, "index", Long.toString(index));
            }
            Xml.text(set, "last", last);
        }
        if (count >= 0) {
            Xml.text(set, "count", Long.toString(count));
        }
    }

    private static int number(Element set, String name) throws StanzaException {
        String text = Xml.findText(set, name, NAMESPACE);
        if (text == null) {
            return -1;
        }
        try {
            return Math.clamp(Long.parseUnsignedLong(text.strip()), 0, Integer.MAX_VALUE);
        } catch (NumberFormatException e) {
            throw new StanzaException(
                    PacketError.Condition.bad_request, "The {0} must be a number.", name);
        }
    }
}
