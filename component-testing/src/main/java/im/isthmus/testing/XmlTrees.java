package im.isthmus.testing;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.dom4j.tree.DefaultElement;
import org.jspecify.annotations.Nullable;

/** Reads the elements of a stream one by one. */
final class XmlTrees {
    private XmlTrees() {}

    /**
     * The next child of the stream, null at its end. Elements of the component namespace have no
     * namespace in the tree.
     */
    static @Nullable Element next(XMLStreamReader xml) throws XMLStreamException {
        while (true) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                return tree(xml);
            }
            if (event == XMLStreamReader.END_ELEMENT) {
                return null;
            }
        }
    }

    private static Element tree(XMLStreamReader xml) throws XMLStreamException {
        Element root = element(xml);
        Element current = root;
        while (true) {
            switch (xml.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    Element child = element(xml);
                    current.add(child);
                    current = child;
                }
                case XMLStreamReader.END_ELEMENT -> {
                    Element parent = current.getParent();
                    if (parent == null) {
                        return root;
                    }
                    current = parent;
                }
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA, XMLStreamReader.SPACE ->
                        current.addText(xml.getText());
                default -> throw new XMLStreamException("not allowed in XMPP");
            }
        }
    }

    private static Element element(XMLStreamReader xml) {
        Element element = new DefaultElement(name("", xml.getLocalName(), xml.getNamespaceURI()));
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            element.addAttribute(
                    name(
                            xml.getAttributePrefix(i),
                            xml.getAttributeLocalName(i),
                            xml.getAttributeNamespace(i)),
                    xml.getAttributeValue(i));
        }
        return element;
    }

    private static QName name(@Nullable String prefix, String local, @Nullable String uri) {
        if (uri == null || uri.isEmpty() || uri.equals("jabber:component:accept")) {
            return new QName(local);
        }
        return new QName(local, new Namespace(prefix == null ? "" : prefix, uri));
    }
}
