package im.isthmus.email.thread;

import im.isthmus.core.content.Content;
import im.isthmus.core.content.Reply;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.header.MessageIds;
import im.isthmus.email.store.KnownMessages;
import im.isthmus.email.store.KnownMessages.Known;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the conversation that a mail or a message goes on with. */
public final class Threads {
    private final KnownMessages messages;

    public Threads(KnownMessages messages) {
        this.messages = messages;
    }

    /**
     * Where a mail belongs.
     *
     * @param thread as XMPP has it
     * @param earlier the message it answers to, if that is known
     * @param isNew whether it begins a conversation
     */
    public record ThreadPlace(String thread, Optional<Known> earlier, boolean isNew) {}

    /** Where a mail for a user belongs. */
    public ThreadPlace of(String user, MailHeader header, String messageId) {
        List<String> references = MessageIds.references(header);
        for (String id : references.reversed()) {
            Optional<Known> known = messages.byMessageId(user, id);
            if (known.isPresent()) {
                return new ThreadPlace(known.get().thread(), known, false);
            }
        }
        String root = references.isEmpty() ? messageId : references.getFirst();
        String thread = root.isEmpty() ? UUID.randomUUID().toString() : named(root);
        Optional<Known> sibling = messages.lastOfThread(user, thread);
        return new ThreadPlace(thread, Optional.empty(), sibling.isEmpty());
    }

    /**
     * What a message of a user answers to; empty if it begins a conversation: with a subject or a
     * thread that was not there before, or when there was none.
     */
    public Optional<Known> answered(String user, String localpart, Content content) {
        Optional<Known> known = candidate(user, localpart, content);
        @Nullable String subject = content.subject();
        if (content.reply() == null && subject != null && !subject.isBlank()) {
            return known.filter(each -> Subjects.same(each.subject(), subject));
        }
        return known;
    }

    private Optional<Known> candidate(String user, String localpart, Content content) {
        Reply reply = content.reply();
        @Nullable String id = reply == null ? null : reply.message().legacyId();
        if (id != null) {
            Optional<Known> known = messages.byLegacyId(user, id);
            if (known.isPresent()) {
                return known;
            }
        }
        @Nullable String thread = content.thread();
        return thread == null
                ? messages.last(user, localpart)
                : messages.lastOfThread(user, thread)
                        .filter(known ->
                                known.localpart().equals(localpart)
                                        || !content.recipients().isEmpty());
    }

    private static String named(String messageId) {
        return UUID.nameUUIDFromBytes(messageId.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
