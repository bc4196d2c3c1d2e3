package im.isthmus.core.session;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.UserAction.Availability;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** The user's resources that showed us presence, and what they add up to. */
final class Resources {
    /** More resources than anybody has; what comes beyond is not remembered. */
    private static final int MAX = 100;

    private final Map<Jid, Availability> online = new LinkedHashMap<>();

    /** Those that sent something, with or without presence; the one longest silent goes first. */
    private final LinkedHashSet<Jid> heard = new LinkedHashSet<>(0);

    /** Remembers an available presence of a full JID. */
    void available(Jid resource, Element presence) {
        if (online.size() >= MAX && !online.containsKey(resource)) {
            return;
        }
        String show = text(presence, "show");
        // "chat" and no show at all mean somebody is there (RFC 6121 section 4.7.2.1).
        boolean away = !show.isEmpty() && !show.equals("chat");
        online.put(resource, new Availability(away, text(presence, "status")));
    }

    void unavailable(Jid resource) {
        online.remove(resource);
        heard.remove(resource);
    }

    /** It sent something. */
    void heard(Jid resource) {
        if (!resource.isFull()) {
            return;
        }
        heard.addLast(resource);
        if (heard.size() > MAX) {
            heard.removeFirst();
        }
    }

    /** Whether it showed presence or sent something, and has not gone since. */
    boolean isHere(Jid resource) {
        return online.containsKey(resource) || heard.contains(resource);
    }

    boolean isEmpty() {
        return online.isEmpty();
    }

    /** All full JIDs that are online, oldest first. */
    List<Jid> all() {
        return List.copyOf(online.keySet());
    }

    /**
     * Away only if every resource is; what the newest one says about it. Null if none is online.
     */
    @Nullable Availability aggregate() {
        Availability newest = null;
        for (Availability each : online.values()) {
            if (!each.away()) {
                return each;
            }
            newest = each;
        }
        return newest;
    }

    private static String text(Element presence, String name) {
        String text = presence.elementText(name);
        return text == null ? "" : text.strip();
    }
}
