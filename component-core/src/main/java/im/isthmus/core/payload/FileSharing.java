package im.isthmus.core.payload;

import im.isthmus.core.content.Attachment;
import im.isthmus.core.stanza.Xml;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** Files beside a message: Stateless File Sharing (XEP-0447) and Out of Band Data (XEP-0066). */
final class FileSharing {
    private static final int MAX_FILES = 20;
    private static final int MAX_URL = 4096;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** Kinds of media that clients show in the conversation. */
    private static final Set<String> SHOWN = Set.of("image", "video", "audio");

    private FileSharing() {}

    /** The files of a message; one that is told in both ways is one file. */
    static List<Attachment> read(Element message) {
        Map<URI, Attachment> files = new LinkedHashMap<>();
        for (Element each : message.elements()) {
            Attachment file =
                    switch (each.getNamespaceURI()) {
                        case Names.FILE_SHARING -> shared(each);
                        case Names.OOB -> outOfBand(each);
                        default -> null;
                    };
            if (file == null || (files.size() >= MAX_FILES && !files.containsKey(file.url()))) {
                continue;
            }
            files.merge(file.url(), file, (one, other) -> richer(one, other));
        }
        return new ArrayList<>(files.values());
    }

    /** Adds a file in both ways. */
    static void write(Element message, Attachment file) {
        Element sharing = Xml.child(message, "file-sharing", Names.FILE_SHARING);
        Xml.attribute(sharing, "disposition", isShown(file) ? "inline" : "attachment");
        Element about = Xml.child(sharing, "file", Names.FILE);
        text(about, "media-type", file.mediaType());
        text(about, "name", file.name());
        text(about, "size", file.size() < 0 ? null : Long.toString(file.size()));
        text(about, "desc", file.description());
        Element source = Xml.child(Xml.child(sharing, "sources"), "url-data", Names.URL);
        Xml.attribute(source, "target", file.url().toString());
        Element oob = Xml.child(message, "x", Names.OOB);
        text(oob, "url", file.url().toString());
        text(oob, "desc", file.description());
    }

    private static @Nullable Attachment shared(Element sharing) {
        Element sources = Xml.find(sharing, "sources", Names.FILE_SHARING);
        Element source = sources == null ? null : Xml.find(sources, "url-data", Names.URL);
        URI url = source == null ? null : url(source.attributeValue("target"));
        if (url == null) {
            return null;
        }
        boolean inline = sharing.attributeValue("disposition", "").equals("inline");
        Element file = Xml.find(sharing, "file", Names.FILE);
        if (file == null) {
            return new Attachment(url, null, null, -1, null, inline);
        }
        return new Attachment(
                url,
                given(file, "name", Names.FILE),
                given(file, "media-type", Names.FILE),
                size(given(file, "size", Names.FILE)),
                given(file, "desc", Names.FILE),
                inline);
    }

    private static @Nullable Attachment outOfBand(Element x) {
        URI url = url(Xml.findText(x, "url", Names.OOB));
        String description = given(x, "desc", Names.OOB);
        return url == null ? null : new Attachment(url, null, null, -1, description, false);
    }

    private static Attachment richer(Attachment one, Attachment other) {
        boolean plain = one.name() == null && one.mediaType() == null && one.size() < 0;
        return plain ? other : one;
    }

    private static @Nullable URI url(@Nullable String text) {
        if (text == null || text.length() > MAX_URL) {
            return null;
        }
        try {
            URI url = new URI(text.strip());
            String scheme = url.getScheme();
            boolean fit =
                    scheme != null
                            && SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))
                            && url.getHost() != null;
            return fit ? url : null;
        } catch (URISyntaxException e) {
            return null; // it stays in the body, if it is there
        }
    }

    private static long size(@Nullable String text) {
        if (text == null || !text.matches("[0-9]{1,18}")) {
            return -1;
        }
        return Long.parseLong(text);
    }

    private static boolean isShown(Attachment file) {
        String type = file.mediaType();
        int slash = type == null ? -1 : type.indexOf('/');
        return file.inline()
                || (type != null && slash > 0 && SHOWN.contains(type.substring(0, slash)));
    }

    private static @Nullable String given(Element parent, String name, String namespace) {
        String text = Xml.findText(parent, name, namespace);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static void text(Element parent, String name, @Nullable String text) {
        if (text != null) {
            Xml.text(parent, name, text);
        }
    }
}
