package im.isthmus.core.presence;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress.Gateway;
import im.isthmus.core.backend.event.AccountEvent;
import im.isthmus.core.backend.event.ContactEvent;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.session.Attendance;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.Failures;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import org.dom4j.Element;

/** Presence of legacy networks, on its way to the user. */
public final class PresenceInbound {
    private final OwnPresence own;

    public PresenceInbound(OwnPresence own) {
        this.own = own;
    }

    /** A link came up or went down: shown to every resource that is online. */
    public void networkChanged(Session session, LegacyEvent.NetworkChanged event) {
        if (!session.attendance().noteConnected(event.network(), event.connected())) {
            return;
        }
        for (Jid resource : session.onlineResources()) {
            own.tell(session, event.network(), resource);
        }
    }

    /** The account came into use, or did not, or no longer (XEP-0100 sections 5.4 and 5.5). */
    public void account(Session session, AccountEvent event) {
        if (event instanceof AccountEvent.Notice notice) {
            notice(session, notice);
            return;
        }
        if (!session.attendance().note(event)) {
            return;
        }
        for (Jid resource : session.onlineResources()) {
            if (event instanceof AccountEvent.LogInFailed failed) {
                session.send(error(session, resource, failed.failure()));
            } else {
                own.tell(session, new Gateway(), resource);
            }
        }
    }

    private static void notice(Session session, AccountEvent.Notice notice) {
        Element message =
                Xml.stanza(
                        "message",
                        session.gateway(),
                        session.user(),
                        "chat",
                        session.names().next());
        Xml.text(message, "body", session.language().render(notice.text()));
        session.deliver(message, null);
    }

    /** XEP-0100 section 5.4 example 30. */
    private static Element error(Session session, Jid to, BackendFailure failure) {
        Element presence = Xml.stanza("presence", session.gateway(), to, "error", null);
        StanzaException problem = Failures.toStanza(failure, session::jidOf);
        presence.add(Replies.errorElement(problem, session.language()));
        return presence;
    }

    /** Something about the user's contacts, of which only registered users have any. */
    public void contact(Session session, ContactEvent event) {
        if (event instanceof ContactEvent.SoftwareTold told) {
            session.rooms().questions().told(told);
            return;
        }
        Attendance attendance = session.attendance();
        if (attendance.account().isUsable()) {
            attendance.contacts().handle(event);
            attendance.contacts().whenLoaded(() -> attendance.profiles().handle(event));
        } else if (event instanceof ContactEvent.ProfileFetched) {
            attendance.profiles().handle(event);
        }
    }
}
