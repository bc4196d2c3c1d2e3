package im.isthmus.sms.session;

import im.isthmus.core.address.Jid;
import im.isthmus.sms.inbound.OpenSessions;
import im.isthmus.sms.inbound.UserRooms;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sessions that are open now. Callable from any thread. */
public final class SmsSessions implements OpenSessions {
    private final ConcurrentHashMap<Jid, SmsSession> open = new ConcurrentHashMap<>();

    void add(Jid user, SmsSession session) {
        open.put(user.bare(), session);
    }

    void remove(Jid user, SmsSession session) {
        open.remove(user.bare(), session);
    }

    @Nullable SmsSession of(Jid user) {
        return open.get(user.bare());
    }

    @Override
    public @Nullable UserRooms roomsOf(Jid user) {
        SmsSession session = of(user);
        return session == null ? null : session.rooms();
    }

    @Override
    public void contactsChanged(Jid user) {
        SmsSession session = of(user);
        if (session != null) {
            session.showContacts();
        }
    }

    @Override
    public void healthChanged() {
        open.values().forEach(SmsSession::showContacts);
    }
}
