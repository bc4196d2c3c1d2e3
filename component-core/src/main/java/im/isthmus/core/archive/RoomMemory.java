package im.isthmus.core.archive;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.event.ContactEvent.Avatar;
import im.isthmus.core.store.stay.Stay;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * What the rooms of one user know from beyond the session: what is on disk, and what other users
 * did. Used by the owner of the user's session only.
 */
public interface RoomMemory {
    /** Whether anything is kept. */
    boolean isOn();

    /**
     * Keeps what was said, if anything is kept.
     *
     * @param id what the room calls it
     * @param message the stanza, which nobody changes any more
     * @param missed whether its place is by its time and not behind all others
     */
    void keep(LegacyRoom room, String id, Instant time, Element message, boolean missed);

    /**
     * Leaves a tombstone in place of what was said, if anything is kept.
     *
     * @param id what the room calls it
     * @param retracted what stands there from now on
     */
    void withdraw(LegacyRoom room, String id, Element retracted);

    /** The user was let in as asked, and may want to have it in the bookmarks (XEP-0402). */
    void entered(LegacyRoom room, String nick);

    /** There is no way back into a room: it is no bookmark any more. */
    void barred(LegacyRoom room);

    /** The user invited somebody elsewhere, who may decline that. */
    void invited(LegacyRoom room, Jid stranger);

    /** Whether somebody invited the user, who declines now; true once for each invitation. */
    boolean declines(LegacyRoom room, Jid inviter);

    /** The SHA-1 of what a room looks like, in hex; empty if it has no picture, or none yet. */
    String picture(LegacyRoom room);

    /** The SHA-1 of what somebody looks like, in hex; empty if without a picture, or none yet. */
    String picture(LegacyContact person);

    /**
     * Somebody looks like this: the picture is fetched, and shown once it is there.
     *
     * @param avatar null if there is no picture any more
     */
    void look(LegacyContact person, @Nullable Avatar avatar);

    /** The user is in a room, or is so in another way than before. */
    void stays(Stay stay);

    /** The user is not in a room any more. */
    void leaves(LegacyRoom room);

    /**
     * Brings back the last of what was said in a room, oldest first: at once if nothing is kept,
     * else later, and in any case soon.
     */
    void recall(LegacyRoom room, int most, Consumer<List<ArchivedMessage>> then);
}
