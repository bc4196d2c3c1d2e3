package im.isthmus.core.privilege;

import im.isthmus.core.stanza.Xml;
import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.jspecify.annotations.Nullable;

/** Stanzas inside stanzas (XEP-0297), as XEP-0356 wants them. */
final class Envelope {
    static final String CLIENT = "jabber:client";

    private static final String FORWARD = "urn:xmpp:forward:0";

    private Envelope() {}

    /** A message of a user, as the child of the message that goes to the user's server. */
    static Element around(Element message, String namespace) {
        Element privilege = Xml.element("privilege", namespace);
        Xml.child(privilege, "forwarded", FORWARD).add(asClients(message));
        return privilege;
    }

    /** The stanza that came back inside, null if there is none. */
    static @Nullable Element content(Element answer, String namespace) {
        Element privilege = Xml.find(answer, "privilege", namespace);
        Element forwarded = privilege == null ? null : Xml.find(privilege, "forwarded", FORWARD);
        return forwarded == null || forwarded.elements().isEmpty()
                ? null
                : forwarded.elements().getFirst();
    }

    /** A copy in which what belongs to the stream's namespace belongs to that of clients. */
    static Element asClients(Element stanza) {
        Element copy = stanza.createCopy();
        rename(copy);
        return copy;
    }

    private static void rename(Element element) {
        if (!element.getNamespaceURI().isEmpty()) {
            return;
        }
        element.setQName(new QName(element.getName(), new Namespace("", CLIENT)));
        element.elements().forEach(Envelope::rename);
    }
}
