package im.isthmus.core.payload;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.ChatState;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** What messages carry beside text, one method each. */
public final class Payloads {
    private static final Set<String> BESIDE_BODY =
            Set.of(Names.OOB, Names.FILE_SHARING, Names.REPLY, Names.FALLBACK, Names.REFERENCE);

    /** In characters of XML. */
    private static final int MAX_BESIDE = 4096;

    private Payloads() {}

    /** Ties answers of the network to a message of the user. */
    public static MessageRef ref(Stanza stanza) {
        Element message = stanza.element();
        Element origin = Xml.find(message, "origin-id", Names.SID);
        // Both need an id to refer to; in rooms nobody may ask for receipts (XEP-0184 5.3).
        boolean named = stanza.id() != null && !stanza.type().equals("groupchat");
        MessageRef.Wants wants =
                new MessageRef.Wants(
                        named && Xml.find(message, "request", Names.RECEIPTS) != null,
                        named && Xml.find(message, "markable", Names.MARKERS) != null);
        return new MessageRef(
                stanza.from(),
                stanza.id(),
                origin == null ? null : origin.attributeValue("id"),
                wants);
    }

    /** Whether the sender wants nobody to keep a message (XEP-0334). */
    public static boolean isUnstored(Element message) {
        return Xml.find(message, "no-store", Names.HINTS) != null
                || Xml.find(message, "no-permanent-store", Names.HINTS) != null;
    }

    /**
     * What a message says about its body to clients: that it is a file (XEP-0066, XEP-0447), an
     * answer (XEP-0461, XEP-0428), or names somebody (XEP-0372). Empty if there is no body, or more
     * of it than a person makes.
     */
    public static List<Element> besideBody(Element message) {
        List<Element> beside =
                message.elements().stream()
                        .filter(each -> BESIDE_BODY.contains(each.getNamespaceURI()))
                        .map(Element::createCopy)
                        .toList();
        int size = beside.stream().mapToInt(each -> each.asXML().length()).sum();
        return size > MAX_BESIDE || message.elementText("body") == null ? List.of() : beside;
    }

    /** Tells the sender of a message that it arrived (XEP-0184). */
    public static void received(Element message, String id) {
        Xml.attribute(Xml.child(message, "received", Names.RECEIPTS), "id", id);
        store(message, true);
    }

    /** Tells that everything up to a message was seen (XEP-0333). */
    public static void displayed(Element message, String id) {
        Xml.attribute(Xml.child(message, "displayed", Names.MARKERS), "id", id);
        store(message, true);
    }

    /** Asks to be told when a message is seen (XEP-0333). */
    public static void markable(Element message) {
        Xml.child(message, "markable", Names.MARKERS);
    }

    /** Tells what somebody is doing (XEP-0085). */
    public static void state(Element message, ChatState state) {
        Xml.child(message, state.name().toLowerCase(Locale.ROOT), Names.CHAT_STATES);
    }

    /** Makes a message replace another (XEP-0308). */
    public static void replace(Element message, String id) {
        Xml.attribute(Xml.child(message, "replace", Names.CORRECT), "id", id);
    }

    /** Sets somebody's reactions to a message (XEP-0444). */
    public static void reactions(Element message, String id, List<String> emojis) {
        Element reactions =
                Xml.attribute(Xml.child(message, "reactions", Names.REACTIONS), "id", id);
        emojis.forEach(emoji -> Xml.text(reactions, "reaction", emoji));
        store(message, true);
    }

    /** All reactions of somebody to the message of that id. */
    public record Reactions(String id, List<String> emojis) {}

    /** The reactions that a message of ours sets; null if it sets none. */
    public static @Nullable Reactions reactions(Element message) {
        Element reactions = Xml.find(message, "reactions", Names.REACTIONS);
        return reactions == null
                ? null
                : new Reactions(
                        reactions.attributeValue("id", ""),
                        reactions.elements().stream().map(Element::getText).toList());
    }

    /** Takes a message back (XEP-0424). */
    public static void retract(Element message, String id) {
        Xml.attribute(Xml.child(message, "retract", Names.RETRACT), "id", id);
        ContentWriter.fallback(message, Names.RETRACT);
        Xml.text(
                message,
                "body",
                "/me took back an earlier message, which your client still shows.");
        store(message, true);
    }

    /**
     * Takes a message away, as a room does it (XEP-0425).
     *
     * @param by the occupant JID of who did it; null if unknown
     * @param occupantId theirs
     */
    public static void moderate(
            Element message,
            String id,
            @Nullable String by,
            @Nullable String occupantId,
            String reason) {
        Element retract = Xml.child(message, "retract", Names.RETRACT);
        Xml.attribute(retract, "id", id);
        moderated(Xml.child(retract, "moderated", Names.MODERATE), by, occupantId);
        reason(retract, reason);
        Element old = Xml.child(message, "apply-to", Names.FASTEN);
        Xml.attribute(old, "id", id);
        Element oldModerated = Xml.child(old, "moderated", Names.OLD_MODERATE);
        moderated(oldModerated, by, occupantId);
        Xml.child(oldModerated, "retract", Names.OLD_RETRACT);
        reason(oldModerated, reason);
        store(message, true);
    }

    /**
     * What is left in an archive of a message that a retraction took away (XEP-0424 section 5).
     *
     * @param retraction made by {@link #retract} or {@link #moderate}
     */
    public static Element tombstone(Element retraction, Instant time) {
        Element retract = Xml.find(retraction, "retract", Names.RETRACT);
        Element retracted = Xml.element("retracted", Names.RETRACT);
        Xml.attribute(retracted, "stamp", time.truncatedTo(ChronoUnit.SECONDS).toString());
        Xml.attribute(retracted, "id", retraction.attributeValue("id", ""));
        if (retract != null) {
            retract.elements().forEach(child -> retracted.add(child.createCopy()));
        }
        return retracted;
    }

    /** The message that a message takes away; null if it takes none away. */
    public static @Nullable String retracted(Element message) {
        Element retract = Xml.find(message, "retract", Names.RETRACT);
        return retract == null ? null : retract.attributeValue("id");
    }

    /** The message that a message corrects; null if it corrects none. */
    public static @Nullable String replaced(Element message) {
        Element replace = Xml.find(message, "replace", Names.CORRECT);
        return replace == null ? null : replace.attributeValue("id");
    }

    /** Says that a message is of the past (XEP-0203). */
    public static void delay(Element message, Jid from, Instant time) {
        Element delay = Xml.child(message, "delay", Names.DELAY);
        Xml.attribute(delay, "from", from.toString());
        Xml.attribute(delay, "stamp", time.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** Asks servers to keep a message, or not to (XEP-0334). */
    public static void store(Element message, boolean keep) {
        Xml.child(message, keep ? "store" : "no-store", Names.HINTS);
    }

    private static void moderated(
            Element moderated, @Nullable String by, @Nullable String occupantId) {
        if (by != null) {
            Xml.attribute(moderated, "by", by);
        }
        if (occupantId != null) {
            Element occupant = Xml.child(moderated, "occupant-id", "urn:xmpp:occupant-id:0");
            Xml.attribute(occupant, "id", occupantId);
        }
    }

    private static void reason(Element parent, String reason) {
        if (!reason.isEmpty()) {
            Xml.text(parent, "reason", reason);
        }
    }
}
