package im.isthmus.email.inbound.letter;

import im.isthmus.core.content.Content;
import im.isthmus.core.content.Recipient;
import im.isthmus.core.text.Language;
import im.isthmus.core.text.Text;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.address.MailContact;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.header.Mailbox;
import im.isthmus.email.list.ListHeader;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MailFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mail as a chat message: what somebody who uses no mail program has to see of it.
 *
 * @param author who wrote it
 * @param contact whom XMPP sees: the author, or the mailing list
 * @param contactAddress where an answer to the contact goes; for a list that takes none, to the
 *     author
 * @param hasOwnAddress whether that is the contact's and nobody else's
 * @param text what it says
 * @param files to be shared; those that only decorate the text are left out
 */
public record Letter(
        Mailbox author,
        MailContact contact,
        MailAddress contactAddress,
        boolean hasOwnAddress,
        LetterText text,
        List<MailFile> files) {
    /** More files are not shown. */
    static final int MOST_FILES = 20;

    private static final int MOST_SHOWN_PEOPLE = 50;

    /** Pictures of this size in a text are logos, lines and trackers. */
    private static final int SMALL_PICTURE = 6 * 1024;

    /**
     * Makes it.
     *
     * @param sender of the envelope; empty for the null sender
     * @param suspicious whether the author's domain says that the mail is not theirs
     * @param addressed how it came to the user, where that is worth telling
     * @param reader the user
     */
    public static Letter of(
            MailContent mail,
            String sender,
            String ownDomain,
            boolean suspicious,
            List<Text> addressed,
            Reader reader) {
        MailHeader header = mail.header();
        Mailbox author = author(header, sender, ownDomain, reader.language());
        Optional<MailContact.MailingList> list = ListHeader.id(header);
        LetterText text =
                LetterText.of(
                        mail,
                        list.isPresent() ? author.shown() : "",
                        suspicious,
                        addressed,
                        reader);
        Optional<MailAddress> post = ListHeader.post(header).filter(_ -> list.isPresent());
        return new Letter(
                author,
                list.<MailContact>map(each -> each)
                        .orElseGet(() -> MailContact.of(author.address())),
                post.orElse(author.address()),
                list.isEmpty() || post.isPresent(),
                text,
                files(mail));
    }

    /** Who else got it, as XEP-0033 has it. */
    public static List<Recipient> others(MailHeader header) {
        List<Recipient> others = new ArrayList<>();
        for (Mailbox each : header.mailboxes("to")) {
            others.add(recipient(Recipient.Kind.TO, each.address()));
        }
        for (Mailbox each : header.mailboxes("cc")) {
            others.add(recipient(Recipient.Kind.CC, each.address()));
        }
        return others.stream().distinct().limit(MOST_SHOWN_PEOPLE).toList();
    }

    private static Recipient recipient(Recipient.Kind kind, MailAddress address) {
        return new Recipient(kind, MailContact.of(address).localpart(), true, true);
    }

    private static Mailbox author(
            MailHeader header, String sender, String ownDomain, Language language) {
        return Stream.of("from", "sender", "reply-to")
                .flatMap(name -> header.mailboxes(name).stream())
                .findFirst()
                .or(() -> MailAddress.parse(sender).map(address -> new Mailbox("", address)))
                .orElseGet(() ->
                        new Mailbox(
                                language.translate(Text.key("Unknown sender")),
                                new MailAddress("mailer-daemon", ownDomain)));
    }

    static List<MailFile> files(MailContent mail) {
        String html = mail.html() == null ? "" : mail.html().toLowerCase(Locale.ROOT);
        return mail.files().stream()
                .filter(file -> !decorates(file, html))
                .limit(MOST_FILES)
                .toList();
    }

    private static boolean decorates(MailFile file, String html) {
        boolean shown =
                !file.contentId().isEmpty()
                        && html.contains("cid:" + file.contentId().toLowerCase(Locale.ROOT));
        return shown
                && file.mediaType().startsWith("image/")
                && file.bytes().length < SMALL_PICTURE;
    }

    /** What is published of it. */
    public Content content() {
        Content content = Content.of(text.body()).withSpans(text.spans());
        return text.literal() ? content.asLiteral() : content;
    }
}
