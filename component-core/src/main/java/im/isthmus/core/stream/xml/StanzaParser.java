package im.isthmus.core.stream.xml;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLInputFactory2;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * Parses whole stanzas inside one long document, the stream. The parser underneath keeps every name
 * it has met, so between stanzas it is now and then replaced by a fresh one that is fed the stream
 * header again.
 */
final class StanzaParser {
    /** A root's start tag longer than this is not looked at when its stanza is refused. */
    private static final int MAX_HEAD = 16 * 1024;

    private final ReaderLimits limits;
    private final Runnable rotated;
    private final NameTable names = new NameTable();
    private final StanzaBuilder builder;

    private byte[] header = {};
    private AsyncXMLStreamReader<AsyncByteArrayFeeder> parser = newParser();
    private long parsedBytes;

    /**
     * @param rotated run each time the parser underneath was replaced
     */
    StanzaParser(ReaderLimits limits, Runnable rotated) {
        this.limits = limits;
        this.rotated = rotated;
        this.builder = new StanzaBuilder(names);
    }

    private static AsyncXMLStreamReader<AsyncByteArrayFeeder> newParser() {
        InputFactoryImpl factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory2.P_INTERN_NAMES, false);
        factory.setProperty(XMLInputFactory2.P_INTERN_NS_URIS, false);
        return factory.createAsyncForByteArray();
    }

    /**
     * Reads the start tag of the stream, which comes first.
     *
     * @throws XMLStreamException if it is not well-formed or not that of an XMPP stream
     */
    StreamHeader header(byte[] bytes) throws XMLStreamException {
        header = bytes;
        enter(parser, header, 0, header.length);
        if (!parser.getLocalName().equals("stream")
                || !StreamHeader.STREAMS.equals(parser.getNamespaceURI())) {
            throw new XMLStreamException("<" + parser.getLocalName() + "> opens no XMPP stream");
        }
        return new StreamHeader(
                orEmpty(parser.getNamespaceURI("")),
                orEmpty(parser.getAttributeValue(null, "id")),
                orEmpty(parser.getAttributeValue(null, "from")));
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static void enter(
            AsyncXMLStreamReader<AsyncByteArrayFeeder> parser, byte[] bytes, int from, int to)
            throws XMLStreamException {
        parser.getInputFeeder().feedInput(bytes, from, to - from);
        int event = parser.next();
        while (event != XMLStreamConstants.START_ELEMENT) {
            if (event == AsyncXMLStreamReader.EVENT_INCOMPLETE) {
                throw new XMLStreamException("no complete start tag");
            }
            event = parser.next();
        }
    }

    /**
     * Reads one stanza, all of it. Whatever this throws, the next stanza can be parsed.
     *
     * @throws XMLStreamException if it is not well-formed
     * @throws StanzaLimitException if it is, but is not taken all the same
     */
    Element stanza(byte[] bytes, int from, int to) throws XMLStreamException {
        if (parsedBytes > limits.parserBytes()
                || names.misses() > limits.parserNames()
                || builder.hasManyPrefixes()) {
            restart();
        }
        parsedBytes += to - from;
        try {
            parser.getInputFeeder().feedInput(bytes, from, to - from);
            return builder.build(parser);
        } catch (XMLStreamException e) {
            restart();
            throw e;
        } catch (RuntimeException e) {
            // Too many prefixes, a name that dom4j refuses, or names made to collide in the parser.
            restart();
            throw new StanzaLimitException(String.valueOf(e.getMessage()));
        }
    }

    private void restart() throws XMLStreamException {
        rotated.run();
        names.forgetMisses();
        builder.forgetPrefixes();
        parsedBytes = 0;
        parser = newParser();
        enter(parser, header, 0, header.length);
        while (parser.next() != AsyncXMLStreamReader.EVENT_INCOMPLETE) {
            // Nothing follows the start tag.
        }
    }

    /** The root of a stanza of which the first bytes are at hand; null if its tag is too long. */
    @Nullable Element head(byte[] bytes, int from, int to) {
        try {
            AsyncXMLStreamReader<AsyncByteArrayFeeder> other = newParser();
            enter(other, header, 0, header.length);
            while (other.next() != AsyncXMLStreamReader.EVENT_INCOMPLETE) {
                // Nothing follows the start tag.
            }
            enter(other, bytes, from, Math.min(to, from + MAX_HEAD));
            return builder.element(other);
        } catch (XMLStreamException | RuntimeException e) {
            return null;
        }
    }
}
