package im.isthmus.core.presence;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyNetwork;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.Backend;
import im.isthmus.core.registration.UserAccount;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.session.Attendance;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import org.xmpp.packet.PacketError;

/** Presence of an XMPP user, to rooms and to everything else (RFC 6121 sections 3 and 4). */
public final class PresenceOutbound {
    private final Backend backend;
    private final OwnPresence own;

    /**
     * A handler for all users of a gateway.
     *
     * @param own the presence of what is no contact
     */
    public PresenceOutbound(Backend backend, OwnPresence own) {
        this.backend = backend;
        this.own = own;
    }

    /** Acts on a presence stanza. */
    public void handle(Session session, Stanza stanza, LegacyAddress address)
            throws StanzaException {
        switch (stanza.type()) {
            case "" -> available(session, stanza, address);
            case "unavailable" -> unavailable(session, stanza, address);
            case "error" -> failed(session, stanza, address);
            case "probe" -> probe(session, stanza, address);
            case "subscribe", "subscribed", "unsubscribe", "unsubscribed" ->
                    subscription(session, stanza, address);
            default ->
                    throw new StanzaException(
                            PacketError.Condition.bad_request,
                            "There is no presence of type {0}.",
                            stanza.type());
        }
    }

    private void available(Session session, Stanza stanza, LegacyAddress address)
            throws StanzaException {
        if (!(address instanceof LegacyRoom) && Xml.find(stanza.element(), "x", Muc.NS) != null) {
            throw noRoom(session, address);
        }
        Attendance attendance = session.attendance();
        switch (address) {
            case LegacyRoom room -> {
                session.rooms().entry().presence(stanza, room);
                if (session.rooms().entry().has(stanza.from())) {
                    attendance.available(stanza.from(), room, stanza.element());
                    session.rooms().stays().attended(room);
                }
            }
            case LegacyContact contact -> {
                attendance.account().demand();
                attendance.available(stanza.from(), contact, stanza.element());
                if (hasPresence(contact)) {
                    attendance.contacts().noticed(stanza.from(), contact);
                }
            }
            case Gateway _, LegacyNetwork _ -> {
                // COMPAT(XEP-0356 section 7): a server may show us everybody's presence.
                if (attendance.account().isUsable()) {
                    attendance.available(stanza.from(), address, stanza.element());
                    own.tell(session, address, stanza.from());
                }
            }
        }
    }

    /** Who asks to be let in hears an answer in any case (XEP-0045 section 7.2). */
    private StanzaException noRoom(Session session, LegacyAddress address) {
        LegacyRoom meant =
                address instanceof LegacyContact contact ? backend.roomMeant(contact) : null;
        return meant == null
                ? new StanzaException(
                        PacketError.Condition.item_not_found, "This address is not a room.")
                : new StanzaException(
                        PacketError.Condition.item_not_found,
                        "This address is not a room. Did you mean {0}?",
                        session.jid(meant));
    }

    private void unavailable(Session session, Stanza stanza, LegacyAddress address)
            throws StanzaException {
        Attendance attendance = session.attendance();
        Jid resource = stanza.from();
        if (address instanceof LegacyRoom room) {
            session.rooms().entry().presence(stanza, room);
            if (session.rooms().entry().has(resource)) {
                return;
            }
        }
        if (address instanceof LegacyContact contact) {
            attendance.contacts().turnedAway(resource, contact);
        }
        boolean gone = attendance.unavailable(resource, address);
        if (gone && !attendance.account().isWithout()) {
            session.send(Xml.stanza("presence", session.gateway(), resource, "unavailable", null));
        }
    }

    private static void failed(Session session, Stanza stanza, LegacyAddress address)
            throws StanzaException {
        if (address instanceof LegacyRoom room) {
            session.rooms().entry().presence(stanza, room);
        }
    }

    /** RFC 6121 section 4.3.2: out of what we know, and to whom asked. */
    private void probe(Session session, Stanza stanza, LegacyAddress address) {
        Attendance attendance = session.attendance();
        if (!attendance.account().isUsable()) {
            answer(session, stanza, address, "unsubscribed");
        } else if (address instanceof LegacyContact contact && hasPresence(contact)) {
            attendance.contacts().probed(stanza.from(), contact);
        } else {
            attendance.audiences().asked(stanza.from());
            own.tell(session, address, stanza.from());
        }
    }

    private void subscription(Session session, Stanza stanza, LegacyAddress address)
            throws StanzaException {
        UserAccount account = session.attendance().account();
        if (stanza.type().equals("subscribe")) {
            account.demand();
        }
        if (address instanceof LegacyContact contact && hasPresence(contact)) {
            if (account.isUsable()) {
                session.attendance().contacts().subscription(stanza, contact);
            }
            return;
        }
        switch (stanza.type()) {
            case "subscribe" -> subscribe(session, stanza, address);
            case "unsubscribe" -> {
                answer(session, stanza, address, "unsubscribed");
                session.attendance().contacts().sees(address, false);
            }
            default -> {} // nothing of ours hangs on it
        }
    }

    /** The gateway and its networks may be in everybody's roster (XEP-0100 section 4.1). */
    private void subscribe(Session session, Stanza stanza, LegacyAddress address) {
        switch (address) {
            case Gateway _, LegacyNetwork _ -> {
                answer(session, stanza, address, "subscribed");
                answer(session, stanza, address, "subscribe");
                if (session.attendance().account().isWithout()) {
                    session.attendance().contacts().sees(address, true);
                }
                // Clients may have ignored what they were told before they were subscribed.
                session.attendance().audiences().forget(address.localpart());
                own.tell(session, address, stanza.from().bare());
            }
            case LegacyContact _, LegacyRoom _ ->
                    // Truthfully: there is no presence of it that could be subscribed to.
                    answer(session, stanza, address, "unsubscribed");
        }
    }

    private static void answer(Session session, Stanza stanza, LegacyAddress address, String type) {
        Jid from = session.jid(address);
        session.send(Xml.stanza("presence", from, stanza.from().bare(), type, null));
    }

    private boolean hasPresence(LegacyContact contact) {
        return backend.abilities(contact).contains(Ability.PRESENCE);
    }
}
