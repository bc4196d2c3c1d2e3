package im.isthmus.core.room.talk;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.payload.People;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomOccupant;
import org.jspecify.annotations.Nullable;

/** Who is meant by JIDs in messages of a room. */
record RoomPeople(Room room) implements People {
    @Override
    public @Nullable String author(String jid) {
        Jid who = parse(jid);
        if (who == null || !who.isFull() || !who.bare().equals(room.jid())) {
            return null;
        }
        RoomOccupant occupant = room.occupants().atResource(who.resource());
        return occupant == null ? who.resource() : occupant.nick();
    }

    @Override
    public @Nullable String localpart(String jid) {
        Jid who = parse(jid);
        boolean ours = who != null && who.domain().equals(room.jid().domain());
        return who != null && ours && !who.local().isEmpty() ? who.local() : null;
    }

    private static @Nullable Jid parse(String jid) {
        try {
            return jid.isEmpty() ? null : Jid.parse(jid);
        } catch (InvalidJidException e) {
            return null;
        }
    }
}
