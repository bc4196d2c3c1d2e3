package im.isthmus.testing.legacy;

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
import im.isthmus.core.backend.term.AccountFields;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One user on a {@link DemoNetwork}: notes what is asked, fails on command, answers politely. */
final class DemoSession implements BackendSession {
    private final DemoNetwork network;
    private final SessionContext context;
    private final DemoTalk talk;
    private final DemoVisits visits;
    private boolean loggedIn;

    DemoSession(DemoNetwork network, SessionContext context) {
        this.network = network;
        this.context = context;
        this.talk = new DemoTalk(network, context);
        this.visits = new DemoVisits(network, context);
    }

    @Override
    public void handle(UserAction action) throws BackendException {
        Held held = network.holdFor(action);
        network.note(context.user(), action);
        if (held == null) {
            act(action, network.faultFor(action));
            return;
        }
        held.then(() -> context.asOwner(() -> actLater(action)));
    }

    /** What was held back can only be answered by events. */
    private void actLater(UserAction action) {
        BackendFailure fault = network.faultFor(action);
        try {
            act(action, fault);
        } catch (BackendException e) {
            throw new IllegalStateException("a held action cannot fail like this: " + action, e);
        }
    }

    private void act(UserAction action, @Nullable BackendFailure fault) throws BackendException {
        switch (action) {
            case AccountAction account -> account(account, fault);
            case ContactAction contact -> contact(contact, fault);
            case PersonAction question -> question(question, fault);
            case MessageAction message -> talk.handle(message, fault);
            case RoomAdministration administration -> visits.administer(administration, fault);
            case UserAction.JoinRoom join -> visits.join(join, fault);
            case UserAction.ReturnToRoom back ->
                    visits.join(
                            new UserAction.JoinRoom(back.room(), back.nick(), back.password()),
                            fault);
            case UserAction.LeaveRoom leave -> visits.leave(leave);
            case UserAction.ChangeSubject change -> visits.subject(change, fault);
            case UserAction.ChangeNick change -> visits.nick(change, fault);
            case UserAction.Invite invite -> done(invite.ref(), fault);
            case UserAction.ListRooms list -> visits.list(list, fault);
            case UserAction.FetchOlder fetch -> visits.older(fetch, fault);
            case UserAction.ChangeAvailability _ -> {}
        }
    }

    private void question(PersonAction question, @Nullable BackendFailure fault) {
        if (fault != null || question instanceof PersonAction.PingPerson) {
            done(question.ref(), fault);
        } else {
            context.publish(
                    new ContactEvent.SoftwareTold(question.ref(), "A demonstration 1.0 (demo)"));
        }
    }

    private void account(AccountAction action, @Nullable BackendFailure fault) {
        switch (action) {
            case AccountAction.VerifyAccount verify ->
                    done(verify.ref(), fault != null ? fault : judge(verify.fields()));
            case AccountAction.AccountKept _ -> {}
            case AccountAction.LogIn _ -> logIn(fault);
            case AccountAction.LogOut logOut -> {
                loggedIn = false;
                if (logOut.forEver()) {
                    network.forget(context.user());
                }
                context.publish(new AccountEvent.LoggedOut(Text.EMPTY, false));
            }
        }
    }

    private static @Nullable BackendFailure judge(AccountFields fields) {
        return fields.get("password").equals(DemoNetwork.PASSWORD)
                ? null
                : new BackendFailure.AuthFailed("The password is wrong.");
    }

    private void logIn(@Nullable BackendFailure fault) {
        AccountFields account = context.account();
        BackendFailure failure = fault == null && account != null ? judge(account) : fault;
        if (failure != null) {
            context.publish(new AccountEvent.LogInFailed(failure));
            return;
        }
        loggedIn = true;
        network.know(context.user());
        context.publish(new AccountEvent.LoggedIn(Text.plain("Welcome")));
        List<DemoContact> everybody =
                network.contacts().stream().filter(DemoContact::isListed).toList();
        context.publish(
                new ContactEvent.ContactsListed(
                        everybody.stream().map(DemoContact::listing).toList()));
        for (DemoContact each : everybody) {
            if (each.status().show() != ContactEvent.Show.OFFLINE) {
                context.publish(new ContactEvent.ContactPresence(each.contact(), each.status()));
            }
        }
    }

    private void contact(ContactAction action, @Nullable BackendFailure fault)
            throws BackendException {
        if (fault != null) {
            throw new BackendException(fault);
        }
        LegacyContact whom = action.contact();
        if (whom.localpart().equals("nobody")) {
            throw new BackendException(new BackendFailure.NotFound("There is nobody."));
        }
        if (action instanceof ContactAction.FetchProfile fetch) {
            context.publish(
                    new ContactEvent.ProfileFetched(
                            whom, fetch.ref(), network.contact(whom.localpart()).profile()));
        } else if (action instanceof ContactAction.RemoveContact) {
            network.contact(whom.localpart()).wasRemoved();
        }
    }

    private void done(MessageRef ref, @Nullable BackendFailure fault) {
        context.publish(
                fault == null
                        ? new LegacyEvent.RequestDone(ref)
                        : new LegacyEvent.RequestFailed(ref, fault));
    }

    @Override
    public boolean isIdle() {
        return !loggedIn;
    }

    @Override
    public void close(String reason) {
        loggedIn = false;
    }
}
