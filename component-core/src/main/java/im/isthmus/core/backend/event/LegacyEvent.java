package im.isthmus.core.backend.event;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Content;
import im.isthmus.core.store.StoredWith;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a legacy network can tell an XMPP user. The larger families have files of their
 * own.
 */
public sealed interface LegacyEvent
        permits AccountEvent,
                ContactEvent,
                MessageEvent,
                LegacyEvent.RoomEvent,
                LegacyEvent.PrivateMessage,
                LegacyEvent.ConsoleMessage,
                LegacyEvent.MessageFailed,
                LegacyEvent.AccountVerified,
                LegacyEvent.RequestDone,
                LegacyEvent.RequestFailed,
                LegacyEvent.RoomsListed,
                LegacyEvent.NetworkChanged,
                LegacyEvent.NetworkLooks {
    /** What is about one room. */
    sealed interface RoomEvent extends LegacyEvent
            permits RoomReport,
                    RoomJoined,
                    RoomJoinFailed,
                    RoomLeft,
                    OccupantJoined,
                    OccupantLeft,
                    OccupantRenamed,
                    OccupantChanged,
                    SubjectChanged,
                    RoomMessage,
                    NickRefused,
                    Invited {
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
            Content content,
            @Nullable MessageRef ref,
            @Nullable String legacyId,
            @Nullable Instant time)
            implements RoomEvent {
        /** Nothing but text. */
        public RoomMessage(
                LegacyRoom room,
                String nick,
                String body,
                @Nullable MessageRef ref,
                @Nullable String legacyId,
                @Nullable Instant time) {
            this(room, nick, Content.of(body), ref, legacyId, time);
        }

        /** The text of the content. */
        public String body() {
            return content.body();
        }
    }

    /**
     * Somebody wrote to the user alone.
     *
     * @param legacyId the network's id of the message; null if it has none. An id seen before from
     *     this contact is the same message, and is not shown again
     * @param time null means now
     */
    record PrivateMessage(
            LegacyContact contact,
            @Nullable String legacyId,
            Content content,
            @Nullable Instant time)
            implements LegacyEvent {
        /** Nothing but text. */
        public PrivateMessage(LegacyContact contact, String body, @Nullable Instant time) {
            this(contact, null, Content.of(body), time);
        }

        /** The text of the content. */
        public String body() {
            return content.body();
        }
    }

    /** The network as a whole has something to say: a notice, an error, the answer to a command. */
    record ConsoleMessage(LegacyNetwork network, String body) implements LegacyEvent {}

    /** A message of the user did not arrive. */
    record MessageFailed(LegacyAddressee to, MessageRef ref, BackendFailure failure)
            implements LegacyEvent {}

    /**
     * The credentials work that the user wants to register with.
     *
     * @param also what the backend stores together with them: all of it or nothing
     */
    record AccountVerified(MessageRef ref, StoredWith also) implements LegacyEvent {}

    /** A request with a {@link MessageRef} was done. */
    record RequestDone(MessageRef ref) implements LegacyEvent {}

    /** A request with a {@link MessageRef} failed. */
    record RequestFailed(MessageRef ref, BackendFailure failure) implements LegacyEvent {}

    /** The user keeps the old nick. */
    record NickRefused(LegacyRoom room, String nick, BackendFailure failure) implements RoomEvent {}

    /** Somebody asks the user into a room. */
    record Invited(LegacyRoom room, String byNick, @Nullable String reason) implements RoomEvent {}

    /**
     * A part of the answer to {@link UserAction.ListRooms}.
     *
     * @param last whether nothing more comes
     */
    record RoomsListed(MessageRef ref, List<ListedRoom> rooms, boolean last)
            implements LegacyEvent {
        public RoomsListed {
            rooms = List.copyOf(rooms);
        }
    }

    /** A room somebody may want to enter. */
    record ListedRoom(LegacyRoom room, String name, int occupants) {}

    /** The link to a network came up or went down. */
    record NetworkChanged(LegacyNetwork network, boolean connected, String text)
            implements LegacyEvent {}

    /** What a network looks like; null if like nothing. */
    record NetworkLooks(LegacyNetwork network, ContactEvent.@Nullable Avatar avatar)
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

        /**
         * The room is no more (XEP-0045 section 10.9).
         *
         * @param alternative localpart of the room to use instead; null if there is none
         */
        record Destroyed(String reason, @Nullable String alternative) implements Departure {}

        /** The link to the network is lost (status 333); the backend tries to come back if so. */
        record LinkLost(String reason, boolean comingBack) implements Departure {}
    }
}
