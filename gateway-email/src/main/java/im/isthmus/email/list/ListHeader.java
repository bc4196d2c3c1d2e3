package im.isthmus.email.list;

import im.isthmus.core.address.InvalidJidException;
import im.isthmus.core.address.Jid;
import im.isthmus.email.address.MailAddress;
import im.isthmus.email.address.MailContact;
import im.isthmus.email.header.MailHeader;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What mailing lists say about themselves (RFC 2369, RFC 2919, RFC 8058). */
public final class ListHeader {
    private static final int LONGEST = 4000;

    private static final Pattern ID = Pattern.compile("<([^<>\\s@]{3,200})>\\s*$");
    private static final Pattern MAILTO = Pattern.compile("(?i)<mailto:([^>?]{3,254})[^>]*>");
    private static final Pattern WEB = Pattern.compile("(?i)<(https?://[^>\\s]{3,2000})>");

    private static final Pattern SUBJECT =
            Pattern.compile(
                    "(?i)<mailto:[^>?]{3,254}\\?(?:[^>]*&)?subject=((?:[^>&%]|%[0-9a-f]{2}){1,200})");

    private ListHeader() {}

    /** The list that a mail came by; empty if by none. */
    public static Optional<MailContact.MailingList> id(MailHeader header) {
        String field = field(header, "list-id").strip();
        Matcher matcher = ID.matcher(field);
        String id = (matcher.find() ? matcher.group(1) : field).toLowerCase(Locale.ROOT);
        if (!MailContact.LIST.matcher(id).matches()) {
            return Optional.empty();
        }
        try {
            String local = Jid.of(id, "localhost", "").local();
            boolean same = MailContact.parse(local) instanceof MailContact.MailingList;
            return same ? Optional.of(new MailContact.MailingList(local)) : Optional.empty();
        } catch (InvalidJidException e) {
            return Optional.empty();
        }
    }

    /** Where mails to the list go. */
    public static Optional<MailAddress> post(MailHeader header) {
        Matcher matcher = MAILTO.matcher(field(header, "list-post"));
        return matcher.find() ? MailAddress.parse(matcher.group(1)) : Optional.empty();
    }

    /** The web address that takes somebody off the list at once (RFC 8058). */
    public static Optional<URI> oneClick(MailHeader header) {
        boolean offered =
                field(header, "list-unsubscribe-post")
                        .replace(" ", "")
                        .equalsIgnoreCase("List-Unsubscribe=One-Click");
        Matcher matcher = WEB.matcher(field(header, "list-unsubscribe"));
        try {
            return offered && matcher.find()
                    ? Optional.of(URI.create(matcher.group(1)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The mail address that takes somebody off the list. */
    public static Optional<MailAddress> unsubscribe(MailHeader header) {
        Matcher matcher = MAILTO.matcher(field(header, "list-unsubscribe"));
        return matcher.find() ? MailAddress.parse(matcher.group(1)) : Optional.empty();
    }

    /** The subject that a mail to {@link #unsubscribe} has to have. */
    static String unsubscribeSubject(MailHeader header) {
        Matcher matcher = SUBJECT.matcher(field(header, "list-unsubscribe"));
        return matcher.find()
                ? URLDecoder.decode(matcher.group(1).replace("+", "%2B"), StandardCharsets.UTF_8)
                : "unsubscribe";
    }

    /** So much of a field as can be looked at without end. */
    private static String field(MailHeader header, String name) {
        String field = header.first(name).orElse("");
        return field.length() > LONGEST ? field.substring(0, LONGEST) : field;
    }
}
