package im.isthmus.core.stanza;

import im.isthmus.core.address.Jid;
import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.dom4j.tree.DefaultElement;
import org.jspecify.annotations.Nullable;

/**
 * Builds outgoing XML. Goes past dom4j's name caches, which never forget a name and would let a
 * hostile peer fill the heap.
 */
public final class Xml {
    private static final QName XML_LANG =
            new QName("lang", new Namespace("xml", "http://www.w3.org/XML/1998/namespace"));

    private Xml() {}

    /** A stanza of the stream's namespace; type null or empty means no type attribute. */
    public static Element stanza(
            String kind, Jid from, Jid to, @Nullable String type, @Nullable String id) {
        Element stanza = new DefaultElement(new QName(kind));
        stanza.addAttribute(FROM, from.toString());
        stanza.addAttribute(TO, to.toString());
        if (type != null && !type.isEmpty()) {
            stanza.addAttribute(TYPE, type);
        }
        if (id != null) {
            stanza.addAttribute(ID, id);
        }
        return stanza;
    }

    /** An element that stands alone, to be added somewhere. */
    public static Element element(String name, String namespace) {
        return new DefaultElement(new QName(name, new Namespace("", namespace)));
    }

    /** Adds a child in a namespace of its own; returns the child. */
    public static Element child(Element parent, String name, String namespace) {
        Element child = element(name, namespace);
        parent.add(child);
        return child;
    }

    /** Adds a child in the parent's namespace; returns the child. */
    public static Element child(Element parent, String name) {
        Element child = new DefaultElement(new QName(name, parent.getQName().getNamespace()));
        parent.add(child);
        return child;
    }

    /** Adds a child with text in the parent's namespace; returns the child. */
    public static Element text(Element parent, String name, String text) {
        Element child = child(parent, name);
        child.addText(text);
        return child;
    }

    /** Sets an attribute without a namespace. */
    public static Element attribute(Element element, String name, String value) {
        element.addAttribute(new QName(name), value);
        return element;
    }

    /** Sets xml:lang. */
    public static Element lang(Element element, String language) {
        element.addAttribute(XML_LANG, language);
        return element;
    }

    /** The value of xml:lang, or null. */
    public static @Nullable String lang(Element element) {
        return element.attributeValue(XML_LANG);
    }

    /** The first child with this name and namespace, or null. */
    public static @Nullable Element find(Element parent, String name, String namespace) {
        for (int i = 0, n = parent.nodeCount(); i < n; i++) {
            if (parent.node(i) instanceof Element child
                    && child.getName().equals(name)
                    && child.getNamespaceURI().equals(namespace)) {
                return child;
            }
        }
        return null;
    }

    /** The text of the first child with this name and namespace, or null if there is none. */
    public static @Nullable String findText(Element parent, String name, String namespace) {
        Element child = find(parent, name, namespace);
        return child == null ? null : child.getText();
    }

    private static final QName FROM = new QName("from");
    private static final QName TO = new QName("to");
    private static final QName TYPE = new QName("type");
    private static final QName ID = new QName("id");
}
