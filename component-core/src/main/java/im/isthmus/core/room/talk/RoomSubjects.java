package im.isthmus.core.room.talk;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.LegacyEvent.Subject;
import im.isthmus.core.backend.LegacyEvent.SubjectChanged;
import im.isthmus.core.backend.MessageRef;
import im.isthmus.core.backend.UserAction;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomOccupant;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stream.Stanza;
import java.time.Instant;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** The subject of a room: shown on entering and on change, changed by resources. */
public final class RoomSubjects {
    private final RoomHost host;
    private final RoomMessages messages;
    private final RoomRequests requests;

    public RoomSubjects(RoomHost host, RoomMessages messages, RoomRequests requests) {
        this.host = host;
        this.messages = messages;
        this.requests = requests;
    }

    /** Passes a change on to the network (XEP-0045 section 8.1). */
    public void change(Room room, Stanza message, String subject) throws StanzaException {
        MessageRef ref = RoomMessages.ref(message);
        requests.perform(
                ref, room, message.kind(), new UserAction.ChangeSubject(room.id(), ref, subject));
    }

    /** Shows a change to all resources. */
    public void changed(Room room, SubjectChanged event) {
        MessageRef ref = event.ref();
        if (ref != null) {
            requests.settled(ref);
        }
        if (!room.isOpen()) {
            return;
        }
        room.subject(event.subject());
        String stanzaId = messages.nextId();
        String id = ref != null && ref.id() != null ? ref.id() : stanzaId;
        if (host.memory().isOn()) {
            Element message = message(room, event.subject(), host.user(), id);
            RoomLine.stanzaId(message, room, stanzaId);
            host.memory().keep(room.id(), stanzaId, host.clock().instant(), message, false);
        }
        for (Jid to : room.resources()) {
            Element message = message(room, event.subject(), to, id);
            RoomLine.stanzaId(message, room, stanzaId);
            host.send(message);
        }
    }

    /** Ends the sequence of entering: the subject, also an empty one (XEP-0045 section 7.2.16). */
    public void show(Room room, Jid to) {
        Subject subject = room.subject();
        Element message = message(room, subject, to, messages.nextId());
        Instant setAt = subject == null ? null : subject.setAt();
        if (setAt != null) {
            RoomLine.delay(message, room, setAt);
        }
        host.send(message);
    }

    private Element message(Room room, @Nullable Subject subject, Jid to, String id) {
        String setBy = subject == null ? null : subject.setBy();
        RoomOccupant setter = setBy == null ? null : room.speaker(setBy);
        String from = setter == null ? room.text() : setter.from(room);
        Element message = Muc.stanza(Muc.MESSAGE, from, to, "groupchat", id);
        Muc.text(message, Muc.SUBJECT, subject == null ? "" : subject.text());
        if (setter != null) {
            Muc.child(message, Muc.OCCUPANT_ID, Muc.ID, setter.id(host, room));
        }
        return message;
    }
}
