package im.isthmus.core.stream;

import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.dom4j.tree.DefaultElement;

/** Answers that the stream itself gives (RFC 6120 section 8.3). */
public final class StanzaReplies {
    private static final Namespace CONDITIONS =
            new Namespace("", "urn:ietf:params:xml:ns:xmpp-stanzas");

    private StanzaReplies() {}

    /** Whether an error may be sent for it: never for an error or a result. */
    public static boolean isAnswerable(Element stanza) {
        String type = stanza.attributeValue("type");
        return !"error".equals(type)
                && !("result".equals(type) && stanza.getName().equals("iq"))
                && stanza.attributeValue("from") != null
                && stanza.attributeValue("to") != null;
    }

    public static Element result(Element iq) {
        return reply(iq, "result");
    }

    public static Element error(Element stanza, String type, String condition, String text) {
        Element reply = reply(stanza, "error");
        Element error = reply.addElement("error");
        error.addAttribute("type", type);
        error.add(new DefaultElement(new QName(condition, CONDITIONS)));
        Element explanation = new DefaultElement(new QName("text", CONDITIONS));
        explanation.addText(text);
        error.add(explanation);
        return reply;
    }

    private static Element reply(Element stanza, String type) {
        Element reply = new DefaultElement(stanza.getName());
        reply.addAttribute("type", type);
        String id = stanza.attributeValue("id");
        if (id != null) {
            reply.addAttribute("id", id);
        }
        reply.addAttribute("from", stanza.attributeValue("to"));
        reply.addAttribute("to", stanza.attributeValue("from"));
        return reply;
    }
}
