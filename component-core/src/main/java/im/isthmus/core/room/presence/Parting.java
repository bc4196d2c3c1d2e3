package im.isthmus.core.room.presence;

import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.term.BackendFailure;
import org.jspecify.annotations.Nullable;

/**
 * How an unavailable presence explains itself (XEP-0045 section 15.6).
 *
 * @param code the status code; 0 for a plain leave
 * @param text the words of whoever left, or of us; may be empty
 * @param reason the words of whoever removed them; may be empty
 * @param actor the nick of whoever removed them
 * @param affiliation if it became another one by this
 * @param newResource the resourcepart they have from now on, if they are only renamed
 * @param destroyed the end of the room, if it is that
 */
record Parting(
        int code,
        String text,
        String reason,
        @Nullable String actor,
        @Nullable Affiliation affiliation,
        @Nullable String newResource,
        Departure.@Nullable Destroyed destroyed) {
    /** Anything but the end of a room. */
    Parting(
            int code,
            String text,
            String reason,
            @Nullable String actor,
            @Nullable Affiliation affiliation,
            @Nullable String newResource) {
        this(code, text, reason, actor, affiliation, newResource, null);
    }

    public static Parting of(Departure departure) {
        return switch (departure) {
            case Departure.Left d -> new Parting(0, d.reason(), "", null, null, null);
            case Departure.Kicked d -> new Parting(307, "", d.reason(), d.actor(), null, null);
            case Departure.Banned d ->
                    new Parting(301, "", d.reason(), d.actor(), Affiliation.OUTCAST, null);
            case Departure.Destroyed d -> new Parting(0, "", "", null, Affiliation.NONE, null, d);
            case Departure.LinkLost d -> technical(d.reason());
        };
    }

    /** The way back into a room is closed. */
    public static Parting refused(BackendFailure failure) {
        return failure instanceof BackendFailure.Banned banned
                ? of(new Departure.Banned(banned.text(), null))
                : technical(failure.text());
    }

    /** Something between us and them broke (XEP-0045 section 11.1). */
    public static Parting technical(String text) {
        return new Parting(333, text, text, null, null, null);
    }

    /** The gateway ends (XEP-0045 section 11.2). */
    public static Parting shutdown(String text) {
        return new Parting(332, text, text, null, null, null);
    }

    public static Parting renamed(String newResource) {
        return new Parting(303, "", "", null, null, newResource);
    }

    public static Parting left(String text) {
        return new Parting(0, text, "", null, null, null);
    }
}
