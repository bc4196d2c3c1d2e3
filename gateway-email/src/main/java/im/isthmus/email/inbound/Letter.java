package im.isthmus.email.inbound;

import im.isthmus.core.content.Content;
import im.isthmus.core.content.Recipient;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.address.MailContact;
import im.isthmus.email.header.MailHeader;
import im.isthmus.email.header.MailText;
import im.isthmus.email.header.Mailbox;
import im.isthmus.email.list.ListHeader;
import im.isthmus.email.mime.MailContent;
import im.isthmus.email.mime.MailFile;
import im.isthmus.email.mime.Note;
import im.isthmus.email.text.CalendarText;
import im.isthmus.email.text.FlowedText;
import im.isthmus.email.text.HtmlText;
import im.isthmus.email.text.Trimmed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mail as a chat message: what somebody who uses no mail program has to see of it.
 *
 * @param author who wrote it
 * @param contact whom XMPP sees: the author, or the mailing list
 * @param contactAddress where an answer to the contact goes; for a list that takes none, to the
 *     author
 * @param hasOwnAddress whether that is the contact's and nobody else's
 * @param body with everything that has to be said about the mail
 * @param whole the whole text, if the body is not all of it; else null
 * @param files to be shared; those that only decorate the text are left out
 */
record Letter(
        Mailbox author,
        MailContact contact,
        MailAddress contactAddress,
        boolean hasOwnAddress,
        String body,
        @Nullable String whole,
        List<MailFile> files) {
    /** What is longer goes into a file. */
    private static final int LONGEST_BODY = 8000;

    private static final int MOST_FILES = 20;
    private static final int MOST_SHOWN_PEOPLE = 50;

    /** Pictures of this size in a text are logos, lines and trackers. */
    private static final int SMALL_PICTURE = 6 * 1024;

    /**
     * Makes it.
     *
     * @param sender of the envelope; empty for the null sender
     * @param suspicious whether the author's domain says that the mail is not theirs
     * @param blind whether the user is named nowhere in the mail
     */
    static Letter of(
            MailContent mail, String sender, String ownDomain, boolean suspicious, boolean blind) {
        MailHeader header = mail.header();
        Mailbox author = author(header, sender, ownDomain);
        Optional<MailContact.MailingList> list = ListHeader.id(header);
        String text = text(mail);
        Trimmed trimmed = Trimmed.of(text, header.text("subject"));
        List<MailFile> files = files(mail);
        List<String> paragraphs = new ArrayList<>();
        if (suspicious) {
            paragraphs.add(
                    "\u26a0 The domain of the sender says that this mail is not from there.");
        }
        String said = trimmed.text();
        if (list.isPresent()) {
            said = author.shown() + ":\n" + said;
        }
        mail.calendars().stream()
                .map(CalendarText::of)
                .filter(each -> !each.isEmpty())
                .distinct()
                .limit(5)
                .forEach(paragraphs::add);
        paragraphs.add(said);
        paragraphs.addAll(notes(mail, blind && list.isEmpty()));
        String all =
                String.join("\n\n", paragraphs.stream().filter(each -> !each.isBlank()).toList());
        boolean tooLong = all.length() > LONGEST_BODY;
        String body = tooLong ? cut(all) : all;
        Optional<MailAddress> post = ListHeader.post(header).filter(_ -> list.isPresent());
        return new Letter(
                author,
                list.<MailContact>map(each -> each)
                        .orElseGet(() -> MailContact.of(author.address())),
                post.orElse(author.address()),
                list.isEmpty() || post.isPresent(),
                body,
                tooLong ? text : null,
                files);
    }

    /** Who else got it, as XEP-0033 has it. */
    static List<Recipient> others(MailHeader header) {
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

    private static Mailbox author(MailHeader header, String sender, String ownDomain) {
        return Stream.of("from", "sender", "reply-to")
                .flatMap(name -> header.mailboxes(name).stream())
                .findFirst()
                .or(() -> MailAddress.parse(sender).map(address -> new Mailbox("", address)))
                .orElseGet(() ->
                        new Mailbox("Unknown sender", new MailAddress("mailer-daemon", ownDomain)));
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

    private static List<String> notes(MailContent mail, boolean blind) {
        List<String> notes = new ArrayList<>();
        if (mail.notes().contains(Note.ENCRYPTED)) {
            notes.add("[This mail is encrypted; open it with a mail program that has your key.]");
        }
        if (mail.notes().contains(Note.SIGNED)) {
            notes.add("[This mail is signed; the signature was not checked.]");
        }
        if (mail.notes().contains(Note.CUT)) {
            notes.add("[Parts of this mail were too many or too large and are not shown.]");
        }
        if (mail.notes().contains(Note.EXTERNAL)) {
            notes.add("[Parts of this mail are kept elsewhere and were not fetched.]");
        }
        long more = mail.files().size() - (long) MOST_FILES;
        if (more > 0) {
            notes.add("[" + more + " more files are not shown.]");
        }
        if (blind) {
            notes.add("(bcc)");
        }
        return notes;
    }

    private static List<MailFile> files(MailContent mail) {
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

    private static String cut(String text) {
        int line = text.lastIndexOf('\n', LONGEST_BODY);
        int end = line < LONGEST_BODY / 2 ? LONGEST_BODY : line;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).strip() + "\n\n[The mail goes on in the file.]";
    }

    Content content() {
        return Content.of(body);
    }
}
