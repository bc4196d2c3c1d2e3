package im.isthmus.core.router;

import im.isthmus.core.backend.LegacyEvent;
import im.isthmus.core.message.MessageInbound;
import im.isthmus.core.presence.PresenceInbound;
import im.isthmus.core.session.LegacyEventHandler;
import im.isthmus.core.session.Session;

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
            case LegacyEvent.RoomEvent room -> session.rooms().inbound(room);
            case LegacyEvent.PrivateMessage message -> messages.privateMessage(session, message);
            case LegacyEvent.ConsoleMessage message -> messages.console(session, message);
            case LegacyEvent.MessageFailed failed -> messages.failed(session, failed);
            case LegacyEvent.RequestDone done -> session.rooms().requestDone(done);
            case LegacyEvent.RequestFailed failed -> session.rooms().requestFailed(failed);
            case LegacyEvent.NetworkChanged changed -> presences.networkChanged(session, changed);
        }
    }
}
