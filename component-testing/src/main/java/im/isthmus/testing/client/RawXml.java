package im.isthmus.testing.client;

import org.jivesoftware.smack.packet.Nonza;
import org.jivesoftware.smack.packet.XmlEnvironment;

/** XML that goes out as written; Smack sends its own stanzas only in its own words. */
final class RawXml implements Nonza {
    private final String xml;

    RawXml(String xml) {
        this.xml = xml;
    }

    @Override
    public String getNamespace() {
        return "jabber:client";
    }

    @Override
    public String getElementName() {
        return "raw";
    }

    @Override
    public CharSequence toXML(XmlEnvironment surroundings) {
        return xml;
    }
}
