package im.isthmus.core.payload;

import im.isthmus.core.stanza.StanzaException;
import java.util.Set;
import org.dom4j.Element;
import org.xmpp.packet.PacketError;

/** Messages that only their addressee's client could read, which a gateway is not. */
final class Encryption {
    private static final String HINT = "urn:xmpp:eme:0";
    private static final String OTR = "?OTR";

    /** OMEMO old and new, OpenPGP old and new (XEP-0384, XEP-0373, XEP-0027). */
    private static final Set<String> SECRETS =
            Set.of(
                    "eu.siacs.conversations.axolotl",
                    "urn:xmpp:omemo:1",
                    "urn:xmpp:omemo:2",
                    "urn:xmpp:openpgp:0",
                    "jabber:x:encrypted");

    private Encryption() {}

    /**
     * Whether a message has nothing for us but keys, which clients send among themselves.
     *
     * @throws StanzaException if it says something that we cannot read
     */
    static boolean hides(Element message) throws StanzaException {
        boolean hinted = false;
        Element secret = null;
        for (Element child : message.elements()) {
            hinted |= child.getNamespaceURI().equals(HINT);
            if (SECRETS.contains(child.getNamespaceURI())) {
                secret = child;
            }
        }
        String body = message.elementText("body");
        boolean says = body != null && !body.isEmpty();
        boolean isOtr = says && body != null && body.startsWith(OTR);
        if (secret == null && !hinted && !isOtr) {
            return false;
        }
        if (says || (secret != null && carriesText(secret))) {
            throw new StanzaException(
                    PacketError.Condition.not_acceptable,
                    "Encrypted messages cannot pass through the gateway: switch encryption off"
                            + " for this conversation.");
        }
        return secret != null;
    }

    /** OMEMO without payload only hands keys over (XEP-0384 section 4.6). */
    private static boolean carriesText(Element secret) {
        return !secret.getName().equals("encrypted")
                || secret.elements().stream().anyMatch(e -> e.getName().equals("payload"))
                || secret.elements().isEmpty();
    }
}
