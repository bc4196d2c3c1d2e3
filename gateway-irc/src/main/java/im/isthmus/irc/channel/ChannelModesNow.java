package im.isthmus.irc.channel;

import java.util.HashMap;
import java.util.Map;

/** The modes of a channel as the network last told; ranks and lists are not among them. */
public final class ChannelModesNow {
    /** Whoever says more is no real server. */
    private static final int MAX = 60;

    private final Map<Character, String> on = new HashMap<>(0);
    private boolean known;

    /** Whether a mode is on. */
    public boolean has(char letter) {
        return on.containsKey(letter);
    }

    /** The argument of a mode; empty if it has none or is off. */
    public String argument(char letter) {
        return on.getOrDefault(letter, "");
    }

    /** Whether the network has told all of them. */
    public boolean known() {
        return known;
    }

    /** The network tells all of them. */
    public void all() {
        known = true;
        on.clear();
    }

    /** One of them changes. */
    public void apply(ModeChange change) {
        if (!change.set()) {
            on.remove(change.letter());
        } else if (on.size() < MAX) {
            on.put(change.letter(), change.argument());
        }
    }
}
