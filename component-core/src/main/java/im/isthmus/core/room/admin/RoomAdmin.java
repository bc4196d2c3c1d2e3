package im.isthmus.core.room.admin;

import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.event.Occupant.Affiliation;
import im.isthmus.core.backend.event.Occupant.Role;
import im.isthmus.core.backend.event.RoomReport;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomOccupant;
import im.isthmus.core.room.talk.RoomMessages;
import im.isthmus.core.room.talk.RoomRequests;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.dom4j.Element;
import org.dom4j.tree.DefaultElement;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/**
 * Who may do what in a room (XEP-0045 sections 8 to 10): lists by role and affiliation, and changes
 * of both. Several changes are made one after the other until one is refused.
 */
public final class RoomAdmin {
    /** More than anybody changes at a time. */
    private static final int MOST = 50;

    private final RoomHost host;
    private final RoomRequests requests;

    public RoomAdmin(RoomHost host, RoomRequests requests) {
        this.host = host;
        this.requests = requests;
    }

    public void answer(Room room, Stanza iq) throws StanzaException {
        if (!room.isIn(iq.from())) {
            throw new StanzaException(
                    PacketError.Condition.not_acceptable, "You are not in this room. Join first.");
        }
        List<Element> items = items(iq);
        if (iq.type().equals("get")) {
            get(room, iq, items);
        } else {
            set(room, iq, items);
        }
    }

    /** The network has listed who has an affiliation. */
    public void listed(Room room, RoomReport.AffiliationListed event) {
        requests.answered(
                event.ref(),
                () -> {
                    Element query = new DefaultElement(Muc.ADMIN_QUERY);
                    for (RoomReport.Affiliated each : event.list()) {
                        add(query, room, each);
                    }
                    return query;
                });
    }

    private void get(Room room, Stanza iq, List<Element> items) throws StanzaException {
        String affiliation = items.getFirst().attributeValue(Muc.AFFILIATION);
        String role = items.getFirst().attributeValue(Muc.ROLE);
        if (items.size() != 1 || (affiliation == null) == (role == null)) {
            throw badRequest("Ask for one role or for one affiliation.");
        }
        if (affiliation == null) {
            Role wanted = Orders.word(Role.class, role);
            host.send(Replies.result(iq, present(room, each -> each.role() == wanted)));
            return;
        }
        Affiliation wanted = Orders.word(Affiliation.class, affiliation);
        if (host.abilities(room.id()).contains(Ability.AFFILIATIONS)) {
            MessageRef ref = RoomMessages.ref(iq);
            requests.perform(
                    ref,
                    room,
                    iq.kind(),
                    new RoomAdministration.ListAffiliation(room.id(), ref, wanted));
        } else if (wanted == Affiliation.OUTCAST) {
            throw new StanzaException(
                    PacketError.Condition.feature_not_implemented,
                    "The network does not tell who is banned.");
        } else {
            host.send(Replies.result(iq, present(room, each -> each.affiliation() == wanted)));
        }
    }

    private void set(Room room, Stanza iq, List<Element> items) throws StanzaException {
        MessageRef ref = RoomMessages.ref(iq);
        List<RoomAdministration> orders = new ArrayList<>();
        for (Element item : items) {
            orders.add(Orders.of(room, ref, item));
        }
        step(room, iq.kind(), orders, 0);
    }

    /** One order; its answer brings the next one, and that of the last one is for the client. */
    private void step(Room room, Stanza.Kind kind, List<RoomAdministration> orders, int at)
            throws StanzaException {
        RoomAdministration order = orders.get(at);
        RoomRequests.@Nullable Next next =
                at + 1 < orders.size() ? () -> step(room, kind, orders, at + 1) : null;
        requests.perform(order.ref(), room.jid(), kind, order, next);
    }

    private static Element present(Room room, Predicate<Occupant> wanted) {
        Element query = new DefaultElement(Muc.ADMIN_QUERY);
        for (RoomOccupant each : room.occupants().all()) {
            if (wanted.test(each.occupant())) {
                add(query, room, each);
            }
        }
        return query;
    }

    /** The address is that in the room, for nobody there has another that we know. */
    private static void add(Element query, Room room, RoomOccupant who) {
        Muc.child(query, Muc.ADMIN_ITEM, Muc.NICK, who.resource())
                .addAttribute(Muc.JID, who.from(room))
                .addAttribute(Muc.ROLE, Muc.word(who.occupant().role()))
                .addAttribute(Muc.AFFILIATION, Muc.word(who.occupant().affiliation()));
    }

    private static void add(Element query, Room room, RoomReport.Affiliated who) {
        String nick = who.nick();
        RoomOccupant present = nick == null ? null : room.occupants().get(nick);
        Element item =
                Muc.child(query, Muc.ADMIN_ITEM, Muc.AFFILIATION, Muc.word(who.affiliation()));
        if (present == null) {
            item.addAttribute(Muc.JID, Whom.address(room, who.whom()));
        } else {
            item.addAttribute(Muc.JID, present.from(room));
            item.addAttribute(Muc.NICK, present.resource());
            item.addAttribute(Muc.ROLE, Muc.word(present.occupant().role()));
        }
        String reason = who.reason();
        if (reason != null && !reason.isEmpty()) {
            Muc.text(item, Muc.ADMIN_REASON, reason);
        }
    }

    private static List<Element> items(Stanza iq) throws StanzaException {
        Element query = Xml.find(iq.element(), "query", Muc.ADMIN);
        List<Element> items = query == null ? List.of() : query.elements(Muc.ADMIN_ITEM);
        if (items.isEmpty() || items.size() > MOST) {
            throw badRequest("Between 1 and 50 items at a time.");
        }
        return items;
    }

    private static StanzaException badRequest(String text) {
        return new StanzaException(PacketError.Condition.bad_request, text);
    }
}
