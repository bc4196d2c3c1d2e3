package im.isthmus.core.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message says. A backend carries what its network can and refuses the rest with a reason;
 * what it can is advertised by {@code Backend.abilities}.
 *
 * @param body the text, may be empty if there are attachments or a subject; the fall-back texts
 *     that clients add for old ones (XEP-0428) are removed
 * @param spans how parts of the body look; may be empty
 * @param literal whether the body has no marks of Message Styling (XEP-0393) but those that the
 *     spans name, whatever it looks like
 * @param subject null if there is none
 * @param thread which conversation it belongs to (RFC 6121 section 5.2.5); null if none is named
 * @param reply what it answers to (XEP-0461); null if nothing
 * @param attachments files that go with it
 * @param recipients who else gets it (XEP-0033); empty for an ordinary message
 */
public record Content(
        String body,
        List<Span> spans,
        boolean literal,
        @Nullable String subject,
        @Nullable String thread,
        @Nullable Reply reply,
        List<Attachment> attachments,
        List<Recipient> recipients) {
    public Content {
        spans = List.copyOf(spans);
        attachments = List.copyOf(attachments);
        recipients = List.copyOf(recipients);
    }

    /** A text whose marks, if there are any, are meant. */
    public Content(
            String body,
            List<Span> spans,
            @Nullable String subject,
            @Nullable String thread,
            @Nullable Reply reply,
            List<Attachment> attachments,
            List<Recipient> recipients) {
        this(body, spans, false, subject, thread, reply, attachments, recipients);
    }

    /** Nothing but text. */
    public static Content of(String body) {
        return new Content(body, List.of(), false, null, null, null, List.of(), List.of());
    }

    public Content withBody(String other) {
        return new Content(
                other, List.of(), literal, subject, thread, reply, attachments, recipients);
    }

    public Content withSpans(List<Span> others) {
        return new Content(body, others, literal, subject, thread, reply, attachments, recipients);
    }

    /** With marks that are only those the spans name. */
    public Content asLiteral() {
        return new Content(body, spans, true, subject, thread, reply, attachments, recipients);
    }

    public Content withSubject(@Nullable String other) {
        return new Content(body, spans, literal, other, thread, reply, attachments, recipients);
    }

    public Content withThread(@Nullable String other) {
        return new Content(body, spans, literal, subject, other, reply, attachments, recipients);
    }

    public Content withReply(@Nullable Reply other) {
        return new Content(body, spans, literal, subject, thread, other, attachments, recipients);
    }

    public Content withAttachments(List<Attachment> others) {
        return new Content(body, spans, literal, subject, thread, reply, others, recipients);
    }

    public Content withRecipients(List<Recipient> others) {
        return new Content(body, spans, literal, subject, thread, reply, attachments, others);
    }

    /** Whether there is nothing in it that anybody could read. */
    public boolean isEmpty() {
        return body.isEmpty() && attachments.isEmpty() && subject == null;
    }
}
