package im.isthmus.core.delivery;

import im.isthmus.core.stanza.Xml;
import java.time.Duration;
import java.util.Set;
import org.dom4j.Element;

/**
 * Why the XMPP side sent a message back (RFC 6120 section 8.3).
 *
 * @param mayPass whether it may be taken later
 * @param reason a sentence
 */
record Bounce(boolean mayPass, String reason) {
    private static final String STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";

    /**
     * Of servers that cannot be reached, and of users who are away and whose server keeps nothing.
     */
    private static final Set<String> PASSING =
            Set.of(
                    "service-unavailable",
                    "recipient-unavailable",
                    "remote-server-not-found",
                    "remote-server-timeout",
                    "resource-constraint");

    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** Of a message of type error. */
    static Bounce of(Element message) {
        Element error = message.element("error");
        String condition = "undefined-condition";
        String text = "";
        boolean wait = false;
        if (error != null) {
            wait = "wait".equals(error.attributeValue("type"));
            for (Element child : error.elements()) {
                if (child.getNamespaceURI().equals(STANZAS) && !child.getName().equals("text")) {
                    condition = child.getName();
                }
            }
            String said = Xml.findText(error, "text", STANZAS);
            text = said == null ? "" : said.strip();
        }
        boolean mayPass = wait || PASSING.contains(condition);
        String reason = text.isEmpty() ? "The XMPP server says " + condition + "." : text;
        return new Bounce(mayPass, reason.length() > 500 ? reason.substring(0, 500) : reason);
    }

    /** How long to wait after so many of them for the same message. */
    static Duration backoff(int attempts) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(attempts - 1, 10));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
