package im.isthmus.core.message;

import im.isthmus.core.backend.event.MessageEvent.ChatStateShown;
import im.isthmus.core.backend.event.MessageEvent.DisplayedBy;
import im.isthmus.core.backend.event.MessageEvent.MessageCorrected;
import im.isthmus.core.backend.event.MessageEvent.MessageRetracted;
import im.isthmus.core.backend.event.MessageEvent.Reacted;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.conversation.Conversation;
import im.isthmus.core.payload.Payloads;
import im.isthmus.core.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** What the other side of a conversation did to what was said there. */
final class Aftermath {
    private final Said said;

    Aftermath(Said said) {
        this.said = said;
    }

    /** A message that replaces the first one (XEP-0308). */
    void corrected(Session session, MessageCorrected event) {
        named(
                session,
                event.in(),
                event.legacyId(),
                ids ->
                        said.show(
                                session,
                                new Said.What(event.in(), null, event.content(), event.time()),
                                message -> Payloads.replace(message, ids.getFirst())));
    }

    /** A message may have become several; all of them go (XEP-0424). */
    void retracted(Session session, MessageRetracted event) {
        named(
                session,
                event.in(),
                event.legacyId(),
                ids ->
                        ids.forEach(id ->
                                send(
                                        session,
                                        event.in(),
                                        event.deed().time(),
                                        id,
                                        Payloads::retract)));
    }

    void reacted(Session session, Reacted event) {
        named(
                session,
                event.in(),
                event.legacyId(),
                ids ->
                        send(
                                session,
                                event.in(),
                                event.deed().time(),
                                ids.getFirst(),
                                (message, id) -> Payloads.reactions(message, id, event.emojis())));
    }

    void displayed(Session session, DisplayedBy event) {
        named(
                session,
                event.in(),
                event.legacyId(),
                ids -> send(session, event.in(), null, ids.getFirst(), Payloads::displayed));
    }

    /** Lost without harm, so it is not kept anywhere. */
    void state(Session session, ChatStateShown event) {
        for (Element message : Letters.toAll(session, event.in(), session.names().next())) {
            Payloads.state(message, event.state());
            Payloads.store(message, false);
            session.send(message);
        }
    }

    private static void named(
            Session session, LegacyAddressee in, String legacyId, Consumer<List<String>> then) {
        session.names()
                .named(
                        Conversation.of(in),
                        legacyId,
                        ids -> {
                            if (!ids.isEmpty()) {
                                then.accept(ids);
                            }
                        });
    }

    private static void send(
            Session session,
            LegacyAddressee in,
            @Nullable Instant time,
            String about,
            BiConsumer<Element, String> payload) {
        for (Element message : Letters.toAll(session, in, session.names().next())) {
            payload.accept(message, about);
            if (time != null) {
                Payloads.delay(message, session.gateway(), time);
            }
            session.deliver(message, null);
        }
    }
}
