package im.isthmus.core.feature;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.Backend.Identity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node of an address in service discovery (XEP-0030 section 5).
 *
 * @param identity what it is
 * @param features of it
 * @param items in it
 */
public record DiscoNode(Identity identity, Set<String> features, List<Item> items) {
    public DiscoNode {
        features = Set.copyOf(features);
        items = List.copyOf(items);
    }

    /**
     * Something in a node.
     *
     * @param node null if it is an address itself
     */
    public record Item(Jid jid, @Nullable String node, String name) {}
}
