package im.isthmus.core.feature;

import im.isthmus.core.address.LegacyAddress;
import java.util.List;
import java.util.Set;

/** One XEP as served by us. */
public interface Feature {
    /** The features to advertise in service discovery (XEP-0030) for an address. */
    Set<String> advertised(LegacyAddress address);

    /** The iq requests it serves. */
    List<IqRoute> routes();
}
