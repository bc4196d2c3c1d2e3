package im.isthmus.core.room.presence;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent.OccupantRenamed;
import im.isthmus.core.room.state.JoinRequest;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomOccupant;
import im.isthmus.core.stanza.StanzaException;
import org.jspecify.annotations.Nullable;

/** Nick changes, wanted by resources and told by the network (XEP-0045 section 7.6). */
public final class RoomNicks {
    /** Wishes that are remembered; some networks never answer to one that changes nothing. */
    private static final int MAX_WISHES = 8;

    private final RoomHost host;
    private final RoomPresence presence;

    public RoomNicks(RoomHost host, RoomPresence presence) {
        this.host = host;
        this.presence = presence;
    }

    /**
     * A resource that is in sent presence. To the nick it has, that is about its availability,
     * which the session sees to; only another nick is a wish (section 7.6 against 7.7).
     */
    public void wish(Room room, JoinRequest wish) throws StanzaException {
        if (!wish.to().isFull() || wish.nick().equals(room.self().resource())) {
            return;
        }
        if (room.wishes().size() >= MAX_WISHES) {
            room.wishes().removeFirst();
        }
        room.wishes().add(wish);
        try {
            host.perform(new UserAction.ChangeNick(room.id(), wish.nick()));
        } catch (StanzaException e) {
            room.wishes().remove(wish);
            throw e;
        }
    }

    /** The network refused a nick: only who asked for it is told. */
    public void refused(Room room, String nick, StanzaException problem) {
        for (JoinRequest wish : room.wishes()) {
            if (wish.nick().equals(nick)) {
                room.wishes().remove(wish);
                presence.refuse(wish, problem);
                return;
            }
        }
    }

    /** Somebody, perhaps the user, has another nick. */
    public void renamed(Room room, OccupantRenamed event) {
        if (!room.isOpen()) {
            return;
        }
        RoomOccupant old = room.occupants().get(event.oldNick());
        boolean own = room.isOwn(event.oldNick());
        RoomOccupant now =
                old == null
                        ? room.occupants().put(event.occupant())
                        : room.occupants().rename(old, event.occupant());
        if (old != null) {
            presence.part(room, old, Parting.renamed(now.resource()));
        }
        if (!own) {
            presence.showAll(room, now);
            return;
        }
        room.rename(now.nick());
        JoinRequest wish = fulfilled(room, now.resource());
        for (Jid to : room.resources()) {
            presence.showSelf(room, to, wish != null && wish.from().equals(to) ? wish : null);
        }
    }

    /** The wish that a new nick fulfils; the network may have cut it short or folded its case. */
    private static @Nullable JoinRequest fulfilled(Room room, String resource) {
        for (JoinRequest wish : room.wishes()) {
            String wanted = wish.nick();
            if (wanted.regionMatches(true, 0, resource, 0, resource.length())) {
                room.wishes().remove(wish);
                return wish;
            }
        }
        return null;
    }
}
