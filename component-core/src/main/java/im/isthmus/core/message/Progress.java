package im.isthmus.core.message;

import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.conversation.Conversation;
import im.isthmus.core.payload.Payloads;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.Failures;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.store.table.MessageIdTable.Kind;
import im.isthmus.core.text.Text;
import org.dom4j.Element;

/** What becomes of the user's messages: only what the network said, and only to who wants it. */
final class Progress {
    void made(Session session, MessageEvent.Progress step) {
        MessageRef ref = step.ref();
        String id = ref.id();
        switch (step) {
            case MessageEvent.MessageAccepted accepted -> accepted(session, accepted);
            case MessageEvent.MessageDelayed delayed -> delayed(session, delayed);
            case MessageEvent.MessageDelivered delivered -> {
                if (ref.wants().receipt() && id != null) {
                    Element receipt = Letters.toSender(session, delivered.in(), ref);
                    Payloads.received(receipt, id);
                    session.deliver(receipt, null);
                }
            }
            case MessageEvent.MessageDisplayed displayed -> {
                if (ref.wants().marker() && id != null) {
                    Element marker = Letters.toSender(session, displayed.in(), ref);
                    Payloads.displayed(marker, id);
                    session.deliver(marker, null);
                }
            }
        }
    }

    /** Nothing to tell, but from now on both sides have a name for it. */
    private static void accepted(Session session, MessageEvent.MessageAccepted event) {
        String legacyId = event.legacyId();
        String id = event.ref().id();
        String originId = event.ref().originId();
        if (legacyId == null) {
            return;
        }
        Conversation in = Conversation.of(event.in());
        if (id != null) {
            session.names().remember(in, id, legacyId, Kind.ID);
        }
        if (originId != null && !originId.equals(id)) {
            session.names().remember(in, originId, legacyId, id == null ? Kind.ID : Kind.ALIAS);
        }
    }

    private static void delayed(Session session, MessageEvent.MessageDelayed event) {
        if (session.recent().isNewlyDelayed(event.ref())) {
            Text text = Text.of("Your message has not gone out yet: {0}", event.text());
            session.deliver(Letters.note(session, event.in(), text), null);
        }
    }

    /**
     * The error that answers the very message which failed (RFC 6120 section 8.3.1). Servers drop
     * errors to resources that have gone (RFC 6121 section 8.5.3.2.4); then it is a note.
     */
    void failed(Session session, LegacyEvent.MessageFailed event) {
        MessageRef ref = event.ref();
        LegacyAddressee to = event.to();
        session.recent().failed(Conversation.of(to), ref);
        if (to instanceof LegacyAddressee.ToContact || to instanceof LegacyAddressee.ToNetwork) {
            Element error =
                    Xml.stanza(
                            "message", session.jid(to.address()), ref.sender(), "error", ref.id());
            error.add(Replies.errorElement(problem(session, event), session.language()));
            session.report(error, session.language().render(reason(session, event)));
        } else if (!session.isHere(ref.sender())
                || !session.rooms().events().messageFailed(event)) {
            session.deliver(Letters.note(session, to, reason(session, event)), null);
        }
    }

    private static Text reason(Session session, LegacyEvent.MessageFailed event) {
        Text reason = problem(session, event).message();
        return switch (event.to()) {
            case LegacyAddressee.ToContact _,
                    LegacyAddressee.ToNetwork _,
                    LegacyAddressee.ToRoom _ ->
                    Text.of(
                            "Your message to {0} could not be delivered: {1}",
                            session.jid(event.to().address()), reason);
            case LegacyAddressee.ToOccupant to ->
                    Text.of("Your message to {0} could not be delivered: {1}", to.nick(), reason);
        };
    }

    private static StanzaException problem(Session session, LegacyEvent.MessageFailed event) {
        return Failures.toStanza(event.failure(), session::jidOf);
    }
}
