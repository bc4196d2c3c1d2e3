package im.isthmus.core.room.state;

import im.isthmus.core.access.Access;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.archive.RoomMemory;
import im.isthmus.core.backend.RoomWishes;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.UserAction.Availability;
import im.isthmus.core.conversation.Talker;
import im.isthmus.core.text.Language;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What the rooms of one user need from that user's session. Used by the session's owner only. */
public interface RoomHost extends Talker {
    /** The bare JID of an address: its localpart at the gateway's domain. */
    Jid jid(LegacyAddress address);

    /** Runs a task as the owner of the session after a delay, unless cancelled before. */
    SessionContext.Timer schedule(Duration delay, Runnable task);

    /** How much the user may have. */
    Access access();

    /** The language to tell the user things in. */
    Language language();

    /** The contact that somebody in a room is outside of it; null if there is no such address. */
    default @Nullable LegacyContact person(LegacyRoom room, String nick) {
        return legacySide().person(room, nick);
    }

    /** The bare JID of a localpart of the gateway. */
    Jid jidOf(String localpart);

    /** Whether the user's resources are away, and what they say; null if none shows presence. */
    @Nullable Availability availability();

    /** How the user wants to have a room. */
    RoomWishes wishes(LegacyRoom room);

    /** Whether what is said in a room is kept for the user. */
    default boolean isLogged(LegacyRoom room) {
        return memory().isOn() && wishes(room).keepsHistory();
    }

    /** What is kept on disk of what is said in rooms. */
    RoomMemory memory();

    /** The time, for delays and history. */
    InstantSource clock();

    /**
     * The occupant-id (XEP-0421) of somebody in a room: the same input gives the same opaque id
     * until the gateway's key is changed, and nobody can compute it backwards.
     */
    String occupantId(LegacyRoom room, String identity);
}
