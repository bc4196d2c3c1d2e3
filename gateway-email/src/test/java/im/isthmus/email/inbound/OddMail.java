package im.isthmus.email.inbound;

import im.isthmus.core.content.Content;
import im.isthmus.core.text.Language;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.inbound.letter.Letter;
import im.isthmus.email.inbound.letter.Reader;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MailFile;
import im.isthmus.email.mime.MimeLimits;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A mail that is hostile or merely odd, and what the chat user must see of it.
 *
 * @param sees the author, the subject, the text and the files, as {@link #shown} writes them
 */
record OddMail(String name, Bytes mail, String sees) {
    private static final String TOP = "From: Carol <carol@example.test>\nTo: a=b.test@mail.test\n";

    /** Whatever stands there, in ISO 8859-1. */
    static OddMail raw(String name, String mail, String sees) {
        return in(StandardCharsets.ISO_8859_1, name, mail, sees);
    }

    OddMail(String name, byte[] bytes, String sees) {
        this(name, () -> bytes, sees);
    }

    /** The bytes of a mail. */
    interface Bytes {
        byte[] get();
    }

    byte[] bytes() {
        return mail.get();
    }

    static OddMail in(Charset charset, String name, String mail, String sees) {
        return new OddMail(name, mail.replace("\n", "\r\n").getBytes(charset), sees);
    }

    /** With an ordinary author and recipient. */
    static OddMail from(String name, String rest, String sees) {
        return raw(name, TOP + rest, "Carol <carol@example.test>: " + sees);
    }

    /** A text after an ordinary header. */
    static OddMail text(String name, String type, String body, String sees) {
        return from(name, "Subject: s\nContent-Type: " + type + "\n\n" + body, "s\n" + sees);
    }

    /** HTML after an ordinary header. */
    static OddMail html(String name, String body, String sees) {
        return text(name, "text/html; charset=utf-8", body, sees);
    }

    /** What the user sees of any mail. */
    static String shown(byte[] bytes) {
        MailContent mail = MailContent.read(bytes, MimeLimits.standard());
        MailHeader header = mail.header();
        Letter letter = letter(mail, false);
        String files =
                letter.files().stream()
                        .map(MailFile::toString)
                        .map(file -> "\n[" + file + "]")
                        .collect(Collectors.joining());
        String author =
                letter.author().shown().contains("<")
                        ? letter.author().shown()
                        : letter.author().name() + " <" + letter.author().address() + ">";
        return author.strip() + ": " + header.text("subject") + "\n" + letter.text().body() + files;
    }

    private static Letter letter(MailContent mail, boolean looks) {
        return Letter.of(
                mail,
                "envelope@example.test",
                "mail.test",
                false,
                List.of(),
                new Reader(looks, Language.ENGLISH));
    }

    /** What somebody sees who wants mails to have their looks. */
    static Content looked(byte[] bytes) {
        return letter(MailContent.read(bytes, MimeLimits.standard()), true).content();
    }

    @Override
    public String toString() {
        return name;
    }
}
