package im.isthmus.core.room;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.action.PersonAction;
import im.isthmus.core.backend.event.ContactEvent;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomOccupant;
import im.isthmus.core.room.talk.RoomMessages;
import im.isthmus.core.room.talk.RoomRequests;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/** Questions to the programs of people on the network, in a room or not. */
public final class PersonQuestions {
    /** What people's programs say is a name and what begins with a number, mostly. */
    private static final Pattern SOFTWARE = Pattern.compile("(.*?\\S)\\s+(v?\\d.*)");

    private final RoomSet rooms;
    private final RoomRequests requests;

    PersonQuestions(RoomSet rooms, RoomRequests requests) {
        this.rooms = rooms;
        this.requests = requests;
    }

    /** Whom an iq to a full JID of a room is for, if that is somebody else there. */
    public LegacyAddressee.@Nullable ToOccupant somebodyElse(LegacyRoom id, Stanza iq)
            throws StanzaException {
        Room room = rooms.known(id);
        String resource = iq.to().resource();
        if (room == null
                || resource.isEmpty()
                || !room.isOpen()
                || resource.equals(room.self().resource())) {
            return null;
        }
        if (!room.isIn(iq.from())) {
            throw new StanzaException(
                    PacketError.Condition.not_acceptable, "You are not in this room. Join first.");
        }
        RoomOccupant occupant = room.occupants().atResource(resource);
        return occupant == null ? null : new LegacyAddressee.ToOccupant(id, occupant.nick());
    }

    /** The nick of who is at a resourcepart of a room; null if nobody is. */
    public @Nullable String nick(LegacyRoom id, String resource) {
        Room room = rooms.known(id);
        RoomOccupant occupant =
                room == null || !room.isOpen() ? null : room.occupants().atResource(resource);
        return occupant == null ? null : occupant.nick();
    }

    /** Asks whether somebody is there, and answers when they do (XEP-0199). */
    public void ping(Stanza iq, LegacyAddressee whom) throws StanzaException {
        MessageRef ref = RoomMessages.ref(iq);
        ask(iq, new PersonAction.PingPerson(whom, ref));
    }

    /** Asks what somebody uses, and answers when they do (XEP-0092). */
    public void software(Stanza iq, LegacyAddressee whom) throws StanzaException {
        MessageRef ref = RoomMessages.ref(iq);
        ask(iq, new PersonAction.AskSoftware(whom, ref));
    }

    private void ask(Stanza iq, PersonAction question) throws StanzaException {
        requests.perform(question.ref(), iq.to(), iq.kind(), question, null);
    }

    /** Somebody says what they use; the version must not be missing (XEP-0092 section 2). */
    public void told(ContactEvent.SoftwareTold event) {
        requests.answered(
                event.ref(),
                () -> {
                    Element query = Xml.element("query", "jabber:iq:version");
                    Matcher parts = SOFTWARE.matcher(event.software());
                    boolean both = parts.matches();
                    Xml.text(query, "name", both ? parts.group(1) : event.software());
                    Xml.text(query, "version", both ? parts.group(2) : "");
                    return query;
                });
    }
}
