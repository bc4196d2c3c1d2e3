package im.isthmus.core.attachment.share;

import im.isthmus.core.stanza.Xml;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * A place on an upload service (XEP-0363 section 5).
 *
 * @param put where the file is to be sent
 * @param headers to be sent with it
 * @param get where it is afterwards
 */
record UploadSlot(URI put, Map<String, String> headers, URI get) {
    private static final String UPLOAD = "urn:xmpp:http:upload:0";

    /** Only these may be sent; others must be left out (section 5). */
    private static final Set<String> ALLOWED = Set.of("authorization", "cookie", "expires");

    private static final int MAX_HEADER = 8192;

    /** What asks for one. */
    static Element request(String name, long size, String mediaType) {
        Element request = Xml.element("request", UPLOAD);
        Xml.attribute(request, "filename", name);
        Xml.attribute(request, "size", String.valueOf(size));
        Xml.attribute(request, "content-type", mediaType);
        return request;
    }

    /** The slot in an answer; empty if there is none that makes sense. */
    static Optional<UploadSlot> in(Element answer) {
        Element slot = Xml.find(answer, "slot", UPLOAD);
        Element put = slot == null ? null : Xml.find(slot, "put", UPLOAD);
        URI putUrl = put == null ? null : url(put);
        Element get = slot == null ? null : Xml.find(slot, "get", UPLOAD);
        URI getUrl = get == null ? null : url(get);
        return put == null || putUrl == null || getUrl == null
                ? Optional.empty()
                : Optional.of(new UploadSlot(putUrl, headers(put), getUrl));
    }

    private static Map<String, String> headers(Element put) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Element header : put.elements("header")) {
            String name = header.attributeValue("name", "").strip();
            // A line break would be the begin of another header.
            String value = header.getText().replaceAll("[\\r\\n]", "");
            boolean ascii = value.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
            if (ALLOWED.contains(name.toLowerCase(Locale.ROOT))
                    && ascii
                    && value.length() <= MAX_HEADER) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    private static @Nullable URI url(Element element) {
        try {
            URI url = new URI(element.attributeValue("url", ""));
            return url.getHost() == null ? null : url;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
