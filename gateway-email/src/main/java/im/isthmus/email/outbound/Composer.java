package im.isthmus.email.outbound;

import im.isthmus.core.attachment.FetchedFile;
import im.isthmus.core.content.Content;
import im.isthmus.email.header.MailText;
import im.isthmus.email.header.Mailbox;
import im.isthmus.email.store.Heading;
import im.isthmus.email.store.OutgoingMails.Outgoing;
import im.isthmus.email.store.OutgoingMails.Part;
import im.isthmus.email.text.FlowedText;
import im.isthmus.email.text.StyledHtml;
import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.mail2.core.EmailException;
import org.apache.commons.mail2.jakarta.Email;
import org.apache.commons.mail2.jakarta.SimpleEmail;

/** Makes a mail of what a user wrote. */
final class Composer {
    private static final int LONGEST_SUBJECT = 900;

    private Composer() {}

    /**
     * A user's file, as it goes into a mail.
     *
     * @param name for people
     */
    record Enclosure(String name, FetchedFile file) {}

    /**
     * Makes it.
     *
     * @param from as header fields have it
     * @param jid of the author
     * @throws MailException if the parts make no mail
     * @throws IOException if it cannot be written now
     */
    static void compose(
            Outgoing mail,
            Mailbox from,
            String jid,
            List<Part> parts,
            List<Enclosure> files,
            OutputStream out)
            throws IOException, MailException {
        try {
            Heading heading = mail.heading();
            Email email = new OwnIdEmail(mail.messageId());
            email.setMailSession(session(isAscii(from.address().wire(), heading)));
            email.setCharset("UTF-8");
            email.setFromAddress(author(from));
            email.setTo(addresses(heading.to()));
            if (!heading.cc().isEmpty()) {
                email.setCc(addresses(heading.cc()));
            }
            email.setSubject(MailText.line(heading.subject(), LONGEST_SUBJECT));
            email.setSentDate(Date.from(mail.created()));
            // The setters of MimeMessage would take a line break for the next field.
            if (!heading.references().isEmpty()) {
                String ids = MailText.line(heading.references(), 20_000);
                email.addHeader("References", ids);
                email.addHeader("In-Reply-To", ids.substring(ids.lastIndexOf(' ') + 1));
            }
            email.addHeader("Jabber-ID", MailText.line(jid, LONGEST_SUBJECT));
            List<Content> contents = parts.stream().map(Part::content).toList();
            email.setContent(body(contents, files));
            email.buildMimeMessage();
            if (files.isEmpty() && !isStyled(contents)) {
                replaceParts(email.getMimeMessage(), plain(contents));
            }
            email.getMimeMessage().writeTo(out);
        } catch (EmailException | MessagingException e) {
            throw new MailException(String.valueOf(e.getMessage()), e);
        }
    }

    /** There is no mail that says this. */
    static final class MailException extends Exception {
        private static final long serialVersionUID = 1L;

        MailException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Commons Email chooses the Message-ID unless it is told otherwise. */
    private static final class OwnIdEmail extends SimpleEmail {
        private final String messageId;

        OwnIdEmail(String messageId) {
            this.messageId = messageId;
        }

        @Override
        protected MimeMessage createMimeMessage(Session session) {
            return new OutgoingMessage(session, messageId);
        }
    }

    private static MimeMultipart body(List<Content> contents, List<Enclosure> files)
            throws MessagingException, IOException {
        MimeMultipart text = new MimeMultipart("alternative");
        text.addBodyPart(plain(contents));
        if (isStyled(contents)) {
            text.addBodyPart(html(contents));
        }
        if (files.isEmpty()) {
            return text;
        }
        MimeMultipart mixed = new MimeMultipart("mixed");
        if (isStyled(contents)) {
            MimeBodyPart both = new MimeBodyPart();
            both.setContent(text);
            mixed.addBodyPart(both);
        } else {
            mixed.addBodyPart(plain(contents));
        }
        for (Enclosure file : files) {
            mixed.addBodyPart(file(file));
        }
        return mixed;
    }

    private static boolean isStyled(List<Content> contents) {
        return contents.stream().anyMatch(content -> !content.spans().isEmpty());
    }

    /** A mail with nothing but text has no parts. */
    private static void replaceParts(MimeMessage message, MimeBodyPart text)
            throws MessagingException {
        message.setDataHandler(text.getDataHandler());
        for (String name : List.of("Content-Type", "Content-Transfer-Encoding")) {
            message.setHeader(name, text.getHeader(name, null));
        }
    }

    private static MimeBodyPart plain(List<Content> contents)
            throws MessagingException, IOException {
        List<String> bodies = said(contents).map(Content::body).toList();
        String flowed = FlowedText.encode(String.join("\n\n", bodies)).replace("\n", "\r\n");
        MimeBodyPart part = new MimeBodyPart();
        String type = "text/plain; charset=utf-8; format=flowed";
        part.setDataHandler(
                new DataHandler(
                        new ByteArrayDataSource(flowed.getBytes(StandardCharsets.UTF_8), type)));
        part.setHeader("Content-Type", type);
        boolean plain = flowed.chars().allMatch(c -> c < 0x7f);
        boolean shortLines = flowed.lines().allMatch(line -> line.length() < 900);
        part.setHeader(
                "Content-Transfer-Encoding", plain && shortLines ? "7bit" : "quoted-printable");
        return part;
    }

    /** Those that are more than a file. */
    private static Stream<Content> said(List<Content> contents) {
        return contents.stream().filter(each -> !each.body().isBlank());
    }

    private static MimeBodyPart html(List<Content> contents) throws MessagingException {
        List<String> pieces =
                said(contents)
                        .map(each -> "<p>" + StyledHtml.of(each.body(), each.spans()) + "</p>")
                        .toList();
        MimeBodyPart part = new MimeBodyPart();
        part.setText(StyledHtml.document(String.join("\n", pieces)), "utf-8", "html");
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    private static MimeBodyPart file(Enclosure file)
            throws MessagingException, UnsupportedEncodingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new FileDataSource(file.file().path().toFile())));
        part.setHeader("Content-Type", mediaType(file.file().mediaType()));
        part.setFileName(MimeUtility.encodeText(file.name(), "UTF-8", null));
        part.setDisposition("attachment");
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    private static String mediaType(String type) {
        return type.matches("[\\w.+-]{1,60}/[\\w.+-]{1,100}") ? type : "application/octet-stream";
    }

    private static Session session(boolean ascii) {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", String.valueOf(!ascii));
        properties.setProperty("mail.smtp.host", "localhost"); // asked for, though we never send
        return Session.getInstance(properties);
    }

    private static boolean isAscii(String from, Heading heading) {
        return (from + heading.to() + heading.cc()).chars().allMatch(c -> c < 0x80);
    }

    private static List<InternetAddress> addresses(List<String> texts) {
        return texts.stream().map(Composer::address).toList();
    }

    private static InternetAddress author(Mailbox from) throws UnsupportedEncodingException {
        InternetAddress address = address(from.address().wire());
        if (!from.name().isEmpty()) {
            address.setPersonal(MailText.line(from.name(), 200), "UTF-8");
        }
        return address;
    }

    private static InternetAddress address(String text) {
        InternetAddress address = new InternetAddress();
        address.setAddress(text);
        return address;
    }
}
