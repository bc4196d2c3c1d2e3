package im.isthmus.core.message;

import im.isthmus.core.address.Jid;
import im.isthmus.core.address.LegacyAddress;
import im.isthmus.core.backend.LegacyEvent;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.Failures;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.Xml;
import java.time.Instant;
import java.util.UUID;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** What legacy networks say to a user outside rooms, on its way to XMPP. */
public final class MessageInbound {
    /** A chat message to the bare JID, so that all devices and the archive get it. */
    public void privateMessage(Session session, LegacyEvent.PrivateMessage event) {
        chat(session, event.contact(), event.legacyId(), event.body(), event.time());
    }

    /** A line of a network's console. */
    public void console(Session session, LegacyEvent.ConsoleMessage event) {
        chat(session, event.network(), null, event.body(), null);
    }

    /** The error that answers the very message which failed (RFC 6120 section 8.3.1). */
    public void failed(Session session, LegacyEvent.MessageFailed event) {
        if (session.rooms().messageFailed(event)) {
            return;
        }
        Element error =
                Xml.stanza(
                        "message",
                        session.jid(event.to().address()),
                        event.ref().sender(),
                        "error",
                        event.ref().id());
        error.add(
                Replies.errorElement(
                        Failures.toStanza(event.failure(), session::jidOf), session.language()));
        session.deliver(error, null);
    }

    private static void chat(
            Session session,
            LegacyAddress from,
            @Nullable String legacyId,
            String body,
            @Nullable Instant time) {
        Jid sender = session.jid(from);
        Element message =
                Xml.stanza("message", sender, session.user(), "chat", UUID.randomUUID().toString());
        Xml.text(message, "body", body);
        if (time != null) {
            Element delay = Xml.child(message, "delay", "urn:xmpp:delay");
            Xml.attribute(delay, "from", session.gateway().toString());
            Xml.attribute(delay, "stamp", time.toString());
        }
        session.deliver(message, legacyId);
    }
}
