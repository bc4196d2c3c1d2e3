package im.isthmus.email.outbound;

import im.isthmus.core.backend.BackendFailure;
import im.isthmus.email.header.MailText;
import java.time.Duration;

/** What the status codes of mail (RFC 3463) mean to a user. */
public final class Statuses {
    private static final int LONGEST = 500;

    private Statuses() {}

    /**
     * The failure behind a status.
     *
     * @param status such as {@code 5.1.1}
     * @param words of the mail server
     */
    public static BackendFailure failure(String status, String recipient, String words) {
        String text = sentence(status, recipient) + said(words);
        String kind = status.length() < 3 ? "" : status.substring(2);
        if (kind.startsWith("1.") && !kind.equals("1.7") && !kind.equals("1.8")) {
            return new BackendFailure.NotFound(text);
        }
        if (kind.equals("2.2") || kind.equals("3.1")) {
            return new BackendFailure.Temporary(text, Duration.ofDays(1));
        }
        if (kind.equals("2.3") || kind.equals("3.4")) {
            return new BackendFailure.TooMany(text);
        }
        if (kind.startsWith("4.")) {
            return new BackendFailure.Unreachable(text);
        }
        return kind.startsWith("7.")
                ? new BackendFailure.Banned(text)
                : new BackendFailure.Rejected(text);
    }

    private static String sentence(String status, String recipient) {
        String kind = status.length() < 3 ? "" : status.substring(2);
        String who = recipient.isEmpty() ? "the recipient" : recipient;
        if (kind.startsWith("1.") && !kind.equals("1.7") && !kind.equals("1.8")) {
            return "There is no mailbox " + who + ".";
        }
        if (kind.equals("2.2") || kind.equals("3.1")) {
            return "The mailbox of " + who + " is full.";
        }
        if (kind.equals("2.3") || kind.equals("3.4")) {
            return "The mail is too large for " + who + ".";
        }
        if (kind.startsWith("4.")) {
            return "The mail server of " + who + " could not be reached.";
        }
        return kind.startsWith("7.")
                ? "The mail server of " + who + " refused the mail."
                : "The mail to " + who + " could not be delivered.";
    }

    private static String said(String words) {
        String line = MailText.line(words, LONGEST);
        return line.isEmpty() ? "" : " It said: " + line;
    }
}
