package im.isthmus.core.access;

import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import org.dom4j.Element;

/** What a stanza does, as far as it is limited. */
enum Act {
    /** Counted as a stanza only. */
    OTHER,
    MESSAGE,
    JOIN,
    REGISTRATION;

    private static final String REGISTER = "jabber:iq:register";
    private static final String MUC = "http://jabber.org/protocol/muc";

    /** Looks no deeper than the children. */
    static Act of(Stanza stanza) {
        Element element = stanza.element();
        return switch (stanza.kind()) {
            case MESSAGE -> element.element("body") == null ? OTHER : MESSAGE;
            case PRESENCE -> Xml.find(element, "x", MUC) == null ? OTHER : JOIN;
            case IQ ->
                    stanza.type().equals("set") && Xml.find(element, "query", REGISTER) != null
                            ? REGISTRATION
                            : OTHER;
        };
    }
}
