package im.isthmus.testing.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contact in the roster of an {@link XmppClient}.
 *
 * @param name null if it has none
 * @param subscription none, to, from, both or, in a push, remove
 */
public record RosterItem(
        String jid, @Nullable String name, String subscription, List<String> groups) {
    public RosterItem {
        groups = List.copyOf(groups);
    }
}
