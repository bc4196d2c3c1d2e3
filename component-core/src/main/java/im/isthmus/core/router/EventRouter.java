package im.isthmus.core.router;

import im.isthmus.core.backend.event.AccountEvent;
import im.isthmus.core.backend.event.ContactEvent;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.event.RoomReport;
import im.isthmus.core.message.MessageInbound;
import im.isthmus.core.presence.PresenceInbound;
import im.isthmus.core.profile.Profiles;
import im.isthmus.core.session.Attendance;
import im.isthmus.core.session.LegacyEventHandler;
import im.isthmus.core.session.Session;
import im.isthmus.core.store.StoredWith;

/** Where an event of a legacy network goes: the one table of the way in. */
public final class EventRouter implements LegacyEventHandler {
    private final MessageInbound messages;
    private final PresenceInbound presences;

    public EventRouter(MessageInbound messages, PresenceInbound presences) {
        this.messages = messages;
        this.presences = presences;
    }

    @Override
    public void handle(Session session, LegacyEvent event) {
        switch (event) {
            case LegacyEvent.RoomEvent room -> room(session, room);
            case LegacyEvent.PrivateMessage message -> messages.privateMessage(session, message);
            case LegacyEvent.ConsoleMessage message -> messages.console(session, message);
            case LegacyEvent.MessageFailed failed -> messages.failed(session, failed);
            case LegacyEvent.RequestDone done -> requestDone(session, done);
            case LegacyEvent.RequestFailed failed -> requestFailed(session, failed);
            case MessageEvent message -> messages.event(session, message);
            case LegacyEvent.AccountVerified verified ->
                    session.attendance().account().done(verified.ref(), verified.also());
            case AccountEvent account -> presences.account(session, account);
            case ContactEvent contact -> presences.contact(session, contact);
            case LegacyEvent.RoomsListed listed -> session.rooms().events().listed(listed);
            case LegacyEvent.NetworkChanged changed -> presences.networkChanged(session, changed);
            case LegacyEvent.NetworkLooks looks ->
                    session.attendance()
                            .profiles()
                            .look(looks.network().localpart(), looks.avatar());
        }
    }

    private static void room(Session session, LegacyEvent.RoomEvent event) {
        session.rooms().events().inbound(event);
        if (event instanceof RoomReport.RoomDescribed described) {
            Profiles profiles = session.attendance().profiles();
            String localpart = described.room().localpart();
            profiles.look(localpart, described.details().avatar());
            profiles.whenPictured(
                    localpart, () -> session.rooms().events().looked(described.room()));
        }
    }

    private static void requestDone(Session session, LegacyEvent.RequestDone done) {
        if (!session.attendance().account().done(done.ref(), StoredWith.NOTHING)) {
            session.rooms().events().requestDone(done);
        }
    }

    private static void requestFailed(Session session, LegacyEvent.RequestFailed failed) {
        Attendance attendance = session.attendance();
        if (!attendance.account().failed(failed.ref(), failed.failure())
                && !attendance
                        .profiles()
                        .failed(failed.ref(), attendance.problem(failed.failure()))) {
            session.rooms().events().requestFailed(failed);
        }
    }
}
