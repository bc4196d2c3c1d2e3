package im.isthmus.email.account.watch;

import im.isthmus.core.text.Language;
import im.isthmus.core.text.Text;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MimeLimits;
import im.isthmus.email.text.HtmlText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is read of a mail that is too large to be fetched: its text, without its files. */
final class Shortened {
    /** The text of a mail is in front of its files; bytes. */
    static final long BEGINNING = 512 * 1024;

    private static final List<String> FIELDS =
            List.of(
                    "return-path",
                    "from",
                    "sender",
                    "reply-to",
                    "to",
                    "cc",
                    "date",
                    "subject",
                    "message-id",
                    "references",
                    "in-reply-to",
                    "list-id",
                    "auto-submitted");

    private Shortened() {}

    /**
     * A mail that says what the large one says.
     *
     * @param beginning of the large one
     * @param size of the large one, in bytes
     * @param language of who reads it
     */
    static byte[] of(byte[] beginning, long size, Language language) {
        MailContent content = MailContent.read(beginning, MimeLimits.standard());
        MailHeader fields = content.header();
        StringBuilder mail = new StringBuilder();
        for (String name : FIELDS) {
            fields.first(name)
                    .ifPresent(
                            value -> mail.append(name).append(": ").append(value).append("\r\n"));
        }
        mail.append("Content-Type: text/plain; charset=utf-8\r\n\r\n")
                .append(text(content).strip())
                .append("\n\n")
                .append(
                        language.render(
                                Text.of(
                                        "[This mail has {0}, which is too much for the gateway:"
                                                + " its files are not here. Open it with a mail"
                                                + " program.]",
                                        told(size))))
                .append('\n');
        return mail.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(MailContent content) {
        @Nullable String plain = content.plain();
        @Nullable String html = content.html();
        return plain != null ? plain : html == null ? "" : HtmlText.of(html);
    }

    private static String told(long size) {
        return size >> 20 > 0 ? (size >> 20) + " MB" : (size >> 10) + " KB";
    }
}
