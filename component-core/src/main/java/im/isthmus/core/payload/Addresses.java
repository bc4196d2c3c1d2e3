package im.isthmus.core.payload;

import im.isthmus.core.backend.Ability;
import im.isthmus.core.content.Recipient;
import im.isthmus.core.content.Recipient.Kind;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/** Who else gets a message (XEP-0033). */
public final class Addresses {
    private static final int MAX = 100;

    private Addresses() {}

    /**
     * The other recipients of a message, without the one it is addressed to.
     *
     * @throws StanzaException if somebody is to get it whom the network cannot reach at once
     */
    static List<Recipient> read(Element message, Set<Ability> abilities, People people)
            throws StanzaException {
        Element addresses = Xml.find(message, "addresses", Names.ADDRESSES);
        if (addresses == null) {
            return List.of();
        }
        List<Recipient> recipients = new ArrayList<>();
        String own = people.localpart(message.attributeValue("to", ""));
        boolean met = false;
        for (Element each : addresses.elements()) {
            Recipient recipient = recipient(each, people);
            if (recipient == null) {
                continue;
            }
            if (!met && recipient.ours() && recipient.address().equals(own) && isGoal(recipient)) {
                met = true; // this one is the addressee of the stanza itself
                continue;
            }
            if (recipients.size() >= MAX) {
                throw new StanzaException(
                        PacketError.Condition.not_acceptable,
                        "A message can have {0} recipients at most.",
                        MAX);
            }
            recipients.add(recipient);
        }
        return permitted(recipients, abilities);
    }

    /** The first one a message to the gateway itself is to be sent to; null if there is none. */
    public static @Nullable String first(Element message, People people) {
        Element addresses = Xml.find(message, "addresses", Names.ADDRESSES);
        if (addresses == null) {
            return null;
        }
        for (Element each : addresses.elements()) {
            Recipient recipient = recipient(each, people);
            if (recipient != null && recipient.ours() && isGoal(recipient)) {
                return recipient.address();
            }
        }
        return null;
    }

    /** Tells the user who else got a message. */
    static void write(Element message, List<Recipient> recipients, String domain) {
        if (recipients.isEmpty()) {
            return;
        }
        Element addresses = Xml.child(message, "addresses", Names.ADDRESSES);
        for (Recipient each : recipients) {
            Element address = Xml.child(addresses, "address");
            Xml.attribute(address, "type", type(each.kind()));
            boolean uri = !each.ours() && each.address().matches("[A-Za-z][A-Za-z0-9+.-]*:.*");
            String text = each.ours() ? each.address() + "@" + domain : each.address();
            Xml.attribute(address, uri ? "uri" : "jid", text);
            if (each.kind() != Kind.REPLY_TO) {
                Xml.attribute(address, "delivered", "true");
            }
        }
    }

    private static List<Recipient> permitted(List<Recipient> recipients, Set<Ability> abilities)
            throws StanzaException {
        if (abilities.contains(Ability.SEVERAL_RECIPIENTS)) {
            return recipients;
        }
        if (recipients.stream().anyMatch(Addresses::isGoal)) {
            throw new StanzaException(
                    PacketError.Condition.feature_not_implemented,
                    "One message cannot go to several people there. Send it to each of them.");
        }
        return List.of();
    }

    /** Whether somebody is still to get it. */
    private static boolean isGoal(Recipient recipient) {
        return !recipient.delivered() && recipient.kind() != Kind.REPLY_TO;
    }

    private static @Nullable Recipient recipient(Element address, People people) {
        Kind kind =
                switch (address.attributeValue("type", "")) {
                    case "to" -> Kind.TO;
                    case "cc" -> Kind.CC;
                    case "bcc" -> Kind.BCC;
                    case "replyto" -> Kind.REPLY_TO;
                    default -> null; // for XMPP alone
                };
        String uri = address.attributeValue("uri", "");
        String jid = address.attributeValue("jid", uri.startsWith("xmpp:") ? uri.substring(5) : "");
        if (kind == null || (jid.isEmpty() && uri.isEmpty())) {
            return null;
        }
        boolean delivered = address.attributeValue("delivered", "").equals("true");
        String localpart = jid.isEmpty() ? people.localpartOfUri(uri) : people.localpart(jid);
        return localpart != null
                ? new Recipient(kind, localpart, true, delivered)
                : new Recipient(kind, jid.isEmpty() ? uri : jid, false, delivered);
    }

    private static String type(Kind kind) {
        return switch (kind) {
            case TO -> "to";
            case CC -> "cc";
            case BCC -> "bcc";
            case REPLY_TO -> "replyto";
        };
    }
}
