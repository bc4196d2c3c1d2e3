package im.isthmus.core.room.presence;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.event.Occupant.Look;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomOccupant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * What people in rooms want to be called and look like. A picture belongs to the contact that
 * somebody is, so that it is the same in all rooms and in the roster.
 */
final class RoomFaces {
    /** Pictures of more people are fetched, but not shown before they are seen again. */
    private static final int MOST = 1000;

    private final RoomHost host;
    private final Map<String, String> nicks =
            new LinkedHashMap<>(0, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > MOST;
                }
            };

    RoomFaces(RoomHost host) {
        this.host = host;
    }

    /** Adds to a presence what somebody shows of themselves (XEP-0172, XEP-0153 section 3.1). */
    void show(Room room, RoomOccupant who, Look look, Element presence) {
        String name = look.name();
        if (name != null) {
            Muc.text(presence, Muc.NICKNAME, name);
        }
        LegacyContact person = seek(room, who);
        String sha1 = person == null ? "" : host.memory().picture(person);
        if (!sha1.isEmpty()) {
            Muc.text(Muc.child(presence, Muc.UPDATE), Muc.PHOTO, sha1);
        } else if (look.avatar() == null) {
            Muc.child(Muc.child(presence, Muc.UPDATE), Muc.PHOTO);
        } else {
            Muc.child(presence, Muc.UPDATE); // not known yet (section 4.1)
        }
    }

    /** Has the picture of somebody fetched if it is a new one; who they are, if anybody. */
    @Nullable LegacyContact seek(Room room, RoomOccupant who) {
        Look look = who.occupant().look();
        if (look == null) {
            return null;
        }
        LegacyContact person = host.person(room.id(), who.nick());
        if (person != null) {
            nicks.put(person.localpart(), who.nick());
            host.memory().look(person, look.avatar());
        }
        return person;
    }

    /** As whom somebody is in rooms; null if nothing is known of that. */
    @Nullable String nick(String localpart) {
        return nicks.get(localpart);
    }
}
