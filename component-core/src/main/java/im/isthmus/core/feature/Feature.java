package im.isthmus.core.feature;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.stanza.StanzaException;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** One XEP as served by us. */
public interface Feature {
    /** The features to advertise in service discovery (XEP-0030) for an address. */
    Set<String> advertised(LegacyAddress address);

    /**
     * As {@link #advertised(LegacyAddress)}, to one user.
     *
     * @param user a bare JID
     */
    default Set<String> advertised(Jid user, LegacyAddress address) {
        return advertised(address);
    }

    /** What it says about a node in service discovery; null if the node is none of its own. */
    default @Nullable DiscoNode node(IqRequest request, String node) throws StanzaException {
        return null;
    }

    /** The forms that tell more about an address in service discovery (XEP-0128). */
    default List<Element> forms(LegacyAddress address) {
        return List.of();
    }

    /** As {@link #forms(LegacyAddress)}, to one user. */
    default List<Element> forms(Jid user, LegacyAddress address) {
        return forms(address);
    }

    /** The iq requests it serves. */
    List<IqRoute> routes();
}
