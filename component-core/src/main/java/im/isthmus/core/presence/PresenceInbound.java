package im.isthmus.core.presence;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.LegacyEvent;
import im.isthmus.core.session.Session;

/** Presence of legacy networks, on its way to the user. */
public final class PresenceInbound {
    private final PresenceOutbound presence;

    public PresenceInbound(PresenceOutbound presence) {
        this.presence = presence;
    }

    /** A link came up or went down: shown to every resource that is online. */
    public void networkChanged(Session session, LegacyEvent.NetworkChanged event) {
        if (!session.noteConnected(event.network(), event.connected())) {
            return;
        }
        for (Jid resource : session.onlineResources()) {
            presence.send(session, event.network(), resource);
        }
    }
}
