package im.isthmus.sms.outbound;

import im.isthmus.core.backend.term.BackendException;
import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.content.Attachment;
import im.isthmus.core.content.Content;
import im.isthmus.core.text.Text;
import im.isthmus.sms.provider.SmsProvider.Capacity;
import im.isthmus.sms.text.LongText;
import im.isthmus.sms.text.PlainMarks;
import im.isthmus.sms.text.Segments;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

/**
 * What goes to a provider of what a user wrote.
 *
 * @param texts one, or several numbered ones if it is long
 * @param media files that go with the first of them, where the provider carries files
 */
record SmsContent(List<String> texts, List<URI> media) {
    /** Carriers bill a message with files about as much as this many segments. */
    private static final int WITH_MEDIA = 3;

    SmsContent {
        texts = List.copyOf(texts);
        media = List.copyOf(media);
    }

    /**
     * Fits it to a provider.
     *
     * @param fetched whether a file at an address may go along; else its address is text
     * @throws BackendException if there is nothing to send, or more than goes into {@code most}
     */
    static SmsContent of(Content content, Capacity capacity, int most, Predicate<URI> fetched)
            throws BackendException {
        if (content.body().contains("aesgcm://")) {
            throw bad(
                    Text.of(
                            "This file is encrypted, and a phone could not read it. Turn"
                                    + " encryption off for this contact."));
        }
        List<URI> media =
                content.attachments().stream()
                        .map(Attachment::url)
                        .filter(fetched)
                        .limit(capacity.maxMedia())
                        .toList();
        String text = PlainMarks.ifCheaper(text(content, media));
        if (text.isBlank() && media.isEmpty()) {
            throw bad(Text.of("There is nothing in this message to send."));
        }
        List<String> texts = LongText.cut(text, capacity.maxText());
        if (texts.size() > most) {
            throw bad(
                    Text.of(
                            "This is too long: it would take {0} messages of at most {1}.",
                            texts.size(), most));
        }
        return new SmsContent(texts, media);
    }

    /** What one of the messages is billed as. */
    int segments(int part) {
        int text = Segments.of(texts.get(part)).count();
        return part == 0 && !media.isEmpty() ? Math.max(WITH_MEDIA, text) : text;
    }

    /** Files that cannot go along go as their addresses. */
    private static String text(Content content, List<URI> media) {
        StringBuilder text = new StringBuilder(content.body());
        for (Attachment attachment : content.attachments()) {
            String url = attachment.url().toString();
            int at = text.indexOf(url);
            if (media.contains(attachment.url())) {
                if (at >= 0 && at + url.length() == text.length()) {
                    text.setLength(at); // clients repeat the address behind the text (XEP-0066)
                }
            } else if (at < 0) {
                text.append(text.isEmpty() ? "" : "\n").append(url);
            }
        }
        return text.toString().strip();
    }

    private static BackendException bad(Text text) {
        return new BackendException(new BackendFailure.BadValue(text));
    }
}
