package im.isthmus.core.profile;

import im.isthmus.core.backend.event.ContactEvent.Detail;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.store.table.PictureTable.Picture;
import java.util.Locale;
import java.util.Set;
import org.dom4j.Element;

/** Writes business cards: vcard-temp (XEP-0054) and vCard4 (XEP-0292, RFC 6351). */
public final class BusinessCards {
    public static final String VCARD_TEMP = "vcard-temp";
    public static final String VCARD_4 = "urn:ietf:params:xml:ns:vcard-4.0";

    /** Properties of vCard4 whose value is an address (RFC 6350). */
    private static final Set<String> URIS =
            Set.of("url", "impp", "tel", "photo", "logo", "source", "uid", "geo", "member");

    /** Properties of vCard4 that we pass on; the rest could have any shape. */
    private static final Set<String> TEXTS =
            Set.of("email", "note", "title", "role", "org", "tz", "gender", "lang");

    private BusinessCards() {}

    /** XEP-0054 section 3.1 and 3.2. */
    public static Element temp(Who who) {
        Element card = Xml.element("vCard", VCARD_TEMP);
        Xml.text(card, "FN", who.name());
        Xml.text(card, "NICKNAME", who.nickname());
        for (Detail detail : who.profile().details()) {
            temp(card, detail);
        }
        Xml.text(card, "JABBERID", who.jid().toString());
        Picture picture = who.picture();
        if (picture != null) {
            Element photo = Xml.child(card, "PHOTO");
            Xml.text(photo, "TYPE", picture.type());
            Xml.text(photo, "BINVAL", picture.base64());
        }
        return card;
    }

    private static void temp(Element card, Detail detail) {
        switch (detail.property()) {
            case "tel" -> {
                Element tel = Xml.child(card, "TEL");
                Xml.child(tel, "VOICE");
                Xml.text(tel, "NUMBER", withoutScheme(detail.value(), "tel:"));
            }
            case "email" -> {
                Element email = Xml.child(card, "EMAIL");
                Xml.child(email, "INTERNET");
                Xml.text(email, "USERID", detail.value());
            }
            case "org" -> Xml.text(Xml.child(card, "ORG"), "ORGNAME", detail.value());
            case "note" -> Xml.text(card, "DESC", detail.value());
            case "url", "title", "role", "tz", "bday" ->
                    Xml.text(card, detail.property().toUpperCase(Locale.ROOT), detail.value());
            default -> {} // vcard-temp has no other place that fits
        }
    }

    /** RFC 6351 section 5. */
    public static Element four(Who who) {
        Element card = Xml.element("vcard", VCARD_4);
        property(card, "fn", "text", who.name());
        property(card, "nickname", "text", who.nickname());
        for (Detail detail : who.profile().details()) {
            String name = detail.property().toLowerCase(Locale.ROOT);
            if (URIS.contains(name)) {
                boolean tel = name.equals("tel") && !detail.value().startsWith("tel:");
                property(card, name, "uri", tel ? "tel:" + detail.value() : detail.value());
            } else if (TEXTS.contains(name)) {
                property(card, name, "text", detail.value());
            }
        }
        property(card, "impp", "uri", who.jid().uri());
        return card;
    }

    private static void property(Element card, String name, String type, String value) {
        Xml.text(Xml.child(card, name), type, value);
    }

    private static String withoutScheme(String value, String scheme) {
        return value.startsWith(scheme) ? value.substring(scheme.length()) : value;
    }
}
