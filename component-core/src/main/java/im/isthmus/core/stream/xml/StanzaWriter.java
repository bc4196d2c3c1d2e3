package im.isthmus.core.stream.xml;

import java.util.ArrayList;
import java.util.List;
import org.dom4j.Attribute;
import org.dom4j.CharacterData;
import org.dom4j.Comment;
import org.dom4j.Element;
import org.dom4j.Node;

/**
 * Writes dom4j trees into a stream whose default namespace is jabber:component:accept. Elements are
 * written without prefixes; names come from dom4j, which has checked them.
 */
public final class StanzaWriter {
    private StanzaWriter() {}

    /** Appends the element and all below it; the stream's default namespace is in force. */
    public static void write(Element element, XmlBuffer out) {
        write(element, "", out);
    }

    /**
     * @param inherited the default namespace in force, empty for the stream's
     */
    private static void write(Element element, String inherited, XmlBuffer out) {
        String name = element.getName();
        String uri = element.getNamespaceURI();
        String namespace = uri.equals(StreamHeader.COMPONENT) ? "" : uri;
        out.markup('<');
        out.text(name);
        if (!namespace.equals(inherited)) {
            out.markup(" xmlns=\'");
            out.attributeValue(namespace.isEmpty() ? StreamHeader.COMPONENT : namespace);
            out.markup('\'');
        }
        attributes(element, out);
        int nodes = element.nodeCount();
        if (nodes == 0) {
            out.markup("/>");
            return;
        }
        out.markup('>');
        for (int i = 0; i < nodes; i++) {
            Node node = element.node(i);
            if (node instanceof Element child) {
                write(child, namespace, out);
            } else if (node instanceof CharacterData data && !(node instanceof Comment)) {
                out.text(data.getText());
            }
        }
        out.markup("</");
        out.text(name);
        out.markup('>');
    }

    private static void attributes(Element element, XmlBuffer out) {
        int count = element.attributeCount();
        boolean prefixed = false;
        for (int i = 0; i < count; i++) {
            Attribute attribute = element.attribute(i);
            if (attribute.getNamespaceURI().isEmpty()) {
                attribute("", attribute, out);
            } else if (attribute.getNamespacePrefix().equals("xml")) {
                attribute("xml:", attribute, out);
            } else {
                prefixed = true;
            }
        }
        if (prefixed) {
            prefixedAttributes(element, out);
        }
    }

    private static void attribute(String prefix, Attribute attribute, XmlBuffer out) {
        String value = attribute.getValue();
        if (value == null) {
            return;
        }
        out.markup(' ');
        out.markup(prefix);
        out.text(attribute.getName());
        out.markup("='");
        out.attributeValue(value);
        out.markup('\'');
    }

    /** Attributes of other namespaces, which are rare: their prefixes are made up here. */
    private static void prefixedAttributes(Element element, XmlBuffer out) {
        List<String> declared = new ArrayList<>();
        for (int i = 0; i < element.attributeCount(); i++) {
            Attribute attribute = element.attribute(i);
            String uri = attribute.getNamespaceURI();
            if (uri.isEmpty() || attribute.getNamespacePrefix().equals("xml")) {
                continue;
            }
            int index = declared.indexOf(uri);
            if (index < 0) {
                index = declared.size();
                declared.add(uri);
                out.markup(" xmlns:n" + index + "='");
                out.attributeValue(uri);
                out.markup('\'');
            }
            attribute("n" + index + ":", attribute, out);
        }
    }
}
