package im.isthmus.core.room.directory;

import im.isthmus.core.address.Jid;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import org.dom4j.Element;

/**
 * Shows what a room looks like: by presence of the room itself (XEP-0153), which also is how
 * clients came to know it before XEP-0486, and by word of a change.
 */
public final class RoomPicture {
    private final RoomHost host;

    public RoomPicture(RoomHost host) {
        this.host = host;
    }

    /** To a resource that enters; nothing is said of a room that never had a picture. */
    public void show(Room room, Jid to) {
        room.picture(host.memory().picture(room.id()));
        if (!room.picture().isEmpty()) {
            send(room, to);
        }
    }

    /** The room may look different now: who is in learns it (XEP-0486 section 3.2). */
    public void changed(Room room) {
        String now = host.memory().picture(room.id());
        if (!room.isOpen() || now.equals(room.picture())) {
            return;
        }
        room.picture(now);
        for (Jid to : room.resources()) {
            send(room, to);
            host.send(RoomDescriptions.changed(room, to));
        }
    }

    private void send(Room room, Jid to) {
        Element presence = Muc.stanza(Muc.PRESENCE, room.text(), to, null, null);
        Element photo = Muc.child(Muc.child(presence, Muc.UPDATE), Muc.PHOTO);
        if (!room.picture().isEmpty()) {
            photo.addText(room.picture());
        }
        host.send(presence);
    }
}
