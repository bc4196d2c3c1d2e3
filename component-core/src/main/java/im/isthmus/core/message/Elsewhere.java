package im.isthmus.core.message;

import im.isthmus.core.address.Jid;
import im.isthmus.core.backend.event.MessageEvent.ReadElsewhere;
import im.isthmus.core.backend.event.MessageEvent.SentElsewhere;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.content.Content;
import im.isthmus.core.conversation.Conversation;
import im.isthmus.core.conversation.MessageNames;
import im.isthmus.core.payload.ContentWriter;
import im.isthmus.core.payload.Payloads;
import im.isthmus.core.session.Session;
import im.isthmus.core.stanza.Xml;
import im.isthmus.core.text.Text;
import java.util.function.Consumer;
import org.dom4j.Element;

/**
 * What the user did with another program on the network. Where the user's server lets us send as
 * the user (XEP-0356) it makes carbons and archives of it, as of what a client sent. Where it does
 * not, what was said is shown by the contact, with a mark: clients believe carbons from nobody but
 * their own server (XEP-0280 section 11), and hardly any shows a forwarded message (XEP-0297), but
 * a conversation without one's own half cannot be followed.
 */
final class Elsewhere {
    private final Said said;

    Elsewhere(Said said) {
        this.said = said;
    }

    void sent(Session session, SentElsewhere event) {
        String legacyId = event.legacyId();
        Conversation in = Conversation.of(event.in());
        if (legacyId == null) {
            session.names().inOrder(() -> show(session, event));
            return;
        }
        session.names()
                .named(
                        in,
                        legacyId,
                        ids -> {
                            boolean ours =
                                    !ids.isEmpty()
                                            && !ids.contains(session.names().idOutside(legacyId));
                            if (!ours) {
                                show(session, event); // else it went out through us
                            }
                        });
    }

    private void show(Session session, SentElsewhere event) {
        if (!session.privileges().maySendMessages(session.user())) {
            Content content = event.content();
            Text mark = Text.of("You, elsewhere: {0}", content.body());
            said.show(
                    session,
                    new Said.What(
                            event.in(),
                            event.legacyId(),
                            content.withBody(session.language().render(mark)),
                            event.time()),
                    _ -> {});
            return;
        }
        boolean first = true;
        for (Content part : ContentWriter.parts(event.content())) {
            String id =
                    first ? session.names().idOutside(event.legacyId()) : session.names().next();
            first = false;
            sendAsUser(
                    session,
                    event.in(),
                    id,
                    message -> {
                        ContentWriter.write(message, part, null, session.gateway().domain());
                        if (event.time() != null) {
                            Payloads.delay(message, session.gateway(), event.time());
                        }
                    });
        }
    }

    /** A displayed marker of the user (XEP-0333), which the user's other clients see. */
    void read(Session session, ReadElsewhere event) {
        if (event.in() instanceof LegacyAddressee.ToRoom to) {
            session.rooms().events().aftermath(to.room(), event);
            if (MessageNames.isFit(event.legacyId())) {
                DisplayedSync.publish(session, session.jid(to.room()), event.legacyId());
            }
            return;
        }
        session.names()
                .named(
                        Conversation.of(event.in()),
                        event.legacyId(),
                        ids -> {
                            if (!ids.isEmpty()) {
                                sendAsUser(
                                        session,
                                        event.in(),
                                        session.names().next(),
                                        message -> Payloads.displayed(message, ids.getFirst()));
                            }
                        });
    }

    private static void sendAsUser(
            Session session, LegacyAddressee in, String id, Consumer<Element> content) {
        Jid user = session.user();
        Element message = Xml.stanza("message", user, Letters.from(session, in), "chat", id);
        content.accept(message);
        session.recent().sentInTheirName(id);
        session.privileges().messageAs(user, message);
    }
}
