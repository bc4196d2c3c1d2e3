package im.isthmus.email.inbound.letter;

import im.isthmus.core.backend.Preference;
import im.isthmus.core.content.Content;
import im.isthmus.core.text.Text;
import im.isthmus.email.header.MailText;

/** The subject of a mail above its text, for the many clients that show no subjects of chats. */
public final class SubjectLine {
    /** Whether it is there. */
    public static final Preference<Boolean> SHOWN =
            Preference.yesNo(
                    "subjects", Text.key("Subjects of mails stand above their text, too"), true);

    private static final int LONGEST = 200;

    private SubjectLine() {}

    /** The same text below its subject, if it says more than that. */
    public static Content above(Content content, String subject) {
        String line = MailText.line(subject, LONGEST);
        String body = content.body();
        if (line.isEmpty() || MailText.line(body, LONGEST).equals(line)) {
            return content;
        }
        String top = body.isEmpty() ? line : line + "\n\n";
        return content.withBody(top + body)
                .withSpans(
                        content.spans().stream()
                                .map(span ->
                                        span.at(
                                                span.start() + top.length(),
                                                span.end() + top.length()))
                                .toList());
    }
}
