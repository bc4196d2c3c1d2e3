package im.isthmus.email.addressbook;

import im.isthmus.email.text.ForeignXml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a WebDAV server says about several resources (RFC 4918 section 13).
 *
 * @param token of RFC 6578; empty if there is none
 */
record MultiStatus(List<Resource> resources, String token) {
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

    /**
     * Reads one.
     *
     * @throws IOException if it is none
     */
    static MultiStatus parse(String xml) throws IOException {
        Reading reading = new Reading();
        try {
            ForeignXml.read(xml, reading);
        } catch (IOException e) {
            throw new IOException("the answer is no multi-status: " + e.getMessage(), e);
        }
        return new MultiStatus(reading.resources, reading.token);
    }

    /** Takes down what is told about each. */
    private static final class Reading implements ForeignXml.Reading {
        private final List<Resource> resources = new ArrayList<>();
        private String token = "";
        private String href = "";
        private String status = "";
        private String etag = "";
        private String data = "";
        private boolean inProperties;

        @Override
        public void begin(String name, String type) {
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

        @Override
        public void end(String name, String value) {
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
        }
    }
}
