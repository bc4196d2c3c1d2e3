package im.isthmus.core.archive;

import im.isthmus.core.stream.xml.StanzaWriter;
import im.isthmus.core.stream.xml.XmlBuffer;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.dom4j.DocumentException;
import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.dom4j.io.SAXReader;
import org.dom4j.tree.DefaultElement;
import org.xml.sax.SAXException;

/** Stanzas as text for the database and back. */
final class StoredXml {
    private static final String DELAY = "urn:xmpp:delay";

    /** Stanza-id, origin-id and occupant-id say nothing about what was said. */
    private static final Set<String> LASTING = Set.of("urn:xmpp:sid:0", "urn:xmpp:occupant-id:0");

    private StoredXml() {}

    /** The text of a message without its recipient and without a delay. */
    static String text(Element message) {
        Element kept = new DefaultElement(message.getQName());
        for (int i = 0; i < message.attributeCount(); i++) {
            if (!message.attribute(i).getName().equals("to")) {
                kept.addAttribute(message.attribute(i).getQName(), message.attribute(i).getValue());
            }
        }
        for (int i = 0; i < message.nodeCount(); i++) {
            if (message.node(i) instanceof Element child
                    && !child.getNamespaceURI().equals(DELAY)) {
                kept.add(child.createCopy());
            }
        }
        XmlBuffer buffer = new XmlBuffer(512);
        StanzaWriter.write(kept, buffer);
        return new String(buffer.bytes(), 0, buffer.size(), StandardCharsets.UTF_8);
    }

    /** The text of a message of which nothing is left but who sent it, and its ids. */
    static String tombstone(String text, Element retracted) {
        Element message = message(text);
        for (Element child : List.copyOf(message.elements())) {
            if (!LASTING.contains(child.getNamespaceURI())) {
                message.remove(child);
            }
        }
        message.add(retracted.createCopy());
        return text(message);
    }

    /** The message of a text; an empty one if the text is none. */
    static Element message(String text) {
        try {
            SAXReader reader = new SAXReader();
            reader.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element message = reader.read(new StringReader(text)).getRootElement();
            message.detach();
            return message;
        } catch (DocumentException | SAXException e) {
            return new DefaultElement(new QName("message", Namespace.NO_NAMESPACE));
        }
    }
}
