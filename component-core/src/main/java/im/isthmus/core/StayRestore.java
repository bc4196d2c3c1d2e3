package im.isthmus.core;

import im.isthmus.core.access.Access;
import im.isthmus.core.address.Jid;
import im.isthmus.core.session.Session;
import im.isthmus.core.session.Sessions;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.store.stay.Stay;
import im.isthmus.core.store.stay.Stays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dom4j.Element;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After the gateway was started, everybody goes back to the rooms where they were when it ended, at
 * a pace: those first who have a client there. Then clients are asked whether they are still there.
 */
final class StayRestore {
    private static final Logger LOG = LoggerFactory.getLogger(StayRestore.class);

    private static final long TICK_MILLIS = 100;

    /** Five hundred users a second; networks have a slower pace of their own. */
    private static final int BURST = 50;

    private final Stays stays;
    private final Sessions sessions;
    private final Access access;
    private final ScheduledExecutorService timer;
    private final Runnable restored;

    /**
     * @param restored runs once everybody is on the way
     */
    StayRestore(
            Stays stays,
            Sessions sessions,
            Access access,
            ScheduledExecutorService timer,
            Runnable restored) {
        this.stays = stays;
        this.sessions = sessions;
        this.access = access;
        this.timer = timer;
        this.restored = restored;
    }

    /** Begins; returns at once. To be called once. */
    void start() {
        var _ =
                Thread.ofVirtual()
                        .name("stays")
                        .start(() -> {
                            Map<Jid, List<Stay>> all = stays.load();
                            if (!all.isEmpty()) {
                                LOG.info("stays=restore users={}", all.size());
                                next(all.entrySet().iterator());
                            }
                        });
    }

    private void next(Iterator<Map.Entry<Jid, List<Stay>>> users) {
        for (int i = 0; i < BURST && users.hasNext(); i++) {
            Map.Entry<Jid, List<Stay>> each = users.next();
            restore(each.getKey(), each.getValue());
        }
        if (users.hasNext()) {
            var _ = timer.schedule(() -> next(users), TICK_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            restored.run();
        }
    }

    /** Who may not use the gateway any more is not brought back by it. */
    private void restore(Jid user, List<Stay> before) {
        if (access.permits(user)) {
            sessions.force(user, session -> restore(session, before));
        } else {
            before.forEach(stay -> stays.forget(user, stay.room()));
        }
    }

    /** Their servers will tell when clients go that do not know that there was a restart. */
    private static void restore(Session session, List<Stay> before) {
        for (Stay stay : before) {
            for (Jid resource : stay.told() ? List.<Jid>of() : stay.resources()) {
                Jid room = session.jid(stay.room());
                try {
                    session.attendance()
                            .available(resource, stay.room(), presence(resource, room, stay));
                } catch (StanzaException e) {
                    LOG.debug("stay=unheard user={} reason=\"{}\"", session.user(), e.text());
                }
            }
        }
        session.rooms().stays().restore(before);
        try {
            session.attendance().restored();
        } catch (StanzaException e) {
            LOG.debug("stay=here user={} reason=\"{}\"", session.user(), e.text());
        }
    }

    private static Element presence(Jid resource, Jid room, Stay stay) {
        Element presence = Xml.stanza("presence", resource, room, null, null);
        String away = stay.away();
        if (away != null) {
            Xml.text(presence, "show", "away");
            Xml.text(presence, "status", away);
        }
        return presence;
    }
}
