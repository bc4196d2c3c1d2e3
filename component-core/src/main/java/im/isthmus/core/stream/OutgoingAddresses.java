package im.isthmus.core.stream;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.stream.xml.StreamHeader;
import org.dom4j.Element;

/**
 * Holds back stanzas for which a server closes the component's stream: with improper-addressing if
 * {@code from} or {@code to} is missing, with invalid-from if it is of another domain, with
 * unsupported-stanza-type if it is no stanza (RFC 6120 section 4.9.3).
 */
final class OutgoingAddresses {
    private final String domain;

    OutgoingAddresses(Jid domain) {
        this.domain = domain.domain();
    }

    /**
     * Also puts our domain as the server knows it into a {@code from} that spells it differently,
     * such as Tinder does with internationalised ones.
     *
     * @throws IllegalArgumentException if the stanza must not leave
     */
    void check(Element stanza) {
        String name = stanza.getName();
        if (!name.equals("message") && !name.equals("presence") && !name.equals("iq")) {
            throw new IllegalArgumentException("<" + name + "> is no stanza");
        }
        String namespace = stanza.getNamespaceURI();
        if (!namespace.isEmpty() && !namespace.equals(StreamHeader.COMPONENT)) {
            throw new IllegalArgumentException("a stanza in the namespace " + namespace);
        }
        String to = stanza.attributeValue("to");
        if (to == null || to.isEmpty()) {
            throw new IllegalArgumentException("a stanza without to");
        }
        String from = stanza.attributeValue("from");
        if (from == null) {
            throw new IllegalArgumentException("a stanza without from");
        }
        if (!isOurs(from)) {
            stanza.addAttribute("from", respelled(from));
        }
    }

    /** Whether this is {@code [localpart@]domain[/resourcepart]}, compared as it is written. */
    private boolean isOurs(String from) {
        int slash = from.indexOf('/');
        int end = slash < 0 ? from.length() : slash;
        int start = end - domain.length();
        if (start < 0 || slash == from.length() - 1 || !from.startsWith(domain, start)) {
            return false;
        }
        return start == 0 || (start > 1 && from.indexOf('@') == start - 1);
    }

    private String respelled(String from) {
        try {
            Jid jid = Jid.parse(from);
            if (jid.domain().equals(domain)) {
                return jid.toString();
            }
        } catch (InvalidJidException e) {
            throw new IllegalArgumentException("from is no address: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("from is not of our domain " + domain);
    }
}
