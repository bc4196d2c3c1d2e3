package im.isthmus.core.profile;

import im.isthmus.core.stanza.Xml;
import im.isthmus.core.store.table.PictureTable.Picture;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** Writes what people publish about themselves (XEP-0084, XEP-0172, XEP-0292 section 4). */
public final class Personal {
    public static final String DATA = "urn:xmpp:avatar:data";
    public static final String METADATA = "urn:xmpp:avatar:metadata";
    public static final String CARD = "urn:xmpp:vcard4";
    public static final String NICK = "http://jabber.org/protocol/nick";

    private static final String EVENT = "http://jabber.org/protocol/pubsub#event";
    private static final String CURRENT = "current";

    private Personal() {}

    /**
     * The item of a node.
     *
     * @param id which one is asked for; null for the newest
     * @return null if there is none such
     */
    public static @Nullable Element item(String node, @Nullable String id, Who who) {
        Picture picture = who.picture();
        Element item =
                switch (node) {
                    case DATA -> picture == null ? null : item(picture.sha1(), data(picture));
                    case METADATA -> picture == null ? null : item(picture.sha1(), info(picture));
                    case CARD -> item(CURRENT, BusinessCards.four(who));
                    case NICK -> item(CURRENT, nick(who.nickname()));
                    default -> null;
                };
        return item == null || (id != null && !id.equals(item.attributeValue("id"))) ? null : item;
    }

    /** What tells a client that a picture changed; null if there is none any more. */
    static Element event(@Nullable Picture picture) {
        Element event = Xml.element("event", EVENT);
        Element items = Xml.child(event, "items");
        Xml.attribute(items, "node", METADATA);
        Element item = Xml.child(items, "item");
        Xml.attribute(item, "id", picture == null ? CURRENT : picture.sha1());
        item.add(picture == null ? Xml.element("metadata", METADATA) : info(picture));
        return event;
    }

    private static Element item(String id, Element payload) {
        Element item = Xml.element("item", "http://jabber.org/protocol/pubsub");
        Xml.attribute(item, "id", id);
        item.add(payload);
        return item;
    }

    /** XEP-0084 section 4.1. */
    private static Element data(Picture picture) {
        Element data = Xml.element("data", DATA);
        data.addText(picture.base64());
        return data;
    }

    /** XEP-0084 section 4.2. */
    private static Element info(Picture picture) {
        Element metadata = Xml.element("metadata", METADATA);
        Element info = Xml.child(metadata, "info");
        Xml.attribute(info, "id", picture.sha1());
        Xml.attribute(info, "type", picture.type());
        Xml.attribute(info, "bytes", String.valueOf(picture.size()));
        Xml.attribute(info, "width", String.valueOf(picture.width()));
        Xml.attribute(info, "height", String.valueOf(picture.height()));
        return metadata;
    }

    private static Element nick(String name) {
        Element nick = Xml.element("nick", NICK);
        nick.addText(name);
        return nick;
    }
}
