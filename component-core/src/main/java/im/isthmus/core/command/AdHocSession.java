package im.isthmus.core.command;

import im.isthmus.core.address.Jid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command that a client runs by XEP-0050.
 *
 * @param id the sessionid
 * @param client who runs it; nobody else may go on
 */
record AdHocSession(String id, Jid client, Dialog dialog) {
    /** The open ones of one user. */
    static final class Open {
        private record Entry(AdHocSession session, Instant expires) {}

        private final Map<String, Entry> byId = new HashMap<>();

        int size() {
            return byId.size();
        }

        /** Opens one, or gives it more time. */
        void keep(AdHocSession session, Instant expires) {
            byId.put(session.id(), new Entry(session, expires));
        }

        /** The one of this id and client, or null. */
        @Nullable AdHocSession find(String id, Jid client) {
            Entry entry = byId.get(id);
            return entry != null && entry.session().client().equals(client)
                    ? entry.session()
                    : null;
        }

        void end(AdHocSession session) {
            byId.remove(session.id());
        }

        /** Ends those whose time is over. */
        void expire(Instant now) {
            List<Entry> all = new ArrayList<>(byId.values());
            for (Entry entry : all) {
                if (entry.expires().isBefore(now)) {
                    end(entry.session());
                }
            }
        }
    }
}
