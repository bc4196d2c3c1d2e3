package im.isthmus.core.backend;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that a legacy network can tell an XMPP user. */
public sealed interface LegacyEvent {
    /** What is about one room. */
    sealed interface RoomEvent extends LegacyEvent {
        LegacyRoom room();
    }

    /**
     * The user is in: answers {@link UserAction.JoinRoom}, and comes again, unasked, after a link
     * loss or when the network put the user into a room.
     *
     * @param nick the own nick, which may differ from the one asked for
     * @param occupants everybody there, the user included
     */
    record RoomJoined(
            LegacyRoom room, String nick, List<Occupant> occupants, @Nullable Subject subject)
            implements RoomEvent {}

    /** The user is not in and will not be without asking again. */
    record RoomJoinFailed(LegacyRoom room, BackendFailure failure) implements RoomEvent {}

    /** The user is out. */
    record RoomLeft(LegacyRoom room, Departure departure) implements RoomEvent {}

    /** Somebody else came in. */
    record OccupantJoined(LegacyRoom room, Occupant occupant) implements RoomEvent {}

    /** Somebody else went. */
    record OccupantLeft(LegacyRoom room, String nick, Departure departure) implements RoomEvent {}

    /** Also for the user's own nick. */
    record OccupantRenamed(LegacyRoom room, String oldNick, Occupant occupant)
            implements RoomEvent {}

    /** Role, affiliation, away or identity changed, not the nick. */
    record OccupantChanged(LegacyRoom room, Occupant occupant) implements RoomEvent {}

    /** The subject changed while the user was there. */
    record SubjectChanged(LegacyRoom room, Subject subject, @Nullable MessageRef ref)
            implements RoomEvent {}

    /**
     * Somebody wrote to a room, the user included.
     *
     * @param nick empty if the room itself speaks, such as a mode change notice
     * @param ref the user's own stanza that this reflects, else null
     * @param legacyId the network's id of the message, the same for everybody; null if it has none
     * @param time null means now
     */
    record RoomMessage(
            LegacyRoom room,
            String nick,
            String body,
            @Nullable MessageRef ref,
            @Nullable String legacyId,
            @Nullable Instant time)
            implements RoomEvent {}

    /** Somebody wrote to the user alone. */
    record PrivateMessage(LegacyContact contact, String body, @Nullable Instant time)
            implements LegacyEvent {}

    /** The network as a whole has something to say: a notice, an error, the answer to a command. */
    record ConsoleMessage(LegacyNetwork network, String body) implements LegacyEvent {}

    /** A message of the user did not arrive. */
    record MessageFailed(LegacyAddressee to, MessageRef ref, BackendFailure failure)
            implements LegacyEvent {}

    /** A request with a {@link MessageRef} was done. */
    record RequestDone(MessageRef ref) implements LegacyEvent {}

    /** A request with a {@link MessageRef} failed. */
    record RequestFailed(MessageRef ref, BackendFailure failure) implements LegacyEvent {}

    /** The user keeps the old nick. */
    record NickRefused(LegacyRoom room, String nick, BackendFailure failure) implements RoomEvent {}

    /** Somebody asks the user into a room. */
    record Invited(LegacyRoom room, String byNick, @Nullable String reason) implements RoomEvent {}

    /** The link to a network came up or went down. */
    record NetworkChanged(LegacyNetwork network, boolean connected, String text)
            implements LegacyEvent {}

    /**
     * A subject and who set it when.
     *
     * @param text empty if there is none
     * @param setBy nick; null if unknown
     * @param setAt null if unknown
     */
    record Subject(String text, @Nullable String setBy, @Nullable Instant setAt) {}

    /** Why somebody is no longer in a room. */
    sealed interface Departure {
        String reason();

        /** Left by themselves, or left the network. */
        record Left(String reason) implements Departure {}

        /** Removed by somebody (status 307). */
        record Kicked(String reason, @Nullable String actor) implements Departure {}

        /** Removed and kept out (status 301). */
        record Banned(String reason, @Nullable String actor) implements Departure {}

        /** The link to the network is lost (status 333); the backend tries to come back if so. */
        record LinkLost(String reason, boolean comingBack) implements Departure {}
    }

    /** Where a message of the user was going. */
    sealed interface LegacyAddressee {
        /** Everybody in a room. */
        record ToRoom(LegacyRoom room) implements LegacyAddressee {}

        /** One person in a room. */
        record ToOccupant(LegacyRoom room, String nick) implements LegacyAddressee {}

        /** One person. */
        record ToContact(LegacyContact contact) implements LegacyAddressee {}

        /** The network's console. */
        record ToNetwork(LegacyNetwork network) implements LegacyAddressee {}
    }
}
