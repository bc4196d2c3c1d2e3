package im.isthmus.core.payload;

import im.isthmus.core.backend.Ability;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.Content;
import im.isthmus.core.content.MessageId;
import im.isthmus.core.content.Reply;
import im.isthmus.core.content.Span;
import im.isthmus.core.markup.Markup;
import im.isthmus.core.markup.Quotes;
import im.isthmus.core.stanza.StanzaException;
import im.isthmus.core.stanza.Xml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dom4j.Element;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a message says. What the network has no place for stays in the text, where people find
 * it: the addresses of files, a subject, and the quote of what is answered to.
 *
 * @param abilities of the address the message is for
 * @param room whether it is for everybody in a room, where subjects are another matter
 * @param people who is meant by a JID in the message
 */
public record ContentReader(Set<Ability> abilities, boolean room, People people) {
    private static final int MAX_THREAD = 255;

    /** What the message says; empty if it says nothing. */
    Content read(Element message) throws StanzaException {
        String original = body(message);
        List<Attachment> files = FileSharing.read(message);
        Fallbacks fallbacks = Fallbacks.find(message, original, understood(message, files));
        String body = fallbacks.cut();
        List<Span> spans = fallbacks.move(Markup.read(message, original));
        boolean carries = abilities.contains(Ability.ATTACHMENTS);
        if (carries && files.stream().anyMatch(f -> isAddress(f, original))) {
            body = "";
            spans = List.of();
        }
        String subject = room ? null : subject(message);
        if (subject != null && !abilities.contains(Ability.SUBJECTS)) {
            String above = body.isEmpty() ? subject : subject + "\n";
            body = above + body;
            spans = spans.stream().map(s -> moved(s, above.length())).toList();
            subject = null;
        }
        if (!carries) {
            body = withAddresses(body, files);
        }
        return new Content(
                body,
                spans,
                subject,
                thread(message),
                reply(message, fallbacks),
                carries ? files : List.of(),
                Addresses.read(message, abilities, people));
    }

    /** The fall-backs that the network has something better for. */
    private Set<String> understood(Element message, List<Attachment> files) {
        Set<String> understood = new HashSet<>();
        if (Xml.find(message, "reply", Names.REPLY) != null
                && abilities.contains(Ability.REPLIES)) {
            understood.add(Names.REPLY);
        }
        if (!files.isEmpty() && abilities.contains(Ability.ATTACHMENTS)) {
            understood.add(Names.FILE_SHARING);
            understood.add(Names.OOB);
        }
        return understood;
    }

    private @Nullable Reply reply(Element message, Fallbacks fallbacks) {
        Element reply = Xml.find(message, "reply", Names.REPLY);
        String id = reply == null ? "" : reply.attributeValue("id", "");
        if (reply == null || id.isEmpty() || !abilities.contains(Ability.REPLIES)) {
            return null;
        }
        String quote = Quotes.unquote(fallbacks.text(Names.REPLY));
        return new Reply(
                new MessageId(id, null),
                people.author(reply.attributeValue("to", "")),
                quote.isEmpty() ? null : quote);
    }

    /** The body in the language of the message, or the first there is. */
    private static String body(Element message) {
        String first = null;
        for (Element child : message.elements()) {
            if (child.getName().equals("body") && child.getNamespaceURI().isEmpty()) {
                if (Xml.lang(child) == null) {
                    return child.getText();
                }
                first = first == null ? child.getText() : first;
            }
        }
        return first == null ? "" : first;
    }

    private static @Nullable String subject(Element message) {
        String subject = Xml.findText(message, "subject", "");
        return subject == null || subject.isBlank() ? null : subject.strip();
    }

    private static @Nullable String thread(Element message) {
        String thread = Xml.findText(message, "thread", "");
        return thread == null || thread.isBlank() || thread.length() > MAX_THREAD ? null : thread;
    }

    private static boolean isAddress(Attachment file, String body) {
        return file.url().toString().equals(body.strip());
    }

    private static String withAddresses(String body, List<Attachment> files) {
        List<String> lines = new ArrayList<>();
        if (!body.isEmpty()) {
            lines.add(body);
        }
        for (Attachment file : files) {
            String url = file.url().toString();
            if (!body.contains(url)) {
                lines.add(url);
            }
        }
        return String.join("\n", lines);
    }

    private static Span moved(Span span, int by) {
        return span.at(span.start() + by, span.end() + by);
    }
}
