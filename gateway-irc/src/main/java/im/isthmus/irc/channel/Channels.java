package im.isthmus.irc.channel;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.irc.message.CaseMapping;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The channels that the user is in on one network, found by any spelling of their names. */
public final class Channels {
    private final Map<String, JoinedChannel> byName = new HashMap<>();
    private CaseMapping mapping = CaseMapping.RFC1459;

    /** Takes over what the network says about equal names; only while there is no channel. */
    public void use(CaseMapping mapping) {
        if (byName.isEmpty()) {
            this.mapping = mapping;
        }
    }

    /** The channel of that name; null if the user is not in it. */
    public @Nullable JoinedChannel find(String name) {
        return byName.get(mapping.fold(name));
    }

    /** The channel that is this room to the user; null if the user is not in it. */
    public @Nullable JoinedChannel find(LegacyRoom room) {
        for (JoinedChannel channel : byName.values()) {
            if (channel.room().equals(room)) {
                return channel;
            }
        }
        return null;
    }

    public void add(JoinedChannel channel) {
        byName.put(mapping.fold(channel.name()), channel);
    }

    public void remove(JoinedChannel channel) {
        byName.remove(mapping.fold(channel.name()));
    }

    /** All of them; a view, not to be walked while channels come and go. */
    public Collection<JoinedChannel> all() {
        return byName.values();
    }

    /** Forgets all of them. */
    public List<JoinedChannel> clear() {
        List<JoinedChannel> all = List.copyOf(byName.values());
        byName.clear();
        return all;
    }
}
