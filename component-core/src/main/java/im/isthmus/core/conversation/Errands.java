package im.isthmus.core.conversation;

import im.isthmus.core.backend.Backend.Reactions;
import im.isthmus.core.backend.action.MessageAction;
import im.isthmus.core.backend.term.LegacyAddressee;
import im.isthmus.core.backend.term.MessageRef;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.content.Reply;
import im.isthmus.core.payload.Intent;
import im.isthmus.core.stanza.Replies;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stream.Stanza;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.PacketError;

/** Does what a message wants: finds the messages it is about and asks the backend. */
public final class Errands {
    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);

    private final Talker talker;

    public Errands(Talker talker) {
        this.talker = talker;
    }

    /**
     * Does what a message wants, now or when the names it mentions are found.
     *
     * @return false if the very same was done before, and so is not done again
     * @throws StanzaException if it is already clear that it cannot be done
     */
    public boolean run(Stanza stanza, Intent intent, LegacyAddressee to, MessageRef ref)
            throws StanzaException {
        if (intent instanceof Intent.React react) {
            check(react.emojis(), talker.reactions(to.address()));
        }
        Conversation in = Conversation.of(to);
        if (!isPassing(intent) && talker.recent().isRepeat(in, ref, intent)) {
            LOG.debug("message=repeated to={}", to.address().localpart());
            return false;
        }
        List<String> ids = ids(intent);
        if (ids.isEmpty() && talker.names().isIdle()) {
            perform(in, intent, to, ref, Map.of());
            return true;
        }
        talker.names()
                .resolve(
                        in,
                        ids,
                        names -> {
                            try {
                                perform(in, intent, to, ref, names);
                            } catch (StanzaException e) {
                                talker.send(Replies.error(stanza, e));
                            }
                        });
        return true;
    }

    /** The client must undo what is refused (XEP-0444 section 4.2). */
    private static void check(List<String> emojis, Reactions limits) throws StanzaException {
        if (limits.most() > 0 && emojis.size() > limits.most()) {
            throw new StanzaException(
                    PacketError.Condition.not_acceptable,
                    "A message can have {0} reactions of yours there at most.",
                    limits.most());
        }
        if (!limits.allowed().isEmpty() && !limits.allowed().containsAll(emojis)) {
            throw new StanzaException(
                    PacketError.Condition.not_acceptable,
                    "The only reactions there are {0}.",
                    String.join(" ", limits.allowed()));
        }
    }

    private void perform(
            Conversation in,
            Intent intent,
            LegacyAddressee to,
            MessageRef ref,
            Map<String, MessageId> names)
            throws StanzaException {
        MessageAction action = action(intent, to, ref, names);
        if (action == null) {
            return;
        }
        try {
            talker.perform(action);
        } catch (StanzaException e) {
            talker.recent().failed(in, ref);
            if (!isPassing(intent)) {
                throw e;
            }
        }
    }

    /** What nobody waits for, and nobody is told about if it fails. */
    private static boolean isPassing(Intent intent) {
        return intent instanceof Intent.Displayed || intent instanceof Intent.Show;
    }

    private static @Nullable MessageAction action(
            Intent intent, LegacyAddressee to, MessageRef ref, Map<String, MessageId> names) {
        return switch (intent) {
            case Intent.Say say ->
                    new MessageAction.SendMessage(to, ref, named(say.content(), names));
            case Intent.Correct c ->
                    new MessageAction.CorrectMessage(
                            to, ref, name(c.original(), names), named(c.content(), names));
            case Intent.Retract r ->
                    new MessageAction.RetractMessage(to, ref, name(r.original(), names));
            case Intent.React r ->
                    new MessageAction.React(to, ref, name(r.message(), names), r.emojis());
            case Intent.Displayed d ->
                    new MessageAction.MarkDisplayed(to, name(d.message(), names));
            case Intent.Show s -> new MessageAction.ShowChatState(to, s.state());
            case Intent.Nothing _ -> null;
        };
    }

    /** The messages that the intent is about. */
    private static List<String> ids(Intent intent) {
        List<String> ids = new ArrayList<>(2);
        Content content = null;
        switch (intent) {
            case Intent.Say say -> content = say.content();
            case Intent.Correct correct -> {
                ids.add(correct.original());
                content = correct.content();
            }
            case Intent.Retract retract -> ids.add(retract.original());
            case Intent.React react -> ids.add(react.message());
            case Intent.Displayed displayed -> ids.add(displayed.message());
            case Intent.Show _, Intent.Nothing _ -> {}
        }
        if (content != null && content.reply() != null) {
            ids.add(content.reply().message().xmppId());
        }
        return ids;
    }

    private static Content named(Content content, Map<String, MessageId> names) {
        Reply reply = content.reply();
        return reply == null
                ? content
                : content.withReply(
                        new Reply(
                                name(reply.message().xmppId(), names),
                                reply.author(),
                                reply.quote()));
    }

    private static MessageId name(String id, Map<String, MessageId> names) {
        MessageId found = names.get(id);
        return found != null ? found : new MessageId(id, null);
    }
}
