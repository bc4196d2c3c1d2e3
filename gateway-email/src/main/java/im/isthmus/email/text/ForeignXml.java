package im.isthmus.email.text;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML by strangers: without a document type, so that no entity is made nor fetched. */
public final class ForeignXml {
    private static final XMLInputFactory PARSERS = parsers();

    private ForeignXml() {}

    private static XMLInputFactory parsers() {
        XMLInputFactory parsers = XMLInputFactory.newDefaultFactory();
        parsers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        parsers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        parsers.setProperty(XMLInputFactory.IS_COALESCING, true);
        return parsers;
    }

    /** Is told of elements; their names are enough, whatever the prefixes. */
    public interface Reading {
        /**
         * One begins.
         *
         * @param type the attribute of that name; empty if there is none
         */
        void begin(String name, String type);

        /**
         * One ends.
         *
         * @param text since anything began or ended last, without space around it
         */
        void end(String name, String text);
    }

    /**
     * Goes through all of it.
     *
     * @throws IOException if it is no XML
     */
    public static void read(String xml, Reading reading) throws IOException {
        try {
            XMLStreamReader in = PARSERS.createXMLStreamReader(new StringReader(xml));
            StringBuilder text = new StringBuilder();
            while (in.hasNext()) {
                switch (in.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        text.setLength(0);
                        String type = in.getAttributeValue(null, "type");
                        reading.begin(in.getLocalName(), type == null ? "" : type);
                    }
                    case XMLStreamConstants.CHARACTERS -> text.append(in.getText());
                    case XMLStreamConstants.END_ELEMENT -> {
                        reading.end(in.getLocalName(), text.toString().strip());
                        text.setLength(0);
                    }
                    case XMLStreamConstants.DTD ->
                            throw new IOException("it has a document type of its own");
                    default -> {} // comments and the like
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
