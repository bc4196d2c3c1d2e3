package im.isthmus.core.feature.about;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.config.section.ContactConfig;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.IqRoute;
import im.isthmus.core.stanza.Xml;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.dom4j.Element;

/** Contact Addresses of the gateway's admins (XEP-0157). */
public final class ContactAddresses implements Feature {
    private static final String SERVER = "http://jabber.org/network/serverinfo";

    private final ContactConfig contact;

    public ContactAddresses(ContactConfig contact) {
        this.contact = contact;
    }

    @Override
    public Set<String> advertised(LegacyAddress address) {
        return Set.of();
    }

    @Override
    public List<Element> forms(LegacyAddress address) {
        if (!(address instanceof Gateway) || contact.addresses().isEmpty()) {
            return List.of();
        }
        Element form = Xml.attribute(Xml.element("x", "jabber:x:data"), "type", "result");
        field(form, "FORM_TYPE", "hidden", List.of(SERVER));
        new TreeMap<>(contact.addresses())
                .forEach((name, uris) -> field(form, name, "list-multi", uris));
        return List.of(form);
    }

    private static void field(Element form, String name, String type, List<String> values) {
        Element field = Xml.attribute(Xml.child(form, "field"), "var", name);
        Xml.attribute(field, "type", type);
        values.forEach(value -> Xml.text(field, "value", value));
    }

    @Override
    public List<IqRoute> routes() {
        return List.of();
    }
}
