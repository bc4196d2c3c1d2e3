package im.isthmus.core.message;

import im.isthmus.core.backend.Ability;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.content.ChatState;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.Reply;
import im.isthmus.core.conversation.Conversation;
import im.isthmus.core.conversation.MessageNames;
import im.isthmus.core.payload.ContentWriter;
import im.isthmus.core.payload.ContentWriter.Answered;
import im.isthmus.core.payload.Payloads;
import im.isthmus.core.session.Session;
import im.isthmus.core.store.table.MessageIdTable.Kind;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** What somebody said outside rooms, as the messages that clients show best. */
final class Said {
    /**
     * Something said.
     *
     * @param legacyId null if the network has no name for it
     * @param time null means now
     */
    record What(
            LegacyAddressee in,
            @Nullable String legacyId,
            Content content,
            @Nullable Instant time) {}

    /**
     * Shows it, after what came before it.
     *
     * @param first changes the first message before it is sent
     */
    void show(Session session, What what, Consumer<Element> first) {
        Conversation in = Conversation.of(what.in());
        withAnswered(session, in, what.content(), answered -> send(session, what, answered, first));
    }

    /** Finds out what XMPP calls the message that is answered to, and goes on with that. */
    private static void withAnswered(
            Session session, Conversation in, Content content, Consumer<@Nullable Answered> then) {
        Reply reply = content.reply();
        if (reply == null) {
            session.names().inOrder(() -> then.accept(null));
            return;
        }
        String author = author(session, reply.author());
        String legacyId = reply.message().legacyId();
        if (legacyId == null) {
            String id = reply.message().xmppId();
            session.names()
                    .inOrder(() -> then.accept(id.isEmpty() ? null : new Answered(id, author)));
            return;
        }
        session.names()
                .named(
                        in,
                        legacyId,
                        ids ->
                                then.accept(
                                        ids.isEmpty()
                                                ? null
                                                : new Answered(ids.getFirst(), author)));
    }

    private static @Nullable String author(Session session, @Nullable String author) {
        if (author == null) {
            return null;
        }
        return (author.isEmpty() ? session.user() : session.jidOf(author)).toString();
    }

    private static void send(
            Session session, What what, @Nullable Answered answered, Consumer<Element> first) {
        MessageNames names = session.names();
        String legacyId = what.legacyId();
        List<Content> parts = ContentWriter.parts(what.content());
        for (int i = 0; i < parts.size(); i++) {
            String id = i == 0 ? names.idOutside(legacyId) : names.next();
            if (i > 0 && legacyId != null) {
                names.remember(Conversation.of(what.in()), id, legacyId, Kind.PART);
            }
            for (Element message : Letters.toAll(session, what.in(), id)) {
                ContentWriter.write(
                        message,
                        parts.get(i),
                        i == 0 ? answered : null,
                        session.gateway().domain());
                if (i == 0) {
                    first.accept(message);
                }
                finish(session, what, message);
                session.deliver(
                        message, legacyId == null || i == 0 ? legacyId : legacyId + "/" + i);
            }
        }
    }

    private static void finish(Session session, What what, Element message) {
        if (session.abilities(what.in().address()).contains(Ability.CHAT_STATES)) {
            Payloads.state(message, ChatState.ACTIVE); // who says something types no more
        }
        if (what.time() != null) {
            Payloads.delay(message, session.gateway(), what.time());
        }
    }
}
