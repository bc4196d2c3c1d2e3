package im.isthmus.core.contact;

import im.isthmus.core.address.Jid;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What each resource of one user was last told about the presence of each address, so that nothing
 * is said twice.
 */
public final class Audiences {
    /** The state of an address that said itself that it is offline. */
    public static final Object OFFLINE = "offline";

    /** A state that no address has. */
    private static final Object DOUBT = "doubt";

    /** A resource that probes later than this after it came has come anew without saying so. */
    private static final Duration ARRIVAL = Duration.ofSeconds(60);

    /**
     * One resource.
     *
     * @param leaving whether it only takes back what it was told
     */
    private record Audience(Instant since, Map<String, Object> told, boolean leaving) {}

    private final InstantSource clock;
    private final Map<Jid, Audience> byResource = new HashMap<>();

    public Audiences(InstantSource clock) {
        this.clock = clock;
    }

    /** A resource can be told things from now on. */
    public void came(Jid resource) {
        byResource.put(resource, new Audience(clock.instant(), new HashMap<>(), false));
    }

    /** A resource goes; returns the addresses it believes to be online. */
    public Set<String> leave(Jid resource) {
        Audience audience = byResource.get(resource);
        if (audience == null) {
            return Set.of();
        }
        byResource.put(resource, new Audience(audience.since(), audience.told(), true));
        return audience.told().entrySet().stream()
                .filter(told -> !told.getValue().equals(OFFLINE))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Forgets the resources that are gone. */
    void forgetGone() {
        byResource.values().removeIf(Audience::leaving);
    }

    /** Whether a resource, or the user as a whole, can be told something. */
    boolean hears(Jid resource) {
        return !resource.isFull() || byResource.containsKey(resource);
    }

    /** Whether everything is offline for this resource, since it goes. */
    boolean isLeaving(Jid resource) {
        Audience audience = byResource.get(resource);
        return audience != null && audience.leaving();
    }

    /** Whether a resource was told something about an address. */
    boolean knows(Jid resource, String localpart) {
        Audience audience = byResource.get(resource);
        return audience != null && audience.told().containsKey(localpart);
    }

    /** Everybody who can be told things. */
    List<Jid> resources() {
        return List.copyOf(byResource.keySet());
    }

    /**
     * Takes note that a resource is about to be told something.
     *
     * @param state what is told; null that the address is offline, which is also what a resource
     *     believes that was told nothing
     * @return whether it does not know that yet
     */
    public boolean isNews(Jid resource, String localpart, @Nullable Object state) {
        Audience audience = byResource.get(resource);
        if (audience == null) {
            return true;
        }
        Object before =
                state == null
                        ? audience.told().remove(localpart)
                        : audience.told().put(localpart, state);
        return state == null ? before != null : !state.equals(before);
    }

    /** A resource does not want to hear of an address any more (RFC 6121 section 4.6). */
    void turnedAway(Jid resource, String localpart) {
        Audience audience = byResource.get(resource);
        if (audience != null) {
            audience.told().remove(localpart);
        }
    }

    /** Who believes that an address is online has to be told again. */
    void doubt(String localpart) {
        byResource
                .values()
                .forEach(audience -> audience.told().computeIfPresent(localpart, (_, _) -> DOUBT));
    }

    /** Nobody believes anything about an address any more. */
    public void forget(String localpart) {
        byResource.values().forEach(audience -> audience.told().remove(localpart));
    }

    /**
     * A resource, or its server for it, asks about an address: it may have forgotten everything.
     * The probes that come right after a resource came are answered by what it is told then anyway.
     */
    public void asked(Jid resource) {
        Audience audience = byResource.get(resource);
        if (audience != null && audience.since().plus(ARRIVAL).isBefore(clock.instant())) {
            came(resource);
        }
    }
}
