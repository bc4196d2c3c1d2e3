package im.isthmus.email.outbound;

import im.isthmus.core.backend.term.BackendFailure;
import im.isthmus.core.text.Text;
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
        Object who = recipient.isEmpty() ? Text.of("the recipient") : recipient;
        String kind = status.length() < 3 ? "" : status.substring(2);
        return switch (kind) {
            case "1.7", "1.8" -> new BackendFailure.Rejected(refused(who, words));
            case "2.2", "3.1" ->
                    new BackendFailure.Temporary(
                            said(Text.of("The mailbox of {0} is full.", who), words),
                            Duration.ofDays(1));
            case "2.3", "3.4" ->
                    new BackendFailure.TooMany(
                            said(Text.of("The mail is too large for {0}.", who), words));
            default -> byClass(kind, who, words);
        };
    }

    /**
     * That a mail takes longer.
     *
     * @param words of the mail server
     */
    public static Text delay(String words) {
        return said(Text.of("The mail is delayed."), words);
    }

    private static BackendFailure byClass(String kind, Object who, String words) {
        return switch (kind.isEmpty() ? '0' : kind.charAt(0)) {
            case '1' ->
                    new BackendFailure.NotFound(
                            said(Text.of("There is no mailbox {0}.", who), words));
            case '4' ->
                    new BackendFailure.Unreachable(
                            said(
                                    Text.of("The mail server of {0} could not be reached.", who),
                                    words));
            case '7' -> new BackendFailure.Banned(refused(who, words));
            default ->
                    new BackendFailure.Rejected(
                            said(Text.of("The mail to {0} could not be delivered.", who), words));
        };
    }

    private static Text refused(Object who, String words) {
        return said(Text.of("The mail server of {0} refused the mail.", who), words);
    }

    private static Text said(Text sentence, String words) {
        String line = MailText.line(words, LONGEST);
        return line.isEmpty() ? sentence : Text.of("{0} It said: {1}", sentence, line);
    }
}
