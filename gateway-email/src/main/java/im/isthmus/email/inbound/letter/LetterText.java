package im.isthmus.email.inbound.letter;

import im.isthmus.core.content.Span;
import im.isthmus.core.markup.Styling;
import im.isthmus.core.text.Language;
import im.isthmus.core.text.Text;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.Note;
import im.isthmus.email.text.CalendarText;
import im.isthmus.email.text.FlowedText;
import im.isthmus.email.text.HtmlText;
import im.isthmus.email.text.LookedText;
import im.isthmus.email.text.Trimmed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words of a mail as a chat message has them.
 *
 * @param body with everything that has to be said about the mail
 * @param spans how parts of the body look
 * @param literal whether nothing in it looks like more than the spans say
 * @param whole the whole text, if the body is not all of it; else null
 */
public record LetterText(String body, List<Span> spans, boolean literal, @Nullable String whole) {
    /** What is longer goes into a file. */
    private static final int LONGEST_BODY = 8000;

    private static final int MOST_EVENTS = 5;

    /**
     * Puts them together.
     *
     * @param author to be named; empty if the contact is the author
     * @param addressed how it came to the user, where that is worth telling
     */
    static LetterText of(
            MailContent mail,
            String author,
            boolean suspicious,
            List<Text> addressed,
            Reader reader) {
        Language language = reader.language();
        boolean literal = isHtml(mail, reader.looks());
        LookedText text = literal ? html(mail, reader.looks()) : LookedText.plain(text(mail));
        String said = Trimmed.of(text.text(), mail.header().text("subject")).text();
        if (said.isBlank() && mail.notes().isEmpty() && Letter.files(mail).isEmpty()) {
            said = insteadOfNothing(mail.header().text("subject"), language);
        }
        String top = String.join("\n\n", top(mail, suspicious, language));
        String by = author.isEmpty() ? "" : author + ":\n";
        List<String> paragraphs = new ArrayList<>(List.of(top, by + said));
        notes(mail, author.isEmpty() ? addressed : List.of()).stream()
                .map(language::render)
                .forEach(paragraphs::add);
        String all =
                String.join("\n\n", paragraphs.stream().filter(each -> !each.isBlank()).toList());
        int before = top.isBlank() ? by.length() : top.length() + 2 + by.length();
        if (all.length() <= LONGEST_BODY) {
            return new LetterText(
                    all, text.spansWithin(before, before + said.length()), literal, null);
        }
        int end = end(all);
        String body =
                all.substring(0, end).strip()
                        + "\n\n"
                        + language.translate(Text.key("[The mail goes on in the file.]"));
        int shown = Math.min(end, before + said.length());
        return new LetterText(body, text.spansWithin(before, shown), literal, text.text());
    }

    /** Some people say all in the subject, and clients show no message without a body. */
    private static String insteadOfNothing(String subject, Language language) {
        return subject.isBlank()
                ? language.translate(Text.key("[This mail is empty.]"))
                : subject.strip();
    }

    private static List<String> top(MailContent mail, boolean suspicious, Language language) {
        List<String> top = new ArrayList<>();
        if (suspicious) {
            Text warning =
                    Text.of("The domain of the sender says that this mail is not from there.");
            top.add("\u26a0 " + language.render(warning));
        }
        mail.calendars().stream()
                .map(each -> CalendarText.of(each, language))
                .filter(each -> !each.isEmpty())
                .distinct()
                .limit(MOST_EVENTS)
                .forEach(top::add);
        return top;
    }

    /** Whether the words are those of the HTML. */
    private static boolean isHtml(MailContent mail, boolean looks) {
        String html = mail.html();
        return html != null
                && (mail.plain() == null || (looks && !HtmlText.looked(html).spans().isEmpty()));
    }

    private static LookedText html(MailContent mail, boolean looks) {
        LookedText looked = HtmlText.looked(String.valueOf(mail.html()));
        // Quotations are marked in the text already, and meant.
        Stream<Span> quotes =
                Styling.spans(looked.text()).stream()
                        .filter(span -> span.style() == Span.Style.QUOTE);
        Stream<Span> others = looks ? looked.spans().stream() : Stream.empty();
        return new LookedText(looked.text(), Stream.concat(others, quotes).toList());
    }

    /** All of its text. */
    public static String text(MailContent mail) {
        String plain = mail.plain();
        if (plain == null) {
            String html = mail.html();
            return html == null ? "" : HtmlText.of(html);
        }
        return mail.flowed() ? FlowedText.decode(plain, mail.deletesSpaces()) : plain;
    }

    private static List<Text> notes(MailContent mail, List<Text> addressed) {
        List<Text> notes = new ArrayList<>();
        if (mail.notes().contains(Note.ENCRYPTED)) {
            notes.add(
                    Text.of(
                            "[This mail is encrypted; open it with a mail program that has your key.]"));
        }
        if (mail.notes().contains(Note.SIGNED)) {
            notes.add(Text.of("[This mail is signed; the signature was not checked.]"));
        }
        if (mail.notes().contains(Note.CUT)) {
            notes.add(
                    Text.of("[Parts of this mail were too many or too large and are not shown.]"));
        }
        if (mail.notes().contains(Note.EXTERNAL)) {
            notes.add(Text.of("[Parts of this mail are kept elsewhere and were not fetched.]"));
        }
        long more = mail.files().size() - (long) Letter.MOST_FILES;
        if (more > 0) {
            notes.add(Text.of("[{0} more files are not shown.]", more));
        }
        notes.addAll(addressed);
        return notes;
    }

    /**
     * Where a text that is too long is cut: behind a line if possible, never within a character.
     */
    private static int end(String text) {
        int line = text.lastIndexOf('\n', LONGEST_BODY);
        int end = line < LONGEST_BODY / 2 ? LONGEST_BODY : line;
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
