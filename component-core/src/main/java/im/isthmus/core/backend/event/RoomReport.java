package im.isthmus.core.backend.event;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent.RoomEvent;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.backend.term.Registration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers to {@link RoomAdministration}, and what a room is like. */
public sealed interface RoomReport extends RoomEvent {
    /** Answers {@link RoomAdministration.ListAffiliation}. */
    record AffiliationListed(LegacyRoom room, MessageRef ref, List<Affiliated> list)
            implements RoomReport {
        public AffiliationListed {
            list = List.copyOf(list);
        }
    }

    /**
     * Somebody with an affiliation.
     *
     * @param whom as {@link RoomAdministration.SetAffiliation} takes it
     * @param nick if somebody there now is meant; else null
     */
    record Affiliated(
            String whom, @Nullable String nick, Affiliation affiliation, @Nullable String reason) {}

    /**
     * Answers {@link RoomAdministration.FetchConfiguration}.
     *
     * @param fields with what holds now; named as in XEP-0045 where a name of it fits
     */
    record ConfigurationFetched(LegacyRoom room, MessageRef ref, List<Registration.Field> fields)
            implements RoomReport {
        public ConfigurationFetched {
            fields = List.copyOf(fields);
        }
    }

    /** What is known about a room, also to who is not in it. */
    record RoomDescribed(LegacyRoom room, RoomDetails details) implements RoomReport {}

    /**
     * What was said in a room while the user was not there: before the user is let in, or after
     * coming back to it. What is known by its name already is not shown again.
     *
     * @param messages oldest first, each with its time
     */
    record HistoryFetched(LegacyRoom room, List<LegacyEvent.RoomMessage> messages)
            implements RoomReport {
        public HistoryFetched {
            messages = List.copyOf(messages);
        }
    }

    /**
     * Answers {@link UserAction.FetchOlder}.
     *
     * @param messages oldest first, each with its time
     * @param last whether there is nothing before them
     */
    record OlderFetched(
            LegacyRoom room, MessageRef ref, List<LegacyEvent.RoomMessage> messages, boolean last)
            implements RoomReport {
        public OlderFetched {
            messages = List.copyOf(messages);
        }
    }

    /**
     * What the subject was once set to while the user was not there, as the network tells with its
     * history: it is kept, and shown to nobody.
     *
     * @param subject with its time
     */
    record SubjectWas(LegacyRoom room, LegacyEvent.Subject subject) implements RoomReport {}

    /** What {@link Backend#abilities} says about a room is another now. */
    record AbilitiesChanged(LegacyRoom room) implements RoomReport {}

    /**
     * What a room is like (XEP-0045 sections 6.4 and 15.5).
     *
     * @param name for people; null if it has none
     * @param description null if it has none
     * @param occupants how many there are; -1 if unknown
     * @param openSubject whether everybody there may change the subject
     */
    record RoomDetails(
            @Nullable String name,
            @Nullable String description,
            int occupants,
            boolean membersOnly,
            boolean moderated,
            boolean passwordProtected,
            boolean hidden,
            boolean openSubject,
            ContactEvent.@Nullable Avatar avatar) {
        /** The same with another number of people there. */
        public RoomDetails withOccupants(int other) {
            return new RoomDetails(
                    name,
                    description,
                    other,
                    membersOnly,
                    moderated,
                    passwordProtected,
                    hidden,
                    openSubject,
                    avatar);
        }

        /** The same with another picture, or none. */
        public RoomDetails withAvatar(ContactEvent.@Nullable Avatar other) {
            return new RoomDetails(
                    name,
                    description,
                    occupants,
                    membersOnly,
                    moderated,
                    passwordProtected,
                    hidden,
                    openSubject,
                    other);
        }
    }
}
