package im.isthmus.core;

import im.isthmus.core.access.Access;
import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.BackendContext;
import im.isthmus.core.backend.Preference;
import im.isthmus.core.backend.SessionContext;
import im.isthmus.core.preference.Preferences;
import im.isthmus.core.session.Sessions;
import java.util.function.Consumer;

/** A backend's way to users who did not come to it first. */
record BackendUsers(Jid domain, Sessions sessions, Access access, Preferences preferences)
        implements BackendContext {
    @Override
    public boolean permits(Jid user) {
        return access.permits(user);
    }

    @Override
    public <T> T preference(Jid user, Preference<T> preference) {
        return preferences.get(user, preference);
    }

    @Override
    public void asUser(Jid user, Consumer<SessionContext> task) {
        sessions.force(user.bare(), task::accept);
    }
}
