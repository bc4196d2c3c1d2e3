package im.isthmus.sms.session;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.BackendSession;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.AccountAction;
import im.isthmus.core.backend.action.ContactAction;
import im.isthmus.core.backend.action.MessageAction;
import im.isthmus.core.backend.action.PersonAction;
import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.AccountEvent;
import im.isthmus.core.backend.event.ContactEvent;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.content.Recipient;
import im.isthmus.core.text.Text;
import im.isthmus.sms.number.GroupAddress;
import im.isthmus.sms.number.SmsParty;
import im.isthmus.sms.number.SmsParty.PhoneNumber;
import im.isthmus.sms.outbound.SmsDesk;
import im.isthmus.sms.store.OutboxMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The phone network for one user. What must not be lost is in the store; only which rooms the user
 * is in is kept here.
 */
public final class SmsSession implements BackendSession {
    private final SessionContext context;
    private final SmsParts parts;
    private final SmsRooms rooms;

    public SmsSession(SessionContext context, SmsParts parts) {
        this.context = context;
        this.parts = parts;
        this.rooms =
                new SmsRooms(
                        context,
                        parts.desk(),
                        parts.store().people(),
                        parts.addresses(),
                        parts.owners(),
                        parts.sessions());
        parts.sessions().add(context.user(), this);
    }

    SmsRooms rooms() {
        return rooms;
    }

    @Override
    public void handle(UserAction action) throws BackendException {
        switch (action) {
            case MessageAction message -> message(message);
            case ContactAction contact -> contact(contact);
            case UserAction.JoinRoom join -> rooms.join(join);
            case UserAction.ReturnToRoom back ->
                    rooms.join(new UserAction.JoinRoom(back.room(), back.nick(), back.password()));
            case UserAction.LeaveRoom leave -> rooms.leave(leave.room(), leave.reason());
            case PersonAction _ -> throw unsupported("No phone can be asked this.");
            case AccountAction account -> account(account);
            case UserAction.ChangeAvailability _ -> {}
            case RoomAdministration _,
                    UserAction.ChangeSubject _,
                    UserAction.ChangeNick _,
                    UserAction.Invite _,
                    UserAction.FetchOlder _,
                    UserAction.ListRooms _ ->
                    throw unsupported("Groups of phones have nothing of this kind.");
        }
    }

    private void account(AccountAction action) {
        switch (action) {
            case AccountAction.VerifyAccount verify -> parts.registration().verify(context, verify);
            case AccountAction.AccountKept _ -> {}
            case AccountAction.LogIn _ -> {
                context.publish(new AccountEvent.LoggedIn(Text.EMPTY));
                showContacts();
            }
            case AccountAction.LogOut out -> {
                if (out.forEver()) {
                    parts.claims().release(context.user());
                }
            }
        }
    }

    private void message(MessageAction action) throws BackendException {
        switch (action) {
            case MessageAction.SendMessage message -> {
                if (message.to() instanceof ToContact to) {
                    send(message, to);
                } else if (SmsRooms.isRoom(message.to())) {
                    rooms.send(message);
                } else {
                    throw unsupported("There is nobody to write to.");
                }
            }
            case MessageAction.MarkDisplayed _,
                    MessageAction.ShowChatState _,
                    MessageAction.DeliveryFailed _ -> {}
            case MessageAction.CorrectMessage _,
                    MessageAction.RetractMessage _,
                    MessageAction.React _ ->
                    throw unsupported("A text message cannot be changed once it is sent.");
        }
    }

    private void send(MessageAction.SendMessage message, ToContact to) throws BackendException {
        List<SmsParty> all = recipients(message, to);
        String conversation =
                all.size() == 1
                        ? to.contact().localpart()
                        : GroupAddress.of(all.stream().map(SmsParty::text).toList()).localpart();
        Optional<OutboxMessage> accepted =
                parts.desk()
                        .send(
                                new SmsDesk.Wish(
                                        message.ref(),
                                        conversation,
                                        all,
                                        message.content(),
                                        Optional.empty()));
        accepted.ifPresent(one -> parts.messenger().mirror(one, message.content()));
    }

    /** Whoever it goes to; several are a group. */
    private List<SmsParty> recipients(MessageAction.SendMessage message, ToContact to)
            throws BackendException {
        List<SmsParty> all = new ArrayList<>();
        Optional<GroupAddress> group = GroupAddress.parse(to.contact().localpart());
        if (group.isPresent()) {
            group.get().members().forEach(member -> all.add(new PhoneNumber(member)));
        } else {
            all.add(party(to.contact().localpart()));
        }
        for (Recipient each : message.content().recipients()) {
            if (each.kind() == Recipient.Kind.REPLY_TO || each.delivered()) {
                continue;
            }
            if (!each.ours()) {
                throw new BackendException(
                        new BackendFailure.BadValue(
                                Text.of("{0} is no phone number.", each.address())));
            }
            SmsParty party = party(each.address());
            if (!all.contains(party)) {
                all.add(party);
            }
        }
        if (all.size() > 1 && !all.stream().allMatch(PhoneNumber.class::isInstance)) {
            throw new BackendException(
                    new BackendFailure.BadValue("A group is of phone numbers only."));
        }
        return all;
    }

    private SmsParty party(String localpart) throws BackendException {
        try {
            return parts.addresses().party(localpart);
        } catch (InvalidJidException e) {
            throw new BackendException(new BackendFailure.BadValue(e.text()));
        }
    }

    /** Phones do not say whether they are on: whoever can be written to is there. */
    private void contact(ContactAction action) {
        switch (action) {
            case ContactAction.AddContact add -> {
                remember(add.contact());
                context.publish(new ContactEvent.ContactAccepted(add.contact()));
                context.publish(parts.people().presence(context, add.contact()));
            }
            case ContactAction.FetchProfile fetch ->
                    context.publish(
                            new ContactEvent.ProfileFetched(
                                    fetch.contact(),
                                    fetch.ref(),
                                    parts.people().profile(fetch.contact())));
            case ContactAction.RemoveContact _,
                    ContactAction.AcceptContact _,
                    ContactAction.RefuseContact _ -> {}
        }
    }

    private void remember(LegacyContact contact) {
        List<PhoneNumber> own = parts.owners().numbersOf(context.user());
        if (!own.isEmpty()
                && parts.store().people().thread(context.user(), contact.localpart()).isEmpty()) {
            parts.store()
                    .people()
                    .thread(context.user(), contact.localpart(), own.getFirst().e164());
        }
    }

    /** Says anew of all contacts whether they can be written to; callable from any thread. */
    void showContacts() {
        context.asOwner(() -> {
            for (String contact : parts.store().people().contacts(context.user())) {
                if (!GroupAddress.isRoomName(contact)) {
                    context.publish(parts.people().presence(context, new LegacyContact(contact)));
                }
            }
        });
    }

    /** Shows something in a room, if the user is there; callable from any thread. */
    void show(String room, LegacyEvent event) {
        context.asOwner(() -> {
            if (rooms.isIn(room)) {
                context.publish(event);
            }
        });
    }

    private static BackendException unsupported(String text) {
        return new BackendException(new BackendFailure.Unsupported(text));
    }

    @Override
    public boolean isIdle() {
        return rooms.isEmpty();
    }

    @Override
    public void close(String reason) {
        parts.sessions().remove(context.user(), this);
    }
}
