package im.isthmus.testing.legacy;

import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.backend.action.RoomAdministration;
import im.isthmus.core.backend.action.UserAction;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user in the rooms of a {@link DemoNetwork}. */
final class DemoVisits {
    private final DemoNetwork network;
    private final SessionContext context;

    DemoVisits(DemoNetwork network, SessionContext context) {
        this.network = network;
        this.context = context;
    }

    void join(UserAction.JoinRoom join, @Nullable BackendFailure fault) {
        DemoRoom room = network.room(join.room().localpart());
        BackendFailure failure = fault != null ? fault : room.obstacle(join);
        if (failure != null) {
            context.publish(new LegacyEvent.RoomJoinFailed(join.room(), failure));
            return;
        }
        room.admit(context, join.nick());
    }

    void leave(UserAction.LeaveRoom leave) {
        network.room(leave.room().localpart()).dismiss(context, leave.reason());
    }

    void subject(UserAction.ChangeSubject change, @Nullable BackendFailure fault)
            throws BackendException {
        refuse(fault);
        DemoRoom room = network.room(change.room().localpart());
        LegacyEvent.Subject subject =
                new LegacyEvent.Subject(change.subject(), room.nickOf(context), Instant.now());
        room.changeSubject(context, subject, change.ref());
    }

    void nick(UserAction.ChangeNick change, @Nullable BackendFailure fault) {
        if (fault != null) {
            context.publish(new LegacyEvent.NickRefused(change.room(), change.nick(), fault));
            return;
        }
        network.room(change.room().localpart()).rename(context, change.nick());
    }

    void list(UserAction.ListRooms list, @Nullable BackendFailure fault) throws BackendException {
        refuse(fault);
        context.publish(
                new LegacyEvent.RoomsListed(
                        list.ref(),
                        network.rooms().stream().map(DemoRoom::listing).toList(),
                        true));
    }

    void older(UserAction.FetchOlder fetch, @Nullable BackendFailure fault)
            throws BackendException {
        refuse(fault);
        DemoRoom room = network.room(fetch.room().localpart());
        context.publish(room.before(fetch));
    }

    void administer(RoomAdministration order, @Nullable BackendFailure fault)
            throws BackendException {
        refuse(fault);
        new DemoOrders(network.room(order.room().localpart()), context).obey(order);
    }

    private static void refuse(@Nullable BackendFailure failure) throws BackendException {
        if (failure != null) {
            throw new BackendException(failure);
        }
    }
}
