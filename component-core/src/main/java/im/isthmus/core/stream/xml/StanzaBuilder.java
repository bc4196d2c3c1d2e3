package im.isthmus.core.stream.xml;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.dom4j.Attribute;
import org.dom4j.Element;
import org.dom4j.QName;
import org.dom4j.tree.DefaultAttribute;
import org.dom4j.tree.DefaultElement;
import org.jspecify.annotations.Nullable;

/** Makes the dom4j tree of one stanza out of the parser's events. */
final class StanzaBuilder {
    /** The parser looks through all prefixes for each new name, so many take it quadratic time. */
    private static final int MAX_PREFIXES = 1000;

    private static final String CLIENT = "jabber:client";

    private final NameTable names;
    private final Set<String> prefixes = new HashSet<>();

    private @Nullable Element root;
    private @Nullable Element current;
    private int depth;
    private boolean isClients;
    private @Nullable String text;
    private @Nullable StringBuilder moreText;

    StanzaBuilder(NameTable names) {
        this.names = names;
    }

    /** Whether half of the prefixes that a parser takes were declared. */
    boolean hasManyPrefixes() {
        return prefixes.size() > MAX_PREFIXES / 2;
    }

    void forgetPrefixes() {
        prefixes.clear();
    }

    /**
     * Reads the events of exactly one stanza, all of whose bytes were fed.
     *
     * @throws XMLStreamException if it is not well-formed
     * @throws StanzaLimitException if it declares too many prefixes
     * @throws IllegalArgumentException if dom4j takes a name for none
     */
    Element build(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser) throws XMLStreamException {
        root = null;
        current = null;
        depth = 0;
        forgetText();
        int event = parser.next();
        while (event != AsyncXMLStreamReader.EVENT_INCOMPLETE) {
            handle(event, parser);
            event = parser.next();
        }
        if (root == null || depth != 0) {
            throw new XMLStreamException("the stanza does not end where its last tag does");
        }
        return root;
    }

    private void handle(int event, AsyncXMLStreamReader<AsyncByteArrayFeeder> parser)
            throws XMLStreamException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start(parser);
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS,
                    XMLStreamConstants.CDATA,
                    XMLStreamConstants.SPACE ->
                    text(parser);
            case XMLStreamConstants.COMMENT -> {}
            default -> throw new XMLStreamException("unexpected XML event " + event);
        }
    }

    private void start(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser)
            throws XMLStreamException {
        depth++;
        if (depth == 1 && root != null) {
            throw new XMLStreamException("two stanzas where one was expected");
        }
        countPrefixes(parser);
        flushText();
        Element element = element(parser);
        if (current == null) {
            root = element;
            isClients = CLIENT.equals(parser.getNamespaceURI());
        } else {
            current.add(element);
        }
        current = element;
    }

    private void countPrefixes(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser) {
        int declared = parser.getNamespaceCount();
        for (int i = 0; i < declared; i++) {
            String prefix = orEmpty(parser.getNamespacePrefix(i));
            if (!prefix.isEmpty() && prefixes.add(prefix) && prefixes.size() > MAX_PREFIXES) {
                throw new StanzaLimitException("more than " + MAX_PREFIXES + " prefixes");
            }
        }
    }

    /**
     * COMPAT(jabberd2 2.7): it passes stanzas on in the namespace of clients. Further down, as in a
     * forwarded message, that is another matter.
     */
    private boolean isOfTheStanzaItself() {
        return current == null || (isClients && current.getNamespaceURI().isEmpty());
    }

    /** The element whose start tag the parser is at, without content. */
    Element element(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser) {
        String namespace = orEmpty(parser.getNamespaceURI());
        if (namespace.equals(CLIENT) && isOfTheStanzaItself()) {
            namespace = StreamHeader.COMPONENT;
        }
        QName name = names.name(orEmpty(parser.getPrefix()), parser.getLocalName(), namespace);
        int attributes = parser.getAttributeCount();
        Element element = new DefaultElement(name, attributes);
        for (int i = 0; i < attributes; i++) {
            element.add(attribute(parser, i));
        }
        return element;
    }

    private Attribute attribute(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser, int index) {
        return new DefaultAttribute(
                names.name(
                        orEmpty(parser.getAttributePrefix(index)),
                        parser.getAttributeLocalName(index),
                        orEmpty(parser.getAttributeNamespace(index))),
                parser.getAttributeValue(index));
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private void end() {
        depth--;
        if (current == null) {
            return;
        }
        flushText();
        current = current.getParent();
    }

    private void text(AsyncXMLStreamReader<AsyncByteArrayFeeder> parser) {
        if (current == null) {
            return;
        }
        if (text == null) {
            text = parser.getText();
            return;
        }
        if (moreText == null) {
            moreText = new StringBuilder(text);
        }
        moreText.append(parser.getTextCharacters(), parser.getTextStart(), parser.getTextLength());
    }

    private void flushText() {
        if (text != null && current != null) {
            current.addText(moreText == null ? text : moreText.toString());
        }
        forgetText();
    }

    private void forgetText() {
        text = null;
        moreText = null;
    }
}
