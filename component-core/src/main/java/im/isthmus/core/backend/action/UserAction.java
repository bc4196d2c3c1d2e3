package im.isthmus.core.backend.action;

import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.RoomReport;
import im.isthmus.core.backend.term.HistoryPoint;
import im.isthmus.core.backend.term.MessageRef;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an XMPP user can want from a legacy network. The larger families have files of
 * their own.
 */
public sealed interface UserAction
        permits AccountAction,
                ContactAction,
                MessageAction,
                PersonAction,
                RoomAdministration,
                UserAction.JoinRoom,
                UserAction.ReturnToRoom,
                UserAction.LeaveRoom,
                UserAction.ChangeSubject,
                UserAction.ChangeNick,
                UserAction.Invite,
                UserAction.ListRooms,
                UserAction.FetchOlder,
                UserAction.ChangeAvailability {
    /**
     * Enter a room with the first resource. Answered by {@link LegacyEvent.RoomJoined} or {@link
     * LegacyEvent.RoomJoinFailed}, always. What was said since the user was last there may come
     * before that, by {@link RoomReport.HistoryFetched}; see {@link SessionContext#known}.
     */
    record JoinRoom(LegacyRoom room, String nick, @Nullable String password)
            implements UserAction {}

    /**
     * Be again in a room where the user was when the gateway ended. It is tried until it works: a
     * link that is down is no answer. Answered by {@link LegacyEvent.RoomJoined}, or by {@link
     * LegacyEvent.RoomJoinFailed} or {@link LegacyEvent.RoomLeft} once the network does not want
     * the user there.
     *
     * @param nick the one that the user had there
     */
    record ReturnToRoom(LegacyRoom room, String nick, @Nullable String password)
            implements UserAction {}

    /** Leave a room: the last resource left. Answered by {@link LegacyEvent.RoomLeft}. */
    record LeaveRoom(LegacyRoom room, String reason) implements UserAction {}

    /** Change the subject of a room; empty clears it. Answered by the subject or a failure. */
    record ChangeSubject(LegacyRoom room, MessageRef ref, String subject) implements UserAction {}

    /**
     * Be called differently. Answered by {@link LegacyEvent.OccupantRenamed} in every room where it
     * holds, or by {@link LegacyEvent.NickRefused}.
     */
    record ChangeNick(LegacyRoom room, String nick) implements UserAction {}

    /**
     * Ask somebody of the same network into a room. Answered by {@link LegacyEvent.RequestDone} or
     * -Failed.
     *
     * @param whom a nick, or the localpart of a contact
     * @param reason may be empty
     */
    record Invite(LegacyRoom room, MessageRef ref, String whom, String reason)
            implements UserAction {}

    /**
     * Which rooms are there? Answered by {@link LegacyEvent.RoomsListed}, in one or several parts,
     * or by {@link LegacyEvent.RequestFailed}.
     */
    record ListRooms(LegacyAddress where, MessageRef ref) implements UserAction {}

    /**
     * What was said in a room, where the user is, before all that is known of it? Answered by
     * {@link RoomReport.OlderFetched} or {@link LegacyEvent.RequestFailed}.
     *
     * @param before the first that is known, or now
     * @param most messages
     */
    record FetchOlder(LegacyRoom room, MessageRef ref, HistoryPoint before, int most)
            implements UserAction {}

    /**
     * The user's own availability over all resources changed.
     *
     * @param passing whether that is because a resource went, which may be back in a moment
     */
    record ChangeAvailability(Availability availability, boolean passing) implements UserAction {
        /** As the user wants it. */
        public ChangeAvailability(Availability availability) {
            this(availability, false);
        }
    }

    /**
     * Availability as legacy networks know it.
     *
     * @param away whether nobody is at a keyboard
     * @param text what the user said about it, may be empty
     */
    record Availability(boolean away, String text) {}
}
