package im.isthmus.core.session;

import im.isthmus.core.backend.event.LegacyEvent;

/** Turns what a legacy network says into stanzas for the user. Called by the session's owner. */
public interface LegacyEventHandler {
    void handle(Session session, LegacyEvent event);
}
