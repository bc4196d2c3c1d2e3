package im.isthmus.email.mime;

import im.isthmus.email.header.MailHeader;
import im.isthmus.email.mime.MailContent.ReportParts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks over the parts of a mail and sorts out what is text, what is a file, what is neither. */
final class ContentChoice {
    /** A plain text that only says that there is none is shorter than this. */
    private static final int STUB = 200;

    private final Set<Note> notes = EnumSet.noneOf(Note.class);
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    private final List<String> calendars = new ArrayList<>();
    private final List<MailFile> files = new ArrayList<>();
    private boolean flowed;
    private boolean deletesSpaces;
    private @Nullable ReportParts report;

    ContentChoice(boolean cut) {
        if (cut) {
            notes.add(Note.CUT);
        }
    }

    void read(MimePart part) {
        String type = part.mediaType();
        if (part.isMultipart()) {
            multipart(part, type);
        } else if (part.isShownText()) {
            text(part);
        } else {
            leaf(part, type);
        }
    }

    MailContent content(MailHeader header) {
        String text = plain.toString();
        if (text.contains("-----BEGIN PGP MESSAGE-----")) {
            notes.add(Note.ENCRYPTED);
        } else if (text.contains("-----BEGIN PGP SIGNED MESSAGE-----")) {
            notes.add(Note.SIGNED);
        }
        boolean useHtml = !html.isEmpty() && isStub(text);
        return new MailContent(
                header,
                useHtml || (text.isEmpty() && !html.isEmpty()) ? null : text,
                html.isEmpty() ? null : html.toString(),
                flowed,
                deletesSpaces,
                calendars,
                files,
                notes,
                report);
    }

    private static boolean isStub(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return lower.isEmpty() || (lower.length() < STUB && lower.contains("html"));
    }

    private void multipart(MimePart part, String type) {
        switch (type) {
            case "multipart/alternative" -> part.children().forEach(this::alternative);
            case "multipart/signed" -> {
                notes.add(Note.SIGNED);
                part.children().stream().limit(1).forEach(this::read);
                part.children().stream().skip(1).filter(this::isNoSignature).forEach(this::read);
            }
            case "multipart/encrypted" -> {
                notes.add(Note.ENCRYPTED);
                part.children().stream().skip(1).forEach(this::file);
            }
            case "multipart/report" -> report(part);
            default -> part.children().forEach(this::read);
        }
    }

    private boolean isNoSignature(MimePart part) {
        return !part.mediaType().endsWith("-signature") || part.isMultipart();
    }

    /** Of two texts that say the same, only the better is shown; see {@link #content}. */
    private void alternative(MimePart part) {
        if (part.isMultipart() || part.isShownText() || part.mediaType().equals("text/calendar")) {
            read(part);
        } else if (part.isAttachment() || !part.mediaType().startsWith("text/")) {
            leaf(part, part.mediaType());
        }
    }

    private void text(MimePart part) {
        boolean isHtml = part.mediaType().equals("text/html");
        StringBuilder target = isHtml ? html : plain;
        if (target.length() + part.bytes().length > MimePart.MOST_TEXT) {
            notes.add(Note.CUT);
        }
        int room = MimePart.MOST_TEXT - target.length();
        if (room <= 0) {
            return;
        }
        if (!target.isEmpty()) {
            target.append(isHtml ? "<br>" : "\n");
        }
        target.append(part.text(room));
        if (!isHtml) {
            flowed |= "flowed".equalsIgnoreCase(part.parameter("format"));
            deletesSpaces |= "yes".equalsIgnoreCase(part.parameter("delsp"));
        }
    }

    private void leaf(MimePart part, String type) {
        switch (type) {
            case "text/calendar" -> {
                calendars.add(part.text());
                file(part);
            }
            case "application/ms-tnef", "application/vnd.ms-tnef" -> tnef(part);
            case "application/pkcs7-mime", "application/x-pkcs7-mime" -> {
                boolean signed = "signed-data".equalsIgnoreCase(part.parameter("smime-type"));
                notes.add(signed ? Note.SIGNED : Note.ENCRYPTED);
                file(part);
            }
            case "message/external-body" -> notes.add(Note.EXTERNAL);
            default -> file(part);
        }
    }

    private void tnef(MimePart part) {
        Tnef tnef = Tnef.read(part.bytes());
        if (tnef.isEmpty()) {
            file(part);
            return;
        }
        if (plain.isEmpty()) {
            plain.append(tnef.text());
        }
        files.addAll(tnef.files());
    }

    private void report(MimePart part) {
        String status = "";
        String original = "";
        for (MimePart child : part.children()) {
            switch (child.mediaType()) {
                case "message/delivery-status",
                        "message/global-delivery-status",
                        "message/disposition-notification",
                        "message/feedback-report" ->
                        status = child.text();
                case "message/rfc822", "message/global", "text/rfc822-headers" ->
                        original = child.text();
                default -> read(child);
            }
        }
        String type = part.parameter("report-type");
        report =
                new ReportParts(
                        type == null ? "" : type.toLowerCase(Locale.ROOT), status, original);
    }

    private void file(MimePart part) {
        if (part.isMultipart()) {
            part.children().forEach(this::file);
            return;
        }
        String type = part.mediaType();
        boolean shown = !part.isAttachment() && !part.contentId().isEmpty();
        boolean inline = shown || part.isInline();
        if (part.bytes().length == 0 && part.fileName().isEmpty()) {
            return;
        }
        String name = part.fileName().orElseGet(() -> nameless(part, type));
        files.add(new MailFile(name, type, part.contentId(), inline, part.bytes()));
    }

    private static String nameless(MimePart part, String type) {
        return switch (type) {
            case "message/rfc822", "message/global" -> {
                MailHeader inner =
                        MimeParser.parse(part.bytes(), MimeLimits.standard()).root().header();
                String subject = inner.text("subject");
                yield FileNames.safe(subject.isEmpty() ? "message.eml" : subject + ".eml");
            }
            case "text/calendar" -> "invitation.ics";
            case "application/pgp-encrypted", "application/octet-stream" -> "file.bin";
            default ->
                    FileNames.safe(
                            "file."
                                    + type.substring(type.indexOf('/') + 1)
                                            .replaceAll("^x-|\\+.*", ""));
        };
    }
}
