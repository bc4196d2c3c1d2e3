package im.isthmus.email.mime;

import im.isthmus.email.header.Charsets;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.header.MailText;
import im.isthmus.email.header.ParameterField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part of a mail: its header, and either bytes or further parts. */
final class MimePart {
    /** Of text, in bytes; nobody reads more. */
    static final int MOST_TEXT = 2 << 20;

    private static final Pattern TYPE = Pattern.compile("[\\w.+-]{1,60}/[\\w.+-]{1,100}");

    private final MailHeader header;
    private final ParameterField type;
    private final ParameterField disposition;
    private final List<MimePart> children = new ArrayList<>();
    private final boolean multipart;
    private byte[] bytes = new byte[0];

    MimePart(MailHeader header, String mediaType, boolean multipart) {
        this.header = header;
        this.multipart = multipart;
        this.disposition = header.parameters("content-disposition");
        ParameterField said = header.parameters("content-type");
        String lower = mediaType.toLowerCase(Locale.ROOT);
        this.type =
                new ParameterField(
                        TYPE.matcher(lower).matches() ? lower : "application/octet-stream",
                        said.parameters());
    }

    void add(MimePart child) {
        children.add(child);
    }

    void fill(byte[] content) {
        bytes = content;
    }

    MailHeader header() {
        return header;
    }

    boolean isMultipart() {
        return multipart;
    }

    List<MimePart> children() {
        return children;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Such as {@code text/plain}. */
    String mediaType() {
        return type.value();
    }

    @Nullable String parameter(String name) {
        return type.parameter(name);
    }

    /** The name of the file, fit to be shown and to be a file's name; empty if it has none. */
    Optional<String> fileName() {
        String name = disposition.parameter("filename");
        name = name == null ? type.parameter("name") : name;
        return name == null ? Optional.empty() : Optional.of(FileNames.safe(name));
    }

    /** The id that other parts show it by, without brackets; empty if it has none. */
    String contentId() {
        return header.first("content-id").orElse("").replaceAll("[<>\\s]", "");
    }

    boolean isAttachment() {
        return disposition.value().equals("attachment");
    }

    /** Whether it is text that belongs to what the mail says. */
    boolean isShownText() {
        boolean text = mediaType().equals("text/plain") || mediaType().equals("text/html");
        return text && !isAttachment() && (fileName().isEmpty() || isInline());
    }

    boolean isInline() {
        return disposition.value().equals("inline");
    }

    /** The bytes as text, as far as somebody may read it. */
    String text() {
        return text(MOST_TEXT);
    }

    /** The first bytes as text, without half a character of UTF-8 at the end. */
    String text(int most) {
        int end = Math.min(bytes.length, most);
        for (int i = 0; i < 3 && end > 0 && end < bytes.length && bytes[end] < (byte) 0xC0; i++) {
            end--;
        }
        byte[] first = Arrays.copyOf(bytes, end);
        return MailText.clean(Charsets.decode(first, type.parameter("charset")));
    }
}
