package im.isthmus.core.feature;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.stanza.Xml;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;

/** Software Version (XEP-0092): name and version, never the operating system. */
public final class SoftwareVersion implements Feature {
    private static final String NAMESPACE = "jabber:iq:version";

    private final String version;

    public SoftwareVersion(String version) {
        this.version = version;
    }

    @Override
    public Set<String> advertised(LegacyAddress address) {
        return Set.of(NAMESPACE);
    }

    @Override
    public List<IqRoute> routes() {
        return List.of(new IqRoute("get", "query", NAMESPACE, this::answer));
    }

    private Answer answer(IqRequest request) {
        Element query = Xml.element("query", NAMESPACE);
        Xml.text(query, "name", "Isthmus");
        Xml.text(query, "version", version);
        return new Answer.Result(query);
    }
}
