package im.isthmus.core.room.talk;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent.Subject;
import im.isthmus.core.backend.event.LegacyEvent.SubjectChanged;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.conversation.MessageNames;
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
        String stanzaId = name(event.subject());
        String id = ref != null && ref.id() != null ? ref.id() : stanzaId;
        keep(room, event.subject(), id, stanzaId, null);
        tell(room, event.subject(), id, stanzaId, null);
    }

    /**
     * Shows that the subject is another one than was known. It is kept at its own time, if that is
     * not before all that is kept.
     *
     * @param surely whether it is known to have been another before
     */
    public void changedMeanwhile(Room room, Subject subject, boolean surely) {
        Instant setAt = subject.setAt();
        String id = name(subject);
        if (surely || (setAt != null && room.history().covers(setAt))) {
            keep(room, subject, id, id, setAt);
        }
        tell(room, subject, id, id, setAt);
    }

    /** Keeps what the subject once was. */
    public void was(Room room, Subject subject) {
        if (room.isOpen()) {
            String id = name(subject);
            keep(room, subject, id, id, subject.setAt());
        }
    }

    /** Networks tell it live, on entering and with their history, not always to the millisecond. */
    private String name(Subject subject) {
        Instant setAt = subject.setAt();
        return setAt == null
                ? messages.nextId()
                : MessageNames.made(setAt.getEpochSecond() + " " + subject.text());
    }

    private void keep(
            Room room, Subject subject, String id, String stanzaId, @Nullable Instant past) {
        if (host.memory().isOn()) {
            Instant time = past == null ? host.clock().instant() : past;
            Element message = message(room, subject, host.user(), id);
            RoomLine.stanzaId(message, room, stanzaId);
            host.memory().keep(room.id(), stanzaId, time, message, past != null);
        }
    }

    private void tell(
            Room room, Subject subject, String id, String stanzaId, @Nullable Instant past) {
        for (Jid to : room.resources()) {
            Element message = message(room, subject, to, id);
            RoomLine.stanzaId(message, room, stanzaId);
            if (past != null) {
                RoomLine.delay(message, room, past);
            }
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
