package im.isthmus.sms;

import im.isthmus.core.backend.AccountAction;
import im.isthmus.core.backend.BackendException;
import im.isthmus.core.backend.BackendFailure;
import im.isthmus.core.backend.BackendSession;
import im.isthmus.core.backend.ContactAction;
import im.isthmus.core.backend.ContactEvent;
import im.isthmus.core.backend.ContactEvent.Profile;
import im.isthmus.core.backend.ContactEvent.Show;
import im.isthmus.core.backend.ContactEvent.Status;
import im.isthmus.core.backend.LegacyAddressee.ToContact;
import im.isthmus.core.backend.MessageAction;
import im.isthmus.core.backend.RoomAdministration;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.UserAction;

/** The phone network for one user. It keeps nothing: what must not be lost is in the store. */
final class SmsSession implements BackendSession {
    private final SessionContext context;
    private final SmsDesk desk;

    SmsSession(SessionContext context, SmsDesk desk) {
        this.context = context;
        this.desk = desk;
    }

    @Override
    public void handle(UserAction action) throws BackendException {
        switch (action) {
            case MessageAction message -> message(message);
            case ContactAction contact -> contact(contact);
            case AccountAction _, UserAction.ChangeAvailability _ -> {}
            case RoomAdministration _,
                    UserAction.JoinRoom _,
                    UserAction.LeaveRoom _,
                    UserAction.ChangeSubject _,
                    UserAction.ChangeNick _,
                    UserAction.Invite _,
                    UserAction.ListRooms _ ->
                    throw unsupported("There are no rooms here.");
        }
    }

    private void message(MessageAction action) throws BackendException {
        switch (action) {
            case MessageAction.SendMessage message -> {
                if (!(message.to() instanceof ToContact to)) {
                    throw unsupported("There are no rooms here.");
                }
                desk.send(to.contact(), message.ref(), message.content());
            }
            case MessageAction.MarkDisplayed _, MessageAction.ShowChatState _ -> {}
            default -> throw unsupported("A text message cannot be changed once it is sent.");
        }
    }

    /** Phones do not say whether they are on: whoever can be written to is there. */
    private void contact(ContactAction action) {
        switch (action) {
            case ContactAction.AddContact add -> {
                context.publish(new ContactEvent.ContactAccepted(add.contact()));
                context.publish(
                        new ContactEvent.ContactPresence(
                                add.contact(), new Status(Show.ONLINE, "", null)));
            }
            case ContactAction.FetchProfile fetch ->
                    context.publish(
                            new ContactEvent.ProfileFetched(
                                    fetch.contact(), fetch.ref(), Profile.named(null)));
            case ContactAction.RemoveContact _,
                    ContactAction.AcceptContact _,
                    ContactAction.RefuseContact _ -> {}
        }
    }

    private static BackendException unsupported(String text) {
        return new BackendException(new BackendFailure.Unsupported(text));
    }

    @Override
    public boolean isIdle() {
        return true;
    }

    @Override
    public void close(String reason) {}
}
