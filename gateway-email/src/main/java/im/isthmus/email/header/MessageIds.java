package im.isthmus.email.header;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that mails give each other (RFC 5322 section 3.6.4). */
public final class MessageIds {
    /** Also ids without an at sign: there are many, and they only have to be found again. */
    private static final Pattern ID = Pattern.compile("<([^<>\\s\\p{Cntrl}]{1,900})>");

    private static final int MOST = 500;

    private MessageIds() {}

    /** All ids of a field, each in angle brackets. */
    public static List<String> all(String field) {
        List<String> ids = new ArrayList<>();
        Matcher matcher = ID.matcher(field);
        while (matcher.find() && ids.size() < MOST) {
            ids.add('<' + matcher.group(1) + '>');
        }
        return ids;
    }

    /** The id of a mail, in angle brackets; empty if it has none. */
    public static String of(MailHeader header) {
        String field = header.first("message-id").orElse("");
        List<String> ids = all(field);
        if (!ids.isEmpty()) {
            return ids.getFirst();
        }
        String bare = field.strip();
        return bare.matches("[^<>\\s\\p{Cntrl}]{1,900}") ? '<' + bare + '>' : "";
    }

    /** What a mail answers to, oldest first: References, and In-Reply-To behind. */
    public static List<String> references(MailHeader header) {
        List<String> ids = new ArrayList<>(all(header.first("references").orElse("")));
        for (String id : all(header.first("in-reply-to").orElse(""))) {
            ids.remove(id);
            ids.add(id);
        }
        return ids;
    }

    /**
     * References for an answer: those of the mail and the mail itself, the first and the last ten
     * of them if they are many.
     */
    public static String extended(String references, String messageId) {
        List<String> ids = new ArrayList<>(all(references));
        if (!messageId.isEmpty()) {
            ids.remove(messageId);
            ids.add(messageId);
        }
        if (ids.size() > 11) {
            List<String> kept = new ArrayList<>(ids.subList(ids.size() - 10, ids.size()));
            kept.addFirst(ids.getFirst());
            ids = kept;
        }
        return String.join(" ", ids);
    }
}
