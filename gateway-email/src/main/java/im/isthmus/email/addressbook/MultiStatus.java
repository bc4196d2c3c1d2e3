package im.isthmus.email.addressbook;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a WebDAV server says about several resources (RFC 4918 section 13).
 *
 * @param token of RFC 6578; empty if there is none
 */
record MultiStatus(List<Resource> resources, String token) {
    private static final XMLInputFactory PARSERS = parsers();

    MultiStatus {
        resources = List.copyOf(resources);
    }

    /**
     * One resource.
     *
     * @param etag empty if it was not told
     * @param data a vCard; empty if it was not told
     */
    record Resource(String href, boolean gone, String etag, String data) {}

    private static XMLInputFactory parsers() {
        XMLInputFactory parsers = XMLInputFactory.newDefaultFactory();
        parsers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        parsers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        parsers.setProperty(XMLInputFactory.IS_COALESCING, true);
        return parsers;
    }

    /**
     * Reads one.
     *
     * @throws IOException if it is none
     */
    static MultiStatus parse(String xml) throws IOException {
        try {
            return new Reading(PARSERS.createXMLStreamReader(new StringReader(xml))).read();
        } catch (XMLStreamException e) {
            throw new IOException("the answer is no multi-status: " + e.getMessage(), e);
        }
    }

    /** Goes through the elements; their names are enough, whatever the prefixes. */
    private static final class Reading {
        private final XMLStreamReader in;
        private final List<Resource> resources = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private String token = "";
        private String href = "";
        private String status = "";
        private String etag = "";
        private String data = "";
        private boolean inProperties;

        Reading(XMLStreamReader in) {
            this.in = in;
        }

        MultiStatus read() throws XMLStreamException {
            while (in.hasNext()) {
                switch (in.next()) {
                    case XMLStreamConstants.START_ELEMENT -> begin(in.getLocalName());
                    case XMLStreamConstants.CHARACTERS -> text.append(in.getText());
                    case XMLStreamConstants.END_ELEMENT -> end(in.getLocalName());
                    default -> {} // comments and the like
                }
            }
            return new MultiStatus(resources, token);
        }

        private void begin(String name) {
            text.setLength(0);
            switch (name) {
                case "response" -> {
                    href = "";
                    status = "";
                    etag = "";
                    data = "";
                }
                case "propstat" -> inProperties = true;
                default -> {} // told by its end
            }
        }

        private void end(String name) {
            String value = text.toString().strip();
            switch (name) {
                case "href" -> href = href.isEmpty() ? value : href;
                case "getetag" -> etag = value;
                case "address-data" -> data = value;
                case "sync-token" -> token = value;
                case "propstat" -> inProperties = false;
                case "status" -> status = inProperties ? status : value;
                case "response" ->
                        resources.add(new Resource(href, status.contains(" 404"), etag, data));
                default -> {} // of no use here
            }
            text.setLength(0);
        }
    }
}
