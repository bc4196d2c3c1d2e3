package im.isthmus.core.room.presence;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.room.state.JoinRequest;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomOccupant;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import java.util.Collection;
import java.util.List;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** Builds and sends the presences of a room (XEP-0045 section 7). */
public final class RoomPresence {
    private static final int SELF = 110;
    private static final int LOGGED = 170;
    private static final int NICK_MODIFIED = 210;
    private static final int KICKED = 307;
    private static final int TECHNICAL = 333;

    private final RoomHost host;
    private final RoomFaces faces;

    public RoomPresence(RoomHost host) {
        this.host = host;
        this.faces = new RoomFaces(host);
    }

    /** What people look like. */
    RoomFaces faces() {
        return faces;
    }

    /** Somebody has another picture, in whatever rooms they are. */
    public void looked(Collection<Room> rooms, String localpart) {
        String nick = faces.nick(localpart);
        for (Room room : rooms) {
            RoomOccupant who = nick == null || !room.isOpen() ? null : room.occupants().get(nick);
            if (who != null && who.occupant().look() != null) {
                showAll(room, who);
            }
        }
    }

    /** Shows somebody to one resource. */
    public void show(Room room, RoomOccupant who, Jid to) {
        host.send(available(room, who, to, null));
    }

    /**
     * Shows a resource itself, by which it knows that it is in.
     *
     * @param asked what it wanted, if this answers that; it is told if its nick is another
     */
    public void showSelf(Room room, Jid to, @Nullable JoinRequest asked) {
        RoomOccupant self = room.self();
        Element presence = available(room, self, to, asked == null ? null : asked.id());
        Element x = presence.element(Muc.X);
        code(x, SELF);
        if (asked != null && !asked.nick().equals(self.resource())) {
            code(x, NICK_MODIFIED);
        }
        if (asked != null) {
            room.logged(host.isLogged(room.id()));
            if (room.logged()) {
                code(x, LOGGED);
            }
        }
        host.send(presence);
    }

    /** Shows somebody, the user included, to all resources. */
    public void showAll(Room room, RoomOccupant who) {
        boolean own = room.isOwn(who.nick());
        for (Jid to : room.resources()) {
            if (own) {
                showSelf(room, to, null);
            } else {
                show(room, who, to);
            }
        }
    }

    /** Tells all resources that somebody is no longer there, or not by this name. */
    public void part(Room room, RoomOccupant who, Parting parting) {
        for (Jid to : room.resources()) {
            partFor(room, who, to, parting);
        }
    }

    /** Tells one resource that somebody is no longer there, or not by this name. */
    public void partFor(Room room, RoomOccupant who, Jid to, Parting parting) {
        Element presence = Muc.stanza(Muc.PRESENCE, who.from(room), to, "unavailable", null);
        Affiliation affiliation = parting.affiliation();
        Role role = parting.newResource() == null ? Role.NONE : who.occupant().role();
        Element x =
                explain(
                        presence,
                        affiliation != null ? affiliation : who.occupant().affiliation(),
                        role,
                        parting);
        if (room.isOwn(who.nick())) {
            code(x, SELF);
        }
        Muc.child(presence, Muc.OCCUPANT_ID, Muc.ID, who.id(host, room));
        host.send(presence);
    }

    /** Tells a resource that it is not in, though it wanted to be. */
    public void turnAway(JoinRequest request, Parting parting) {
        Element presence =
                Muc.stanza(
                        Muc.PRESENCE, request.to().toString(), request.from(), "unavailable", null);
        code(explain(presence, Affiliation.NONE, Role.NONE, parting), SELF);
        host.send(presence);
    }

    /** Tells a resource that only believes to be in (XEP-0045 section 7.2.19). */
    public void correct(Jid claimed, Jid to) {
        Element presence = Muc.stanza(Muc.PRESENCE, claimed.toString(), to, "unavailable", null);
        Parting parting = new Parting(KICKED, "", "You are not in the room.", null, null, null);
        Element x = explain(presence, Affiliation.NONE, Role.NONE, parting);
        code(x, SELF);
        code(x, TECHNICAL);
        host.send(presence);
    }

    /** Refuses what a presence asked for. */
    public void refuse(JoinRequest request, StanzaException problem) {
        Element presence =
                Muc.stanza(
                        Muc.PRESENCE,
                        request.to().toString(),
                        request.from(),
                        "error",
                        request.id());
        Muc.child(presence, Muc.MUC_X);
        presence.add(Replies.errorElement(problem, host.language()));
        host.send(presence);
    }

    private Element available(Room room, RoomOccupant who, Jid to, @Nullable String id) {
        Element presence = Muc.stanza(Muc.PRESENCE, who.from(room), to, null, id);
        if (who.occupant().away()) {
            Muc.text(presence, Muc.SHOW, "away");
            String status = who.occupant().status();
            if (status != null) {
                Muc.text(presence, Muc.STATUS_TEXT, status);
            }
        }
        item(Muc.child(presence, Muc.X), who.occupant().affiliation(), who.occupant().role());
        Muc.child(presence, Muc.OCCUPANT_ID, Muc.ID, who.id(host, room));
        if (!who.occupant().hats().isEmpty()) {
            hats(presence, who.occupant().hats());
        }
        Occupant.Look look = who.occupant().look();
        if (look != null) {
            faces.show(room, who, look, presence);
        }
        return presence;
    }

    private static void hats(Element presence, List<Occupant.Hat> hats) {
        Element element = Muc.child(presence, Muc.HATS);
        for (Occupant.Hat hat : hats) {
            Muc.child(element, Muc.HAT, Muc.URI, hat.uri()).addAttribute(Muc.TITLE, hat.title());
        }
    }

    private Element explain(Element presence, Affiliation affiliation, Role role, Parting parting) {
        if (!parting.text().isEmpty()) {
            Muc.text(presence, Muc.STATUS_TEXT, host.language().translate(parting.text()));
        }
        Element x = Muc.child(presence, Muc.X);
        Element item = item(x, affiliation, role);
        String newResource = parting.newResource();
        if (newResource != null) {
            item.addAttribute(Muc.NICK, newResource);
        }
        String actor = parting.actor();
        if (actor != null) {
            Muc.child(item, Muc.ACTOR, Muc.NICK, actor);
        }
        if (!parting.reason().isEmpty()) {
            Muc.text(item, Muc.REASON, host.language().translate(parting.reason()));
        }
        if (parting.code() != 0) {
            code(x, parting.code());
        }
        if (parting.destroyed() != null) {
            destroyed(x, parting.destroyed());
        }
        return x;
    }

    private void destroyed(Element x, Departure.Destroyed end) {
        Element destroy = Muc.child(x, Muc.DESTROY);
        String alternative = end.alternative();
        if (alternative != null) {
            String jid = host.jid(new LegacyRoom(alternative)).toString();
            destroy.addAttribute(Muc.JID, jid);
        }
        if (!end.reason().isEmpty()) {
            Muc.text(destroy, Muc.REASON, end.reason());
        }
    }

    private static Element item(Element x, Affiliation affiliation, Role role) {
        return Muc.child(x, Muc.ITEM, Muc.AFFILIATION, Muc.word(affiliation))
                .addAttribute(Muc.ROLE, Muc.word(role));
    }

    private static void code(Element x, int code) {
        Muc.child(x, Muc.STATUS, Muc.CODE, Integer.toString(code));
    }
}
