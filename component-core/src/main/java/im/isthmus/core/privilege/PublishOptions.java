package im.isthmus.core.privilege;

import im.isthmus.core.stanza.Forms;
import im.isthmus.core.stanza.Xml;
import java.util.List;
import java.util.Map;
import org.dom4j.Element;

/** What a node of a user is to be like that is for nobody else (XEP-0402 3.2, XEP-0490 4.2). */
public final class PublishOptions {
    private static final String KIND = "http://jabber.org/protocol/pubsub#publish-options";

    private static final Map<String, String> OPTIONS =
            Map.of(
                    "pubsub#persist_items", "true",
                    "pubsub#max_items", "max",
                    "pubsub#send_last_published_item", "never",
                    "pubsub#access_model", "whitelist");

    private PublishOptions() {}

    /** Adds them to a request to publish (XEP-0060 section 7.1.5). */
    public static void add(Element pubsub) {
        Element form = Forms.of("submit", KIND);
        OPTIONS.forEach((name, value) -> Forms.field(form, name, List.of(value)));
        Xml.child(pubsub, "publish-options").add(form);
    }
}
