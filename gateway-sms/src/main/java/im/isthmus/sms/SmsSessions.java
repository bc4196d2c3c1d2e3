package im.isthmus.sms;

import im.isthmus.core.address.Jid;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sessions that are open now. Callable from any thread. */
final class SmsSessions {
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

    /** The rooms of a user, for the owner of the session only; null if there is no session. */
    @Nullable SmsRooms roomsOf(Jid user) {
        SmsSession session = of(user);
        return session == null ? null : session.rooms();
    }

    /** Who takes messages of a user has changed. */
    void contactsChanged(Jid user) {
        SmsSession session = of(user);
        if (session != null) {
            session.showContacts();
        }
    }

    /** An account came into trouble, or out of it. */
    void healthChanged() {
        open.values().forEach(SmsSession::showContacts);
    }
}
