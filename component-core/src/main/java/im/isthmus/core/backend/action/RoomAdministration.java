package im.isthmus.core.backend.action;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.event.RoomReport;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.MessageId;
import java.util.List;
import java.util.Map;

/**
 * What a user wants to change about a room or somebody in it. Each is answered once, by what its
 * text says or by {@link LegacyEvent.RequestFailed}.
 */
public sealed interface RoomAdministration extends UserAction {
    LegacyRoom room();

    MessageRef ref();

    /** Remove somebody from a room. Answered by {@link LegacyEvent.RequestDone}. */
    record Kick(LegacyRoom room, MessageRef ref, String nick, String reason)
            implements RoomAdministration {}

    /** Give somebody another role than none. Answered by {@link LegacyEvent.RequestDone}. */
    record SetRole(LegacyRoom room, MessageRef ref, String nick, Role role, String reason)
            implements RoomAdministration {}

    /**
     * Give somebody another affiliation; outcast bans. Answered by {@link LegacyEvent.RequestDone}.
     *
     * @param whom a nick of the room, the localpart of a contact, or an address in the network's
     *     own words, such as a ban mask
     */
    record SetAffiliation(
            LegacyRoom room, MessageRef ref, String whom, Affiliation affiliation, String reason)
            implements RoomAdministration {}

    /** Who has an affiliation? Answered by {@link RoomReport.AffiliationListed}. */
    record ListAffiliation(LegacyRoom room, MessageRef ref, Affiliation affiliation)
            implements RoomAdministration {}

    /** What can be configured? Answered by {@link RoomReport.ConfigurationFetched}. */
    record FetchConfiguration(LegacyRoom room, MessageRef ref) implements RoomAdministration {}

    /** Configure it. Answered by {@link LegacyEvent.RequestDone}. */
    record Configure(LegacyRoom room, MessageRef ref, Map<String, List<String>> values)
            implements RoomAdministration {
        public Configure {
            values = Map.copyOf(values);
        }
    }

    /** End the room for everybody. Answered by {@link LegacyEvent.RequestDone}. */
    record Destroy(LegacyRoom room, MessageRef ref, String reason) implements RoomAdministration {}

    /** Ask to be let speak. Answered by {@link LegacyEvent.RequestDone} when it was passed on. */
    record RequestVoice(LegacyRoom room, MessageRef ref) implements RoomAdministration {}

    /** Take away what somebody said (XEP-0425). Answered by {@link LegacyEvent.RequestDone}. */
    record Moderate(LegacyRoom room, MessageRef ref, MessageId message, String reason)
            implements RoomAdministration {}
}
