package im.isthmus.core.message;

import im.isthmus.core.address.LegacyAddress.LegacyContact;
import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.event.LegacyEvent;
import im.isthmus.core.backend.event.MessageEvent;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.payload.Payloads;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.Xml;
import org.dom4j.Element;

/** What legacy networks say about messages outside rooms, on its way to XMPP. */
public final class MessageInbound {
    private final Said said = new Said();
    private final Progress progress = new Progress();
    private final Aftermath aftermath = new Aftermath(said);
    private final Elsewhere elsewhere = new Elsewhere(said);

    /** A chat message to the bare JID, so that all devices and the archive get it. */
    public void privateMessage(Session session, LegacyEvent.PrivateMessage event) {
        LegacyContact contact = event.contact();
        said.show(
                session,
                new Said.What(
                        new LegacyAddressee.ToContact(contact),
                        event.legacyId(),
                        event.content(),
                        event.time()),
                message -> {
                    if (session.abilities(contact).contains(Ability.DISPLAYED)) {
                        Payloads.markable(message);
                    }
                });
    }

    /** A line of a network's console. */
    public void console(Session session, LegacyEvent.ConsoleMessage event) {
        Element line =
                Xml.stanza(
                        "message",
                        session.jid(event.network()),
                        session.user(),
                        "chat",
                        session.names().next());
        Xml.text(line, "body", event.body());
        session.deliver(line, null);
    }

    /** The user is told that a message did not arrive. */
    public void failed(Session session, LegacyEvent.MessageFailed event) {
        progress.failed(session, event);
    }

    /** What becomes of messages, and what is done to them. */
    public void event(Session session, MessageEvent event) {
        switch (event) {
            case MessageEvent.SentElsewhere sent -> elsewhere.sent(session, sent);
            case MessageEvent.Progress step -> progress.made(session, step);
            case MessageEvent.ReadElsewhere read -> elsewhere.read(session, read);
            case MessageEvent other -> {
                if (event.in() instanceof LegacyAddressee.ToRoom to) {
                    session.rooms().events().aftermath(to.room(), other);
                } else {
                    conversed(session, other);
                }
            }
        }
    }

    private void conversed(Session session, MessageEvent event) {
        switch (event) {
            case MessageEvent.MessageCorrected corrected -> aftermath.corrected(session, corrected);
            case MessageEvent.MessageRetracted retracted -> aftermath.retracted(session, retracted);
            case MessageEvent.Reacted reacted -> aftermath.reacted(session, reacted);
            case MessageEvent.DisplayedBy displayed -> aftermath.displayed(session, displayed);
            case MessageEvent.ChatStateShown shown -> aftermath.state(session, shown);
            case MessageEvent.SentElsewhere _,
                    MessageEvent.ReadElsewhere _,
                    MessageEvent.Progress _ ->
                    throw new IllegalStateException("handled before");
        }
    }
}
