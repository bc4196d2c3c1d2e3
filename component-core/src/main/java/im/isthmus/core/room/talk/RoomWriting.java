package im.isthmus.core.room.talk;

import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.conversation.Errands;
import im.isthmus.core.payload.ContentReader;
import im.isthmus.core.payload.Intent;
import im.isthmus.core.payload.IntentReader;
import im.isthmus.core.payload.Payloads;
import im.isthmus.core.room.invitation.RoomInvitations;
import im.isthmus.core.room.state.Muc;
import im.isthmus.core.room.state.Remembered;
import im.isthmus.core.room.state.Room;
import im.isthmus.core.room.state.RoomHost;
import im.isthmus.core.room.state.RoomOccupant;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.stream.Stanza;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;
import org.xmpp.packet.PacketError;

/** What a resource writes to a room: words for all or for one, a subject, or an invitation. */
public final class RoomWriting {
    private final RoomHost host;
    private final RoomMessages messages;
    private final RoomSubjects subjects;
    private final RoomInvitations invitations;
    private final Consumer<Room> decline;

    /**
     * @param decline told when the user does not want to be where the network put them
     */
    public RoomWriting(
            RoomHost host,
            RoomMessages messages,
            RoomSubjects subjects,
            RoomInvitations invitations,
            Consumer<Room> decline) {
        this.host = host;
        this.messages = messages;
        this.subjects = subjects;
        this.invitations = invitations;
        this.decline = decline;
    }

    public void received(Room room, Stanza message) throws StanzaException {
        Element element = message.element();
        boolean groupchat = message.type().equals("groupchat");
        Element x = groupchat ? null : Xml.find(element, "x", Muc.USER);
        String subject = groupchat ? subject(element) : null;
        if (x != null && x.element(Muc.DECLINE) != null) {
            decline.accept(room);
            invitations.decline(room, x);
        } else if (x != null && x.element(Muc.INVITE) != null) {
            checkIn(room, message);
            invitations.invite(room, message, x);
        } else if (subject != null) {
            checkAddress(message, groupchat);
            checkIn(room, message);
            subjects.change(room, message, subject);
        } else {
            words(room, message, groupchat);
        }
    }

    /**
     * The subject that a room is to have from now on, an empty one for none; null if the message
     * says something else (XEP-0045 section 8.1).
     */
    private static @Nullable String subject(Element message) {
        boolean more =
                Xml.find(message, "body", "") != null || Xml.find(message, "thread", "") != null;
        return more ? null : Xml.findText(message, "subject", "");
    }

    private void words(Room room, Stanza message, boolean groupchat) throws StanzaException {
        ContentReader contents =
                new ContentReader(host.abilities(room.id()), true, new RoomPeople(room));
        Intent intent = new IntentReader(contents).read(message);
        boolean passing = intent instanceof Intent.Displayed || intent instanceof Intent.Show;
        if (intent instanceof Intent.Nothing || (passing && !room.isIn(message.from()))) {
            return;
        }
        checkAddress(message, groupchat);
        checkIn(room, message);
        MessageRef ref = Payloads.ref(message);
        if (message.to().isFull()) {
            RoomOccupant occupant = occupant(room, message);
            run(message, intent, new LegacyAddressee.ToOccupant(room.id(), occupant.nick()), ref);
            return;
        }
        messages.goes(ref, message.element());
        if (!run(message, intent, new LegacyAddressee.ToRoom(room.id()), ref)) {
            reflectAgain(room, message);
        }
    }

    private boolean run(Stanza message, Intent intent, LegacyAddressee to, MessageRef ref)
            throws StanzaException {
        return new Errands(host).run(message, intent, to, ref);
    }

    /** A client that sends again what was said before missed that it was. */
    private void reflectAgain(Room room, Stanza message) {
        @Nullable Remembered said = message.id() == null ? null : room.history().find(message.id());
        if (said != null) {
            host.send(said.toElement(room, message.from(), true));
        }
    }

    private static void checkAddress(Stanza message, boolean groupchat) throws StanzaException {
        boolean toOne = message.to().isFull();
        if (groupchat && toOne) {
            throw new StanzaException(
                    PacketError.Condition.bad_request,
                    "A message to one occupant must not be of type groupchat.");
        }
        if (!groupchat && !toOne) {
            throw new StanzaException(
                    PacketError.Condition.not_acceptable,
                    "This is a room: join it and write to it as a group chat.");
        }
    }

    private static RoomOccupant occupant(Room room, Stanza message) throws StanzaException {
        RoomOccupant occupant = room.occupants().atResource(message.to().resource());
        if (occupant == null) {
            throw new StanzaException(
                    PacketError.Condition.item_not_found,
                    "Nobody here is called {0}.",
                    message.to().resource());
        }
        return occupant;
    }

    private static void checkIn(Room room, Stanza message) throws StanzaException {
        if (!room.isIn(message.from())) {
            throw new StanzaException(
                    PacketError.Condition.not_acceptable, "You are not in this room. Join first.");
        }
    }
}
