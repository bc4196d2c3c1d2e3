package im.isthmus.core.session;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.backend.action.UserAction.Availability;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** The user's resources that showed us presence, where, and what they add up to. */
final class Resources {
    /** More resources than anybody has; what comes beyond is not remembered. */
    private static final int MAX = 100;

    /** More addresses than anybody shows presence to one by one. */
    private static final int MAX_PLACES = 1000;

    /** One resource; shown to the gateway itself it is shown to all of its addresses. */
    private static final class Resource {
        private Availability availability;
        private boolean everywhere;
        private final Set<String> places = new HashSet<>();

        Resource(Availability availability) {
            this.availability = availability;
        }
    }

    private final Map<Jid, Resource> online = new LinkedHashMap<>();

    /** Those that sent something, with or without presence; the one longest silent goes first. */
    private final LinkedHashMap<Jid, Instant> heard = new LinkedHashMap<>(0);

    /** Remembers an available presence of a full JID; returns whether it was offline before. */
    boolean available(Jid full, LegacyAddress at, Element presence) {
        Resource known = online.get(full);
        if (known == null && online.size() >= MAX) {
            return false;
        }
        String show = text(presence, "show");
        // "chat" and no show at all mean somebody is there (RFC 6121 section 4.7.2.1).
        boolean away = !show.isEmpty() && !show.equals("chat");
        Availability now = new Availability(away, text(presence, "status"));
        Resource resource = known == null ? new Resource(now) : known;
        resource.availability = now;
        if (at instanceof LegacyAddress.Gateway) {
            resource.everywhere = true;
        } else if (resource.places.size() < MAX_PLACES) {
            resource.places.add(at.localpart());
        }
        online.put(full, resource);
        return known == null;
    }

    /**
     * Takes note that a resource does not show presence to an address any more.
     *
     * @return whether it is offline now and was not before
     */
    boolean unavailable(Jid full, LegacyAddress at) {
        Resource resource = online.get(full);
        if (resource == null) {
            if (at instanceof LegacyAddress.Gateway) {
                heard.remove(full);
            }
            return false;
        }
        resource.places.remove(at.localpart());
        boolean gone =
                at instanceof LegacyAddress.Gateway
                        || (!resource.everywhere && resource.places.isEmpty());
        if (gone) {
            gone(full);
        }
        return gone;
    }

    /** A resource is gone altogether; returns whether that is news. */
    boolean gone(Jid full) {
        heard.remove(full);
        return online.remove(full) != null;
    }

    /** It sent something. */
    void heard(Jid resource, Instant now) {
        if (!resource.isFull()) {
            return;
        }
        heard.putLast(resource, now);
        if (heard.size() > MAX) {
            heard.pollFirstEntry();
        }
    }

    /** Whether it sent nothing since then. */
    boolean isSilentSince(Jid resource, Instant time) {
        Instant last = heard.get(resource);
        return last == null || last.isBefore(time);
    }

    /** Whether it showed presence or sent something, and has not gone since. */
    boolean isHere(Jid resource) {
        return online.containsKey(resource) || heard.containsKey(resource);
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
        for (Resource each : online.values()) {
            if (!each.availability.away()) {
                return each.availability;
            }
            newest = each.availability;
        }
        return newest;
    }

    private static String text(Element presence, String name) {
        String text = presence.elementText(name);
        return text == null ? "" : text.strip();
    }
}
