package im.isthmus.email.inbound;

import im.isthmus.core.text.Language;
import im.isthmus.core.text.Text;
import im.isthmus.email.header.MailText;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.Note;
import im.isthmus.email.text.CalendarText;
import im.isthmus.email.text.FlowedText;
import im.isthmus.email.text.HtmlText;
import im.isthmus.email.text.Trimmed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of a mail as a chat message has them.
 *
 * @param body with everything that has to be said about the mail
 * @param whole the whole text, if the body is not all of it; else null
 */
record LetterText(String body, @Nullable String whole) {
    /** What is longer goes into a file. */
    private static final int LONGEST_BODY = 8000;

    private static final int MOST_EVENTS = 5;

    /**
     * Puts them together.
     *
     * @param author to be named; empty if the contact is the author
     */
    static LetterText of(
            MailContent mail, String author, boolean suspicious, boolean blind, Language language) {
        String text = text(mail);
        String said = Trimmed.of(text, mail.header().text("subject")).text();
        List<String> paragraphs = new ArrayList<>();
        if (suspicious) {
            Text warning =
                    Text.of("The domain of the sender says that this mail is not from there.");
            paragraphs.add("\u26a0 " + language.render(warning));
        }
        mail.calendars().stream()
                .map(each -> CalendarText.of(each, language))
                .filter(each -> !each.isEmpty())
                .distinct()
                .limit(MOST_EVENTS)
                .forEach(paragraphs::add);
        paragraphs.add(author.isEmpty() ? said : author + ":\n" + said);
        notes(mail, blind && author.isEmpty()).stream()
                .map(language::render)
                .forEach(paragraphs::add);
        String all =
                String.join("\n\n", paragraphs.stream().filter(each -> !each.isBlank()).toList());
        return all.length() > LONGEST_BODY
                ? new LetterText(cut(all, language), text)
                : new LetterText(all, null);
    }

    /** All of its text. */
    static String text(MailContent mail) {
        String plain = mail.plain();
        if (plain == null) {
            String html = mail.html();
            return html == null ? "" : MailText.clean(HtmlText.of(html));
        }
        return mail.flowed() ? FlowedText.decode(plain, mail.deletesSpaces()) : plain;
    }

    private static List<Text> notes(MailContent mail, boolean blind) {
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
        if (blind) {
            notes.add(Text.of("(bcc)"));
        }
        return notes;
    }

    private static String cut(String text, Language language) {
        int line = text.lastIndexOf('\n', LONGEST_BODY);
        int end = line < LONGEST_BODY / 2 ? LONGEST_BODY : line;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).strip()
                + "\n\n"
                + language.translate(Text.key("[The mail goes on in the file.]"));
    }
}
