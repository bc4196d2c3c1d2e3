package im.isthmus.core.feature.about;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.config.section.ContactConfig;
import im.isthmus.core.feature.Feature;
import im.isthmus.core.feature.IqRoute;
import im.isthmus.core.stanza.Forms;
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
        Element form = Forms.of("result", SERVER);
        new TreeMap<>(contact.addresses())
                .forEach((name, uris) -> Forms.field(form, name, "list-multi", uris));
        return List.of(form);
    }

    @Override
    public List<IqRoute> routes() {
        return List.of();
    }
}
