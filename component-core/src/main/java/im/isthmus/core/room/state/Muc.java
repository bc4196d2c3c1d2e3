package im.isthmus.core.room.state;

import im.isthmus.core.address.Jid;
import java.util.Locale;
import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.dom4j.tree.DefaultElement;
import org.jspecify.annotations.Nullable;

/**
 * The XML of rooms. Its names are made once, for dom4j checks every new name with a regular
 * expression, and the messages of rooms are the busiest path of a gateway.
 */
public final class Muc {
    public static final String NS = "http://jabber.org/protocol/muc";
    public static final String USER = NS + "#user";
    public static final String ADMIN = NS + "#admin";
    public static final String OWNER = NS + "#owner";
    public static final String SID = "urn:xmpp:sid:0";

    public static final QName MESSAGE = new QName("message");
    public static final QName PRESENCE = new QName("presence");
    public static final QName BODY = new QName("body");
    public static final QName SUBJECT = new QName("subject");
    public static final QName SHOW = new QName("show");
    public static final QName STATUS_TEXT = new QName("status");

    public static final QName MUC_X = name("x", NS);
    public static final QName X = name("x", USER);
    public static final QName ITEM = name("item", USER);
    public static final QName STATUS = name("status", USER);
    public static final QName ACTOR = name("actor", USER);
    public static final QName REASON = name("reason", USER);
    public static final QName INVITE = name("invite", USER);
    public static final QName DECLINE = name("decline", USER);
    public static final QName PASSWORD = name("password", USER);
    public static final QName DIRECT_INVITE = name("x", "jabber:x:conference");
    public static final QName OCCUPANT_ID = name("occupant-id", "urn:xmpp:occupant-id:0");
    public static final QName STANZA_ID = name("stanza-id", SID);
    public static final QName ORIGIN_ID = name("origin-id", SID);
    public static final QName DELAY = name("delay", "urn:xmpp:delay");
    public static final QName ADMIN_QUERY = name("query", ADMIN);
    public static final QName ADMIN_ITEM = name("item", ADMIN);
    public static final QName ADMIN_REASON = name("reason", ADMIN);
    public static final QName DESTROY = name("destroy", USER);

    public static final QName HATS = name("hats", "urn:xmpp:hats:0");
    public static final QName HAT = name("hat", "urn:xmpp:hats:0");
    public static final QName URI = new QName("uri");
    public static final QName TITLE = new QName("title");

    /** What somebody wants to be called (XEP-0172). */
    public static final QName NICKNAME = name("nick", "http://jabber.org/protocol/nick");

    /** What somebody looks like (XEP-0153 section 3.1). */
    public static final QName UPDATE = name("x", "vcard-temp:x:update");

    public static final QName PHOTO = name("photo", "vcard-temp:x:update");

    public static final QName FROM = new QName("from");
    public static final QName TO = new QName("to");
    public static final QName TYPE = new QName("type");
    public static final QName ID = new QName("id");
    public static final QName BY = new QName("by");
    public static final QName STAMP = new QName("stamp");
    public static final QName CODE = new QName("code");
    public static final QName NICK = new QName("nick");
    public static final QName JID = new QName("jid");
    public static final QName AFFILIATION = new QName("affiliation");
    public static final QName ROLE = new QName("role");
    public static final QName REASON_ATTRIBUTE = new QName("reason");
    public static final QName PASSWORD_ATTRIBUTE = new QName("password");

    private Muc() {}

    /** A stanza without content; type and id are left out where null. */
    public static Element stanza(
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
    public static Element child(Element parent, QName name) {
        Element child = new DefaultElement(name);
        parent.add(child);
        return child;
    }

    /** Adds a child with one attribute; returns it. */
    public static Element child(Element parent, QName name, QName attribute, String value) {
        Element child = child(parent, name);
        child.addAttribute(attribute, value);
        return child;
    }

    /** Adds a child with text. */
    public static void text(Element parent, QName name, String text) {
        child(parent, name).addText(text);
    }

    /** An affiliation or role as written on the wire. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static QName name(String local, String namespace) {
        return new QName(local, new Namespace("", namespace));
    }
}
