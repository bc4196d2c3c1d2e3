package im.isthmus.core.feature.archive;

import im.isthmus.core.address.Jid;
import im.isthmus.core.archive.ArchivedMessage;
import im.isthmus.core.stanza.Xml;
import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.jspecify.annotations.Nullable;

/** One message that a query found, as it is sent (XEP-0313 section 4.2, XEP-0297). */
final class ArchivedResult {
    private static final Namespace CLIENT = new Namespace("", "jabber:client");

    private ArchivedResult() {}

    static Element of(Jid room, Jid reader, @Nullable String queryId, ArchivedMessage found) {
        Element message = Xml.stanza("message", room, reader, null, null);
        Element result = Xml.child(message, "result", ArchiveForm.NAMESPACE);
        Xml.attribute(result, "id", found.id());
        if (queryId != null) {
            Xml.attribute(result, "queryid", queryId);
        }
        Element forwarded = Xml.child(result, "forwarded", "urn:xmpp:forward:0");
        Element delay = Xml.child(forwarded, "delay", "urn:xmpp:delay");
        Xml.attribute(delay, "stamp", found.time().toString());
        Element inner = found.message().createCopy();
        client(inner);
        forwarded.add(inner);
        return message;
    }

    /** Stanzas inside others name their namespace (XEP-0297 section 3.1). */
    private static void client(Element element) {
        if (element.getNamespaceURI().isEmpty()) {
            element.setQName(new QName(element.getName(), CLIENT));
            element.elements().forEach(ArchivedResult::client);
        }
    }
}
