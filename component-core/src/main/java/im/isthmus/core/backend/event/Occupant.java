package im.isthmus.core.backend.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a room.
 *
 * @param nick as the network writes it
 * @param affiliation long-lived standing (XEP-0045 section 5.2)
 * @param role what the occupant may do now (XEP-0045 section 5.1)
 * @param identity what stays the same over nick changes, such as account or user@host; the base of
 *     the occupant-id (XEP-0421); null if the network does not tell
 * @param address the address as the network shows it, such as nick!user@host; null if unknown
 * @param away whether the network says so
 * @param hats what the network calls them besides, such as a bot (XEP-0317)
 * @param look what they show of themselves; null if nothing is known of that
 * @param status what they say about being away; null if nothing
 */
public record Occupant(
        String nick,
        Affiliation affiliation,
        Role role,
        @Nullable String identity,
        @Nullable String address,
        boolean away,
        List<Hat> hats,
        @Nullable Look look,
        @Nullable String status) {
    public Occupant {
        hats = List.copyOf(hats);
    }

    /** Somebody who shows nothing of themselves. */
    public Occupant(
            String nick,
            Affiliation affiliation,
            Role role,
            @Nullable String identity,
            @Nullable String address,
            boolean away,
            List<Hat> hats) {
        this(nick, affiliation, role, identity, address, away, hats, null, null);
    }

    /** Somebody without a hat. */
    public Occupant(
            String nick,
            Affiliation affiliation,
            Role role,
            @Nullable String identity,
            @Nullable String address,
            boolean away) {
        this(nick, affiliation, role, identity, address, away, List.of());
    }

    /**
     * What somebody shows of themselves.
     *
     * @param name what they want to be called, if that is not the nick (XEP-0172); null if it is
     * @param avatar what they look like (XEP-0153); null if they show no picture
     */
    public record Look(@Nullable String name, ContactEvent.@Nullable Avatar avatar) {}

    /**
     * A word for what somebody is in a room.
     *
     * @param uri what it is to programs
     * @param title what it is to people
     */
    public record Hat(String uri, String title) {}

    /** XEP-0045 affiliations, in the words of the wire. */
    public enum Affiliation {
        OWNER,
        ADMIN,
        MEMBER,
        NONE,
        OUTCAST
    }

    /** XEP-0045 roles, in the words of the wire. */
    public enum Role {
        MODERATOR,
        PARTICIPANT,
        VISITOR,
        NONE
    }
}
