package im.isthmus.email.group;

import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.UserAction.JoinRoom;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoinFailed;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.LegacyEvent.RoomLeft;
import im.isthmus.core.backend.event.LegacyEvent.RoomMessage;
import im.isthmus.core.backend.event.LegacyEvent.Subject;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.Recipient;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.address.MailContact;
import im.isthmus.email.store.group.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rooms that a user is in. Used by the owner of the session only. */
public final class GroupRooms {
    private final SessionContext context;
    private final Groups groups;
    private final Writer writer;
    private final Map<String, String> nicks = new HashMap<>();

    /** How a mail is written. */
    public interface Writer {
        /**
         * Promises to send it.
         *
         * @param in localpart of the room it was said in, or of the contact
         * @param localpart of the first one it goes to
         * @return what XMPP is told the mail is called
         * @throws BackendException if it may not be sent
         */
        String write(String in, String localpart, MessageRef ref, Content content)
                throws BackendException;
    }

    public GroupRooms(SessionContext context, Groups groups, Writer writer) {
        this.context = context;
        this.groups = groups;
        this.writer = writer;
    }

    public boolean isEmpty() {
        return nicks.isEmpty();
    }

    /** The user enters a room. */
    public void join(JoinRoom action) {
        String room = action.room().localpart();
        var found = groups.find(user(), room);
        if (found.isEmpty()) {
            context.publish(
                    new RoomJoinFailed(
                            action.room(),
                            new BackendFailure.NotFound(
                                    "There is no such conversation, or it is too old.")));
            return;
        }
        Group group = found.get();
        nicks.put(room, action.nick());
        groups.visits().begin(user(), room);
        List<Occupant> occupants = new ArrayList<>();
        occupants.add(Groups.occupant(action.nick()));
        group.members().stream()
                .map(MailAddress::toString)
                .filter(member -> !member.equals(action.nick()))
                .forEach(member -> occupants.add(Groups.occupant(member)));
        context.publish(
                new RoomJoined(
                        action.room(),
                        action.nick(),
                        occupants,
                        new Subject(group.subject(), null, null)));
    }

    /** The user leaves a room. */
    public void leave(LegacyRoom room, String reason) {
        forget(room.localpart());
        context.publish(new RoomLeft(room, new Departure.Left(reason)));
    }

    private void forget(String room) {
        nicks.remove(room);
        groups.visits().end(user(), room);
    }

    /** The user writes to everybody in a room. */
    public void send(LegacyRoom room, MessageRef ref, Content content) throws BackendException {
        String nick = nicks.get(room.localpart());
        var group = groups.find(user(), room.localpart());
        if (nick == null || group.isEmpty()) {
            throw new BackendException(new BackendFailure.NotAllowed("Enter the room first."));
        }
        List<MailAddress> members = group.get().members();
        List<Recipient> others =
                members.stream()
                        .skip(1)
                        .map(each ->
                                new Recipient(Recipient.Kind.TO, each.toString(), false, false))
                        .toList();
        Content whole =
                content.withThread(group.get().thread())
                        .withSubject(null)
                        .withReply(null)
                        .withRecipients(others);
        String first = MailContact.of(members.getFirst()).localpart();
        String id = writer.write(room.localpart(), first, ref, whole);
        context.publish(new RoomMessage(room, nick, content, ref, id, null));
    }

    /** The user writes to one in a room alone. */
    public String whisper(String nick, MessageRef ref, Content content) throws BackendException {
        MailAddress address =
                MailAddress.parse(nick)
                        .orElseThrow(() ->
                                new BackendException(
                                        new BackendFailure.NotFound(
                                                "There is nobody of that name in the room.")));
        String localpart = MailContact.of(address).localpart();
        return writer.write(localpart, localpart, ref, content);
    }

    /** The session ends. */
    public void close() {
        List.copyOf(nicks.keySet()).forEach(this::forget);
    }

    private String user() {
        return context.user().toString();
    }
}
