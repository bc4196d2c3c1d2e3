package im.isthmus.core.room.talk;

import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/** What a resource writes to a room: text for all or for one, a subject, or an invitation. */
public final class RoomWriting {
    private final RoomMessages messages;
    private final RoomSubjects subjects;
    private final RoomInvitations invitations;
    private final Consumer<Room> decline;

    /**
     * @param decline told when the user does not want to be where the network put them
     */
    public RoomWriting(
            RoomMessages messages,
            RoomSubjects subjects,
            RoomInvitations invitations,
            Consumer<Room> decline) {
        this.messages = messages;
        this.subjects = subjects;
        this.invitations = invitations;
        this.decline = decline;
    }

    public void received(Room room, Stanza message) throws StanzaException {
        Element element = message.element();
        String body = Xml.findText(element, "body", "");
        String subject = Xml.findText(element, "subject", "");
        boolean groupchat = message.type().equals("groupchat");
        Element x = groupchat ? null : Xml.find(element, "x", Muc.USER);
        if (x != null && x.element(Muc.DECLINE) != null) {
            decline.accept(room);
        } else if (x != null && x.element(Muc.INVITE) != null) {
            checkIn(room, message);
            invitations.invite(room, message, x);
        } else if (isText(body, subject)) {
            checkIn(room, message);
            write(room, message, body, subject);
        }
    }

    /** An empty subject clears it (XEP-0045 section 8.1); an empty body says nothing. */
    private static boolean isText(@Nullable String body, @Nullable String subject) {
        return body == null ? subject != null : !body.isEmpty();
    }

    private void write(Room room, Stanza message, @Nullable String body, @Nullable String subject)
            throws StanzaException {
        if (body == null) {
            subjects.change(room, message, subject == null ? "" : subject);
        } else if (message.to().isFull()) {
            messages.whisper(room, message, body);
        } else {
            messages.write(room, message, body);
        }
    }

    private static void checkIn(Room room, Stanza message) throws StanzaException {
        if (!room.isIn(message.from())) {
            throw new StanzaException(
                    PacketError.Condition.not_acceptable, "You are not in this room. Join first.");
        }
    }
}
