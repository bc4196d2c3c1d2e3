package im.isthmus.core.payload;

import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.Content;
import im.isthmus.core.markup.Markup;
import im.isthmus.core.markup.Quotes;
import im.isthmus.core.stanza.Xml;
import java.util.ArrayList;
import java.util.List;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/** Writes what a network said into messages, as clients show it best. */
public final class ContentWriter {
    private ContentWriter() {}

    /**
     * What a message answers to, as XMPP names it.
     *
     * @param id of the message
     * @param author its author's JID; null if unknown
     */
    public record Answered(String id, @Nullable String author) {}

    /**
     * One content for each message to send: the text first, then each file by itself, for clients
     * show a file only when its address is all that a message says (XEP-0066).
     */
    public static List<Content> parts(Content content) {
        if (content.attachments().isEmpty()) {
            return List.of(content);
        }
        Content text = content.withAttachments(List.of());
        List<Content> parts = new ArrayList<>();
        if (!text.body().isEmpty() || text.subject() != null) {
            parts.add(text);
        }
        for (Attachment file : content.attachments()) {
            // The first part has what belongs to the message as a whole.
            Content part = parts.isEmpty() ? text : Content.of("").withThread(text.thread());
            parts.add(part.withBody(file.url().toString()).withAttachments(List.of(file)));
        }
        return parts;
    }

    /**
     * Adds one of the {@link #parts} to a message.
     *
     * @param domain of the gateway, for the addresses of other recipients
     */
    public static void write(
            Element message, Content content, @Nullable Answered answered, String domain) {
        Markup.Look look = Markup.look(content.body(), content.spans(), content.literal());
        String quote = quote(content, answered);
        String body = quote + look.body();
        if (content.subject() != null) {
            Xml.text(message, "subject", content.subject());
        }
        if (!body.isEmpty()) {
            Xml.text(message, "body", body);
        }
        look.addBeside(message, body, quote.length());
        if (content.thread() != null) {
            Xml.text(message, "thread", content.thread());
        }
        if (answered != null) {
            answer(message, answered, quote);
        }
        for (Attachment file : content.attachments()) {
            FileSharing.write(message, file);
            Xml.child(fallback(message, Names.FILE_SHARING), "body");
        }
        Addresses.write(message, content.recipients(), domain);
    }

    private static String quote(Content content, @Nullable Answered answered) {
        String quote = answered == null || content.reply() == null ? null : content.reply().quote();
        return quote == null || quote.isBlank() ? "" : Quotes.quote(quote);
    }

    private static void answer(Element message, Answered answered, String quote) {
        Element reply = Xml.child(message, "reply", Names.REPLY);
        Xml.attribute(reply, "id", answered.id());
        if (answered.author() != null) {
            Xml.attribute(reply, "to", answered.author());
        }
        if (!quote.isEmpty()) {
            Element part = Xml.child(fallback(message, Names.REPLY), "body");
            Xml.attribute(part, "start", "0");
            Xml.attribute(part, "end", Integer.toString(quote.codePointCount(0, quote.length())));
        }
    }

    static Element fallback(Element message, String namespace) {
        Element fallback = Xml.child(message, "fallback", Names.FALLBACK);
        return Xml.attribute(fallback, "for", namespace);
    }
}
