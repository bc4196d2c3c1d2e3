package im.isthmus.core.room.talk;

import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.payload.Payloads;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.stanza.Xml;
import java.util.LinkedHashMap;
import java.util.List;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** What the network does not carry, kept for the messages that come back from it. */
final class Carried {
    /** Messages beyond that lose only this. */
    private static final int MAX = 32;

    static final Along NOTHING = new Along(null, true, null, "", List.of());

    private final LinkedHashMap<MessageRef, Along> known = new LinkedHashMap<>(0);

    /**
     * What goes along with a message.
     *
     * @param language in which it is written (RFC 6120 section 8.1.5); null if it does not say
     * @param stored false if the sender wants nobody to keep it (XEP-0334)
     * @param replaced the id of the message that it corrects (XEP-0308); null if none
     * @param body of the message
     * @param beside what clients read beside that very body, such as that it is a file
     */
    record Along(
            @Nullable String language,
            boolean stored,
            @Nullable String replaced,
            String body,
            List<Element> beside) {
        /** Adds what is beside the body to a message, if that has the same. */
        void addBeside(Element message) {
            if (!beside.isEmpty() && body.equals(message.elementText(Muc.BODY))) {
                beside.forEach(each -> message.add(each.createCopy()));
            }
        }
    }

    void remember(MessageRef ref, Element message) {
        List<Element> beside = Payloads.besideBody(message);
        Along along =
                new Along(
                        Xml.lang(message),
                        !Payloads.isUnstored(message),
                        Payloads.replaced(message),
                        beside.isEmpty() ? "" : message.elementText(Muc.BODY),
                        beside);
        if (along.equals(NOTHING)) {
            return;
        }
        known.put(ref, along);
        if (known.size() > MAX) {
            known.pollFirstEntry();
        }
    }

    Along recall(@Nullable MessageRef ref) {
        Along along = ref == null ? null : known.remove(ref);
        return along == null ? NOTHING : along;
    }
}
