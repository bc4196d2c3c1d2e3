package im.isthmus.sms.session;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.MessageAction.SendMessage;
import im.isthmus.core.backend.action.UserAction.JoinRoom;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.LegacyEvent.Departure;
import im.isthmus.core.backend.event.LegacyEvent.RoomJoined;
import im.isthmus.core.backend.event.Occupant;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.LegacyAddressee.ToOccupant;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.Reply;
import im.isthmus.sms.inbound.UserRooms;
import im.isthmus.sms.number.GroupAddress;
import im.isthmus.sms.number.SmsAddresses;
import im.isthmus.sms.number.SmsParty;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.outbound.SmsDesk;
import im.isthmus.sms.owner.Owners;
import im.isthmus.sms.store.OutboxMessage;
import im.isthmus.sms.store.PeopleTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rooms that a user is in: groups of phones, and the rooms that the owners of a number share.
 * In the latter what others write comes from their number, and an answer says in front to whom it
 * goes: {@code +12025550101: hello}. Used by the owner of the session only.
 */
final class SmsRooms implements UserRooms {
    private final SessionContext context;
    private final SmsDesk desk;
    private final PeopleTable people;
    private final SmsAddresses addresses;
    private final Owners owners;
    private final SmsSessions sessions;
    private final Map<String, String> nicks = new HashMap<>();

    SmsRooms(
            SessionContext context,
            SmsDesk desk,
            PeopleTable people,
            SmsAddresses addresses,
            Owners owners,
            SmsSessions sessions) {
        this.context = context;
        this.desk = desk;
        this.people = people;
        this.addresses = addresses;
        this.owners = owners;
        this.sessions = sessions;
    }

    @Override
    public boolean isIn(String room) {
        return nicks.containsKey(room);
    }

    boolean isEmpty() {
        return nicks.isEmpty();
    }

    void join(JoinRoom action) {
        String room = action.room().localpart();
        Optional<List<String>> others = members(room);
        if (others.isEmpty()) {
            context.publish(
                    new LegacyEvent.RoomJoinFailed(
                            action.room(),
                            new BackendFailure.NotFound(
                                    "There is no such group. Begin one with the command group.")));
            return;
        }
        nicks.put(room, action.nick());
        List<Occupant> occupants = new ArrayList<>();
        occupants.add(occupant(action.nick(), context.user().toString()));
        for (String other : others.get()) {
            if (!other.equals(action.nick())) {
                occupants.add(occupant(other, other));
            }
        }
        context.publish(new RoomJoined(action.room(), action.nick(), occupants, null));
    }

    void leave(LegacyRoom room, String reason) {
        nicks.remove(room.localpart());
        context.publish(new LegacyEvent.RoomLeft(room, new Departure.Left(reason)));
    }

    /** Who is there besides the user; empty if there is no such room for them. */
    private Optional<List<String>> members(String room) {
        Optional<PhoneNumber> number = GroupAddress.numberOf(room);
        if (number.isEmpty()) {
            return people.group(room);
        }
        boolean ours =
                owners.settings(number.get().e164()).room()
                        && owners.numbersOf(context.user()).contains(number.get());
        return ours
                ? Optional.of(
                        owners.of(number.get().e164()).stream()
                                .filter(owner -> !owner.equals(context.user()))
                                .map(Jid::local)
                                .toList())
                : Optional.empty();
    }

    private static Occupant occupant(String nick, String identity) {
        return new Occupant(
                nick,
                Occupant.Affiliation.MEMBER,
                Occupant.Role.PARTICIPANT,
                identity,
                identity,
                false);
    }

    /** The user writes to a room, or to a phone that wrote there. */
    void send(SendMessage message) throws BackendException {
        String room = message.to().address().localpart();
        String nick = nicks.get(room);
        if (nick == null) {
            throw new BackendException(new BackendFailure.NotAllowed("Enter the room first."));
        }
        Optional<PhoneNumber> number = GroupAddress.numberOf(room);
        if (number.isPresent()) {
            toNumberRoom(message, room, nick, number.get());
            return;
        }
        if (!(message.to() instanceof ToRoom)) {
            throw new BackendException(
                    new BackendFailure.Unsupported(
                            "Write to the number itself for what is not for the group."));
        }
        List<SmsParty> group =
                people.group(room).orElse(List.of()).stream()
                        .map(member -> (SmsParty) new PhoneNumber(member))
                        .toList();
        desk.send(new SmsDesk.Wish(message.ref(), room, group, message.content(), Optional.empty()))
                .ifPresent(accepted -> reflect(message, room, nick, accepted));
    }

    private void toNumberRoom(SendMessage message, String room, String nick, PhoneNumber number)
            throws BackendException {
        Content content = message.content();
        String body = content.body();
        int colon = body.indexOf(':');
        Reply reply = content.reply();
        String to;
        if (message.to() instanceof ToOccupant occupant) {
            to = occupant.nick();
        } else if (colon > 0 && body.substring(0, colon).matches("\\+?[0-9]{3,15}")) {
            to = body.substring(0, colon);
            content = content.withBody(body.substring(colon + 1).strip());
        } else if (reply != null && reply.author() != null) {
            to = reply.author();
        } else {
            throw new BackendException(
                    new BackendFailure.BadValue(
                            "Say in front to whom this goes, such as +12025550101: Hello."));
        }
        SmsDesk.Wish wish =
                new SmsDesk.Wish(
                        message.ref(), room, List.of(party(to)), content, Optional.of(number));
        Optional<OutboxMessage> accepted = desk.send(wish);
        if (accepted.isPresent() && message.to() instanceof ToRoom) {
            reflect(message, room, nick, accepted.get());
            others(message, room, number, accepted.get());
        }
    }

    /** The other owners see what was answered, and by whom. */
    private void others(
            SendMessage message, String room, PhoneNumber number, OutboxMessage accepted) {
        for (Jid owner : owners.of(number.e164())) {
            SmsSession session = owner.equals(context.user()) ? null : sessions.of(owner);
            if (session != null) {
                session.show(
                        room,
                        new LegacyEvent.RoomMessage(
                                new LegacyRoom(room),
                                context.user().local(),
                                message.content(),
                                null,
                                accepted.id(),
                                null));
            }
        }
    }

    private SmsParty party(String text) throws BackendException {
        try {
            return addresses.read(text);
        } catch (InvalidJidException e) {
            throw new BackendException(new BackendFailure.BadValue(e.text()));
        }
    }

    private void reflect(SendMessage message, String room, String nick, OutboxMessage accepted) {
        context.publish(
                new LegacyEvent.RoomMessage(
                        new LegacyRoom(room),
                        nick,
                        message.content(),
                        message.ref(),
                        accepted.id(),
                        null));
    }

    static boolean isRoom(LegacyAddressee to) {
        return to instanceof ToRoom || to instanceof ToOccupant;
    }
}
