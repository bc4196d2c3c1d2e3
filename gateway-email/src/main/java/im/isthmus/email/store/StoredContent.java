package im.isthmus.email.store;

import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.content.Recipient;
import im.isthmus.core.content.Reply;
import im.isthmus.core.content.Span;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a message says, as one text in the database. */
final class StoredContent {
    private StoredContent() {}

    static String write(Content content) {
        List<@Nullable String> fields = new ArrayList<>();
        fields.add(content.body());
        fields.add(content.subject());
        fields.add(content.thread());
        reply(fields, content.reply());
        fields.add(String.valueOf(content.spans().size()));
        for (Span span : content.spans()) {
            fields.add(String.valueOf(span.start()));
            fields.add(String.valueOf(span.end()));
            fields.add(span.style().name() + (span.value() == null ? "" : span.value()));
        }
        fields.add(String.valueOf(content.attachments().size()));
        for (Attachment file : content.attachments()) {
            fields.add(file.url().toString());
            fields.add(file.name());
            fields.add(file.mediaType());
            fields.add(String.valueOf(file.size()));
            fields.add(file.description());
            fields.add(String.valueOf(file.inline()));
        }
        fields.add(String.valueOf(content.recipients().size()));
        for (Recipient recipient : content.recipients()) {
            fields.add(recipient.kind().name());
            fields.add(recipient.address());
            fields.add(String.valueOf(recipient.ours()));
            fields.add(String.valueOf(recipient.delivered()));
        }
        return Fields.join(fields);
    }

    static Content read(String text) {
        Iterator<@Nullable String> fields = Fields.split(text);
        String body = next(fields);
        String subject = fields.next();
        String thread = fields.next();
        Reply reply = reply(fields);
        return new Content(
                body, spans(fields), subject, thread, reply, files(fields), recipients(fields));
    }

    private static void reply(List<@Nullable String> fields, @Nullable Reply reply) {
        fields.add(reply == null ? null : reply.message().xmppId());
        fields.add(reply == null ? null : reply.message().legacyId());
        fields.add(reply == null ? null : reply.author());
        fields.add(reply == null ? null : reply.quote());
    }

    private static @Nullable Reply reply(Iterator<@Nullable String> fields) {
        String xmppId = fields.next();
        String legacyId = fields.next();
        String author = fields.next();
        String quote = fields.next();
        return xmppId == null ? null : new Reply(new MessageId(xmppId, legacyId), author, quote);
    }

    private static List<Span> spans(Iterator<@Nullable String> fields) {
        int count = Integer.parseInt(next(fields));
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int start = Integer.parseInt(next(fields));
            int end = Integer.parseInt(next(fields));
            String style = next(fields);
            int hash = style.indexOf('#');
            spans.add(
                    hash < 0
                            ? new Span(start, end, Span.Style.valueOf(style))
                            : new Span(
                                    start,
                                    end,
                                    Span.Style.valueOf(style.substring(0, hash)),
                                    style.substring(hash)));
        }
        return spans;
    }

    private static List<Attachment> files(Iterator<@Nullable String> fields) {
        int count = Integer.parseInt(next(fields));
        List<Attachment> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            URI url = URI.create(next(fields));
            String name = fields.next();
            String mediaType = fields.next();
            long size = Long.parseLong(next(fields));
            String description = fields.next();
            boolean inline = Boolean.parseBoolean(next(fields));
            files.add(new Attachment(url, name, mediaType, size, description, inline));
        }
        return files;
    }

    private static List<Recipient> recipients(Iterator<@Nullable String> fields) {
        int count = Integer.parseInt(next(fields));
        List<Recipient> recipients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Recipient.Kind kind = Recipient.Kind.valueOf(next(fields));
            String address = next(fields);
            boolean ours = Boolean.parseBoolean(next(fields));
            boolean delivered = Boolean.parseBoolean(next(fields));
            recipients.add(new Recipient(kind, address, ours, delivered));
        }
        return recipients;
    }

    private static String next(Iterator<@Nullable String> fields) {
        return Objects.requireNonNull(fields.next());
    }
}
