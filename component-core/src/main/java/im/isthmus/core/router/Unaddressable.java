package im.isthmus.core.router;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.text.Language;
import org.dom4j.Element;
import org.dom4j.QName;
import org.dom4j.tree.DefaultElement;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/**
 * Answers a stanza one of whose addresses is no JID. The addresses go back as they came: the server
 * that delivered them understood them.
 */
final class Unaddressable {
    private Unaddressable() {}

    /** The error to send, or null for what must not be answered. */
    static @Nullable Element reply(Element stanza, InvalidJidException problem) {
        String from = stanza.attributeValue("from");
        String to = stanza.attributeValue("to");
        String type = stanza.attributeValue("type", "");
        if (from == null || to == null || type.equals("error") || type.equals("result")) {
            return null;
        }
        Language language = Language.of(Xml.lang(stanza));
        Element error = new DefaultElement(new QName(stanza.getName()));
        error.addAttribute("from", to);
        error.addAttribute("to", from);
        error.addAttribute("type", "error");
        String id = stanza.attributeValue("id");
        if (id != null) {
            error.addAttribute("id", id);
        }
        error.add(
                Replies.errorElement(
                        new StanzaException(
                                PacketError.Condition.jid_malformed,
                                "This address cannot be used: {0}.",
                                problem.text()),
                        language == null ? Language.ENGLISH : language));
        return error;
    }
}
