package im.isthmus.email.list;

import im.isthmus.core.text.Language;
import im.isthmus.core.text.Text;
import im.isthmus.email.header.MailText;
import im.isthmus.email.store.list.DigestEntries.Entry;
import im.isthmus.email.text.Trimmed;
import im.isthmus.email.thread.Subjects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Many mails of a list as one text: by subject, with the beginning of each. */
public final class DigestText {
    private static final int LONGEST = 8000;

    /** So much of each mail is in a digest. */
    private static final int EXCERPT = 280;

    private DigestText() {}

    /**
     * A mail as a digest shows it.
     *
     * @param text all of it
     */
    public static Entry entry(long mail, Instant at, String author, String subject, String text) {
        String said = Trimmed.of(text, subject).text();
        return new Entry(mail, at, author, subject, MailText.line(said, EXCERPT));
    }

    static String of(List<Entry> entries, Language language) {
        Map<String, List<Entry>> threads = new LinkedHashMap<>();
        for (Entry entry : entries) {
            String key = Subjects.base(entry.subject()).toLowerCase(Locale.ROOT);
            threads.computeIfAbsent(key, _ -> new ArrayList<>()).add(entry);
        }
        StringBuilder text = new StringBuilder();
        text.append(
                language.render(
                        entries.size() == 1
                                ? Text.of("1 mail")
                                : Text.of("{0} mails", entries.size())));
        int shown = 0;
        for (List<Entry> thread : threads.values()) {
            String paragraph = paragraph(thread, language);
            if (text.length() + paragraph.length() > LONGEST) {
                break;
            }
            text.append("\n\n").append(paragraph);
            shown += thread.size();
        }
        if (shown < entries.size()) {
            text.append("\n\n")
                    .append(
                            language.render(
                                    Text.of("[{0} more are not shown.]", entries.size() - shown)));
        }
        return text.toString();
    }

    private static String paragraph(List<Entry> thread, Language language) {
        String subject = Subjects.base(thread.getFirst().subject());
        StringBuilder text = new StringBuilder();
        text.append(subject.isEmpty() ? language.translate(Text.key("(no subject)")) : subject);
        if (thread.size() > 1) {
            text.append(" (").append(thread.size()).append(')');
        }
        for (Entry entry : thread) {
            text.append('\n').append(entry.author());
            if (!entry.excerpt().isEmpty()) {
                text.append(": ").append(entry.excerpt());
            }
        }
        return text.length() > LONGEST / 2 ? text.substring(0, LONGEST / 2) + "\u2026" : "" + text;
    }
}
