package im.isthmus.email;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.address.LegacyAddress.LegacyRoom;
import im.isthmus.core.backend.BackendSession;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.AccountAction;
import im.isthmus.core.backend.action.ContactAction;
import im.isthmus.core.backend.action.MessageAction;
import im.isthmus.core.backend.action.PersonAction;
import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.LegacyAddressee.ToContact;
import im.isthmus.core.backend.term.LegacyAddressee.ToOccupant;
import im.isthmus.core.backend.term.LegacyAddressee.ToRoom;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Content;
import im.isthmus.email.account.MailAccounts;
import im.isthmus.email.contact.SessionContacts;
import im.isthmus.email.group.GroupRooms;
import im.isthmus.email.group.Groups;
import im.isthmus.email.inbound.Undeliverable;
import im.isthmus.email.list.Attention;
import im.isthmus.email.outbound.draft.Drafts;
import org.jspecify.annotations.Nullable;

/**
 * One user of the gateway. There is nothing to keep alive: all is in the database, and mailboxes
 * are watched whether there is a session or not.
 */
final class EmailSession implements BackendSession {
    private final SessionContext context;
    private final Drafts drafts;
    private final Undeliverable undeliverable;
    private final Attention attention;
    private final SessionContacts contacts;
    private final GroupRooms rooms;
    private final @Nullable MailAccounts accounts;

    /**
     * @param accounts null if users have none of their own
     */
    EmailSession(
            SessionContext context,
            Drafts drafts,
            Undeliverable undeliverable,
            Attention attention,
            SessionContacts contacts,
            Groups groups,
            @Nullable MailAccounts accounts) {
        this.accounts = accounts;
        this.context = context;
        this.drafts = drafts;
        this.undeliverable = undeliverable;
        this.attention = attention;
        this.contacts = contacts;
        this.rooms =
                new GroupRooms(
                        context,
                        groups,
                        (in, localpart, ref, content) ->
                                drafts.sendFromRoom(context.user(), in, localpart, ref, content));
    }

    @Override
    public void handle(UserAction action) throws BackendException {
        switch (action) {
            case MessageAction message -> handle(message);
            case ContactAction contact -> contacts.handle(contact);
            case AccountAction account -> handle(account);
            case UserAction.ChangeAvailability change -> {
                // Nobody on the other side can see it.
                attention.note(context.user().toString(), !change.availability().away());
                contacts.show();
            }
            case PersonAction _ -> throw unsupported("Nobody can be asked this by email.");
            case UserAction.JoinRoom join -> rooms.join(join);
            case UserAction.ReturnToRoom back ->
                    rooms.join(new UserAction.JoinRoom(back.room(), back.nick(), back.password()));
            case UserAction.LeaveRoom leave -> rooms.leave(leave.room(), leave.reason());
            case RoomAdministration _,
                    UserAction.ChangeSubject _,
                    UserAction.ChangeNick _,
                    UserAction.Invite _,
                    UserAction.FetchOlder _,
                    UserAction.ListRooms _ ->
                    throw unsupported("There is no such thing in email.");
        }
    }

    private void handle(AccountAction action) {
        MailAccounts users = accounts;
        if (users == null) {
            return; // there are no accounts in a domain of our own
        }
        switch (action) {
            case AccountAction.VerifyAccount verify -> users.verify(context, verify);
            case AccountAction.AccountKept _ -> users.kept(context);
            case AccountAction.LogIn _ -> users.logIn(context);
            case AccountAction.LogOut out -> users.logOut(context, out.forEver());
        }
    }

    private void seen(MessageAction.MarkDisplayed action) {
        String id = action.message().legacyId();
        MailAccounts users = accounts;
        if (users != null && id != null && action.to() instanceof ToContact(LegacyContact to)) {
            users.seen(context.user(), to.localpart(), id);
        }
    }

    private void handle(MessageAction action) throws BackendException {
        switch (action) {
            case MessageAction.SendMessage message ->
                    send(message.to(), message.ref(), message.content());
            case MessageAction.CorrectMessage correction -> {
                LegacyContact to = contact(correction.to());
                @Nullable String id =
                        drafts.correct(
                                context.user(),
                                to.localpart(),
                                correction.ref(),
                                correction.original().xmppId(),
                                correction.content(),
                                context.language());
                context.publish(
                        new MessageEvent.MessageAccepted(correction.to(), correction.ref(), id));
            }
            case MessageAction.RetractMessage retraction -> {
                if (!drafts.retract(context.user(), retraction.original().xmppId())) {
                    throw new BackendException(
                            new BackendFailure.NotAllowed(
                                    "The mail is on its way already; mails cannot be taken back."));
                }
                context.publish(
                        new MessageEvent.MessageAccepted(retraction.to(), retraction.ref(), null));
            }
            case MessageAction.React _ -> throw unsupported("Mails have no reactions.");
            case MessageAction.DeliveryFailed failed ->
                    undeliverable.tell(
                            context.user().toString(), failed.legacyId(), failed.reason());
            case MessageAction.MarkDisplayed seen -> seen(seen);
            case MessageAction.ShowChatState _ -> {}
        }
    }

    private void send(LegacyAddressee to, MessageRef ref, Content content) throws BackendException {
        if (to instanceof ToRoom(LegacyRoom room)) {
            rooms.send(room, ref, content);
            return;
        }
        if (to instanceof ToOccupant whisper) {
            String id = rooms.whisper(whisper.nick(), ref, content);
            context.publish(new MessageEvent.MessageAccepted(to, ref, id));
            return;
        }
        LegacyContact contact = contact(to);
        String id = drafts.send(context.user(), contact.localpart(), ref, content);
        context.publish(new MessageEvent.MessageAccepted(to, ref, id));
        contacts.wroteTo(contact);
    }

    private static LegacyContact contact(LegacyAddressee to) throws BackendException {
        if (to instanceof ToContact(LegacyContact contact)) {
            return contact;
        }
        throw unsupported("Write to a mail address, such as user\\40example.org.");
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
        attention.note(context.user().toString(), false);
        rooms.close();
    }
}
