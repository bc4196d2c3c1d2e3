package im.isthmus.core.room;

import im.isthmus.core.address.Jid;
import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.dom4j.tree.DefaultElement;
import org.jspecify.annotations.Nullable;

/**
 * The XML of rooms. Its names are made once, for dom4j checks every new name with a regular
 * expression, and the messages of rooms are the busiest path of a gateway.
 */
final class Muc {
    static final String NS = "http://jabber.org/protocol/muc";
    static final String USER = NS + "#user";
    static final String ADMIN = NS + "#admin";
    static final String SID = "urn:xmpp:sid:0";

    static final QName MESSAGE = new QName("message");
    static final QName PRESENCE = new QName("presence");
    static final QName BODY = new QName("body");
    static final QName SUBJECT = new QName("subject");
    static final QName SHOW = new QName("show");
    static final QName STATUS_TEXT = new QName("status");

    static final QName MUC_X = name("x", NS);
    static final QName X = name("x", USER);
    static final QName ITEM = name("item", USER);
    static final QName STATUS = name("status", USER);
    static final QName ACTOR = name("actor", USER);
    static final QName REASON = name("reason", USER);
    static final QName INVITE = name("invite", USER);
    static final QName DECLINE = name("decline", USER);
    static final QName DIRECT_INVITE = name("x", "jabber:x:conference");
    static final QName OCCUPANT_ID = name("occupant-id", "urn:xmpp:occupant-id:0");
    static final QName STANZA_ID = name("stanza-id", SID);
    static final QName ORIGIN_ID = name("origin-id", SID);
    static final QName DELAY = name("delay", "urn:xmpp:delay");
    static final QName ADMIN_QUERY = name("query", ADMIN);
    static final QName ADMIN_ITEM = name("item", ADMIN);

    static final QName FROM = new QName("from");
    static final QName TO = new QName("to");
    static final QName TYPE = new QName("type");
    static final QName ID = new QName("id");
    static final QName BY = new QName("by");
    static final QName STAMP = new QName("stamp");
    static final QName CODE = new QName("code");
    static final QName NICK = new QName("nick");
    static final QName JID = new QName("jid");
    static final QName AFFILIATION = new QName("affiliation");
    static final QName ROLE = new QName("role");
    static final QName REASON_ATTRIBUTE = new QName("reason");

    private Muc() {}

    /** A stanza without content; type and id are left out where null. */
    static Element stanza(
            QName kind, String from, Jid to, @Nullable String type, @Nullable String id) {
        Element stanza = new DefaultElement(kind, 4);
        stanza.addAttribute(FROM, from);
        stanza.addAttribute(TO, to.toString());
        if (type != null) {
            stanza.addAttribute(TYPE, type);
        }
        if (id != null) {
            stanza.addAttribute(ID, id);
        }
        return stanza;
    }

    /** Adds a child; returns it. */
    static Element child(Element parent, QName name) {
        Element child = new DefaultElement(name);
        parent.add(child);
        return child;
    }

    /** Adds a child with one attribute; returns it. */
    static Element child(Element parent, QName name, QName attribute, String value) {
        Element child = child(parent, name);
        child.addAttribute(attribute, value);
        return child;
    }

    /** Adds a child with text. */
    static void text(Element parent, QName name, String text) {
        child(parent, name).addText(text);
    }

    private static QName name(String local, String namespace) {
        return new QName(local, new Namespace("", namespace));
    }
}
