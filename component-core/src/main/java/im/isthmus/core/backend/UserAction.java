package im.isthmus.core.backend;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import org.jspecify.annotations.Nullable;

/** Everything that an XMPP user can want from a legacy network. */
public sealed interface UserAction {
    /**
     * Enter a room with the first resource. Answered by {@link LegacyEvent.RoomJoined} or {@link
     * LegacyEvent.RoomJoinFailed}, always.
     */
    record JoinRoom(LegacyRoom room, String nick, @Nullable String password)
            implements UserAction {}

    /** Leave a room: the last resource left. Answered by {@link LegacyEvent.RoomLeft}. */
    record LeaveRoom(LegacyRoom room, String reason) implements UserAction {}

    /**
     * Write to a room. Answered by {@link LegacyEvent.RoomMessage} from the own nick with the same
     * {@code ref} once the network has it, or by {@link LegacyEvent.MessageFailed}.
     */
    record SendRoomMessage(LegacyRoom room, MessageRef ref, String body) implements UserAction {}

    /** Change the subject of a room; empty clears it. Answered by the subject or a failure. */
    record ChangeSubject(LegacyRoom room, MessageRef ref, String subject) implements UserAction {}

    /** Write to one person in a room, known by nick (XEP-0045 section 7.5). */
    record SendOccupantMessage(LegacyRoom room, String nick, MessageRef ref, String body)
            implements UserAction {}

    /** Write to a contact. Silence means it is on its way; a failure is an event. */
    record SendPrivateMessage(LegacyContact contact, MessageRef ref, String body)
            implements UserAction {}

    /** A line typed to a network as a whole: a console command. */
    record SendConsole(LegacyNetwork network, MessageRef ref, String line) implements UserAction {}

    /**
     * Be called differently. Answered by {@link LegacyEvent.OccupantRenamed} in every room where it
     * holds, or by {@link LegacyEvent.NickRefused}.
     */
    record ChangeNick(LegacyRoom room, String nick) implements UserAction {}

    /** Remove somebody from a room. Answered by {@link LegacyEvent.RequestDone} or -Failed. */
    record Kick(LegacyRoom room, MessageRef ref, String nick, String reason)
            implements UserAction {}

    /**
     * Ask somebody of the same network into a room. Answered by {@link LegacyEvent.RequestDone} or
     * -Failed.
     *
     * @param whom a nick, or the localpart of a contact
     * @param reason may be empty
     */
    record Invite(LegacyRoom room, MessageRef ref, String whom, String reason)
            implements UserAction {}

    /** The user's own availability over all resources changed. */
    record ChangeAvailability(Availability availability) implements UserAction {}

    /**
     * Availability as legacy networks know it.
     *
     * @param away whether nobody is at a keyboard
     * @param text what the user said about it, may be empty
     */
    record Availability(boolean away, String text) {}
}
