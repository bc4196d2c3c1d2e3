package im.isthmus.email.thread;

import im.isthmus.email.header.MailText;
import java.util.regex.Pattern;

/** Subjects without what mail programs put before them. */
public final class Subjects {
    private static final Pattern ANSWER =
            Pattern.compile(
                    "(?iu)^\\s*(re|aw|antw|sv|vs|ref|rif|r|odp|ynt|\u56de\u590d|\u7b54\u590d)"
                            + "(\\[\\d+])?\\s*[:\uff1a]\\s*");

    private static final int LONGEST = 60;

    /** More of a subject says nothing. */
    private static final int LONGEST_FIELD = 1000;

    private Subjects() {}

    /** The subject itself. */
    public static String base(String subject) {
        String base = subject.substring(0, Math.min(subject.length(), LONGEST_FIELD)).strip();
        while (ANSWER.matcher(base).find()) {
            base = ANSWER.matcher(base).replaceFirst("").strip();
        }
        return base;
    }

    /** The subject of an answer. */
    public static String answer(String subject) {
        return "Re: " + base(subject);
    }

    /** Whether two subjects are those of one conversation. */
    public static boolean same(String one, String other) {
        return base(one).equalsIgnoreCase(base(other));
    }

    /** A subject made of what a message says. */
    public static String of(String body) {
        String line = MailText.line(body.strip().lines().findFirst().orElse(""), 500);
        if (line.length() <= LONGEST) {
            return line.isEmpty() ? "(no subject)" : line;
        }
        int space = line.lastIndexOf(' ', LONGEST);
        return line.substring(0, space < LONGEST / 2 ? LONGEST : space) + "\u2026";
    }
}
