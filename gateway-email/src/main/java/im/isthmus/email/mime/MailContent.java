package im.isthmus.email.mime;

import im.isthmus.email.header.MailHeader;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, as far as it can be read.
 *
 * @param plain its text as the sender wrote it; null if it has only HTML
 * @param html its HTML; null if it has none
 * @param calendars invitations and the like (RFC 5545)
 * @param files in the order of the mail, those that the text shows included
 * @param report what a report is about; null if it is none
 */
public record MailContent(
        MailHeader header,
        @Nullable String plain,
        @Nullable String html,
        boolean flowed,
        boolean deletesSpaces,
        List<String> calendars,
        List<MailFile> files,
        Set<Note> notes,
        @Nullable ReportParts report) {
    public MailContent {
        calendars = List.copyOf(calendars);
        files = List.copyOf(files);
        notes = Set.copyOf(notes);
    }

    /**
     * The machine's half of a report (RFC 6522).
     *
     * @param type such as {@code delivery-status} or {@code disposition-notification}
     * @param status the fields of the report
     * @param original the mail that it is about, or its header, as far as it was sent back
     */
    public record ReportParts(String type, String status, String original) {}

    /** Reads the header only; never fails, whatever the bytes are. */
    public static MailHeader header(byte[] mail, MimeLimits limits) {
        return MimeParser.header(mail, limits);
    }

    /** A mail whose content is not looked at, since that failed before. */
    public static MailContent unreadable(byte[] mail, MimeLimits limits) {
        return new MailContent(
                header(mail, limits),
                "",
                null,
                false,
                false,
                List.of(),
                List.of(),
                Set.of(Note.CUT),
                null);
    }

    /** Reads a mail; never fails, whatever the bytes are. */
    public static MailContent read(byte[] mail, MimeLimits limits) {
        MimeParser.Parsed parsed = MimeParser.parse(mail, limits);
        ContentChoice choice = new ContentChoice(parsed.cut());
        choice.read(parsed.root());
        return choice.content(parsed.root().header());
    }
}
