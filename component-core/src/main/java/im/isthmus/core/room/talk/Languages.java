package im.isthmus.core.room.talk;

import im.isthmus.core.backend.MessageRef;
import im.isthmus.core.stanza.Xml;
import java.util.LinkedHashMap;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * The languages of messages on their way to the network, for their reflections (RFC 6120 8.1.5).
 */
final class Languages {
    /** Messages beyond that lose only their language. */
    private static final int MAX = 32;

    private final LinkedHashMap<MessageRef, String> known = new LinkedHashMap<>(0);

    void remember(MessageRef ref, Element message) {
        String language = Xml.lang(message);
        if (language == null) {
            return;
        }
        known.put(ref, language);
        if (known.size() > MAX) {
            known.pollFirstEntry();
        }
    }

    @Nullable String recall(MessageRef ref) {
        return known.remove(ref);
    }
}
